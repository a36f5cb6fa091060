export {
  CustomData,
  Event,
  type EventInput,
  type OrderCancelledEvent,
  type OrderPaidEvent,
  type OrderRefundedEvent,
  parseEvent,
} from './event.ts';
export { OrderCancelled, OrderLine, OrderPaid, OrderRefunded, RefundLine } from './order.ts';
