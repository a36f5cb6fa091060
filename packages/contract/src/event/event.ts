import { z } from 'zod';
import { EventType, ShopId } from '../ids.ts';
import { Instant } from '../time.ts';
import { bounded } from './bounded.ts';
import { KNOWN, type KnownType, OWN_TYPES } from './known.ts';
import {
  OrderAmended,
  OrderCancelled,
  OrderChargebackWon,
  OrderChargedBack,
  OrderPaid,
  OrderRefunded,
} from './order.ts';
import { Signals } from './signals.ts';

/** What a merchant's own kind of event carries: JSON, small and flat enough. */
export const CustomData = bounded(z.record(z.string().max(100), z.json()));

const envelope = {
  key: ShopId.describe('the idempotency key: unique in the program, the same when it is sent again'),
  member: ShopId.optional().describe('the externalId of somebody with an account'),
  guest: ShopId.optional().describe('the shop’s id of a visitor without an account'),
  occurredAt: Instant.optional().describe('when it happened; by default now'),
  signals: Signals.optional(),
};

const ORDERS = [
  'order.paid',
  'order.amended',
  'order.refunded',
  'order.cancelled',
  'order.charged_back',
  'order.chargeback_won',
] as const;

const custom = z.object({
  type: EventType.refine(
    (type) => !(ORDERS as readonly string[]).includes(type) && !Object.hasOwn(KNOWN, type),
    'this type has a schema of its own',
  ).refine((type) => !(OWN_TYPES as readonly string[]).includes(type), 'only Laurel itself makes events of this type'),
  ...envelope,
  data: CustomData.default({}),
});

/** Of the known kinds all but those that stand for goods may come without any data. */
const branchOf = <Type extends KnownType>(type: Type) =>
  z.object({ type: z.literal(type), ...envelope, data: z.preprocess((data) => data ?? {}, KNOWN[type]) });

const known = Object.fromEntries(Object.keys(KNOWN).map((type) => [type, branchOf(type as KnownType)])) as unknown as {
  [Type in KnownType]: ReturnType<typeof branchOf<Type>>;
};
const branches = {
  'order.paid': z.object({ type: z.literal('order.paid'), ...envelope, data: OrderPaid }),
  'order.amended': z.object({ type: z.literal('order.amended'), ...envelope, data: OrderAmended }),
  'order.refunded': z.object({ type: z.literal('order.refunded'), ...envelope, data: OrderRefunded }),
  'order.cancelled': z.object({ type: z.literal('order.cancelled'), ...envelope, data: OrderCancelled }),
  'order.charged_back': z.object({ type: z.literal('order.charged_back'), ...envelope, data: OrderChargedBack }),
  'order.chargeback_won': z.object({ type: z.literal('order.chargeback_won'), ...envelope, data: OrderChargebackWon }),
};

/** A fact as a shop reports it, by type. One line of an import file is the same. */
export const Event = z.union([
  branches['order.paid'],
  branches['order.amended'],
  branches['order.refunded'],
  branches['order.cancelled'],
  branches['order.charged_back'],
  branches['order.chargeback_won'],
  ...(Object.values(known) as [(typeof known)['review.published']]),
  custom,
]);
export type Event = z.output<typeof Event>;
export type EventInput = z.input<typeof Event>;
export type OrderPaidEvent = Extract<Event, { type: 'order.paid' }>;
export type OrderRefundedEvent = Extract<Event, { type: 'order.refunded' }>;
export type OrderCancelledEvent = Extract<Event, { type: 'order.cancelled' }>;

const people = z.custom<Event>().superRefine((event, context) => {
  if (event.member !== undefined && event.guest !== undefined) {
    context.addIssue({ code: 'custom', path: ['guest'], message: 'an event names a `member` or a `guest`, not both' });
  }
  // What changes an order belongs to whoever has the order.
  const mayBeNobody =
    (event.type !== 'order.paid' && (ORDERS as readonly string[]).includes(event.type)) ||
    event.type === 'order.delivered' ||
    event.type === 'partner.refunded';
  if (event.member === undefined && event.guest === undefined && !mayBeNobody) {
    context.addIssue({ code: 'custom', path: ['member'], message: 'an event names a `member` or a `guest`' });
  }
});

/**
 * Reads an event by the schema of its own type, so that what is wrong is told for that type alone.
 * @returns zod's result: `data` or the `error` with a path for each fault
 */
export function parseEvent(input: unknown): z.ZodSafeParseResult<Event> {
  const type = (input as { type?: unknown } | null)?.type;
  const branch = ORDERS.find((order) => order === type);
  const own = typeof type === 'string' && Object.hasOwn(KNOWN, type) ? known[type as KnownType] : custom;
  const schema = (branch ? branches[branch] : own) as z.ZodType<Event>;
  return schema.pipe(people).safeParse(input);
}
