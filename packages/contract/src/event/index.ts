export {
  CustomData,
  Event,
  type EventInput,
  type OrderCancelledEvent,
  type OrderPaidEvent,
  type OrderRefundedEvent,
  parseEvent,
} from './event.ts';
export { KNOWN, type KnownType, OWN_TYPES } from './known.ts';
export {
  OrderAmended,
  OrderCancelled,
  OrderChargebackWon,
  OrderChargedBack,
  OrderLine,
  OrderPaid,
  OrderRefunded,
  PAYMENT_MEANS,
  PaidWith,
  type PaymentMeans,
  RefundLine,
} from './order.ts';
export { Signals } from './signals.ts';
