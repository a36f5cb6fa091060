export {
  CustomData,
  Event,
  type EventInput,
  type OrderCancelledEvent,
  type OrderPaidEvent,
  type OrderRefundedEvent,
  parseEvent,
} from './event.ts';
export {
  OrderAmended,
  OrderCancelled,
  OrderChargebackWon,
  OrderChargedBack,
  OrderLine,
  OrderPaid,
  OrderRefunded,
  PaidWith,
  RefundLine,
} from './order.ts';
