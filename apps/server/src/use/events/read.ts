import { dataSchemaOf, type Event, LIMITS, type Program, parseEvent, type Signals } from '@laurel/contract';
import { type Fact, isOrderChange, isPurchase } from '@laurel/engine';
import type { core } from 'zod';
import { LaurelError } from '../../laurel.ts';
import { rememberText } from '../../log/canonical.ts';
import { faultOf } from '../fault.ts';
import { hashOf } from '../hash.ts';
import { type Person, storedId } from '../members/person.ts';

/** An event that is of the documented shape. */
export interface Incoming {
  fact: Fact;
  /** Whom it names; null for a refund that leaves that to the order. */
  person: Person | null;
  stored: string | null;
  /** Hash of what was said, whoever said it of whom. */
  body: string;
  /** Hash of the person it names. */
  about: string;
  /** The order that the fact is about, and whether it brings the order or takes of it. */
  order: { id: string; brings: boolean } | null;
  referralCode: string | null;
  /** What tells the person apart; never in the log. */
  signals: Signals | null;
  late: boolean;
}

/**
 * Reads an event. Nothing is kept of what is refused here.
 * @param now milliseconds; the instant of an event that names none
 * @param kinds the program's own kinds of events, whose data have schemas
 * @returns the event, or LaurelError `bad_request` or `too_early`
 */
export function readEvent(
  input: unknown,
  now: number,
  imported: boolean,
  kinds: Program['events'],
): Incoming | LaurelError {
  const parsed = parseEvent(input);
  if (!parsed.success) return broken(parsed.error.issues);
  const event = parsed.data;
  const kind = kinds.find(({ type }) => type === event.type);
  const issues = (kind && dataSchemaOf(kind)?.safeParse(event.data).error?.issues) ?? [];
  if (issues.length > 0) return broken(issues.map((issue) => ({ ...issue, path: ['data', ...issue.path] })));
  const occurredAt = event.occurredAt === undefined ? now : Date.parse(event.occurredAt);
  if (!imported && occurredAt > now + LIMITS.aheadMinutes * 60_000)
    return new LaurelError('too_early', { occurredAt: event.occurredAt, now: new Date(now).toISOString() });
  const order = orderOf(event);
  const person = personOf(event);
  const { lines } = event.data as { lines?: unknown };
  if (Array.isArray(lines)) rememberText(lines);
  const { referralCode, ...said } = event.data as Record<string, unknown> & { referralCode?: string };
  return {
    fact: { type: event.type, key: event.key, occurredAt, data: dataOf(event) },
    person,
    stored: person && storedId(person),
    // An order is what it says, whenever and through whichever door it came.
    body: order?.brings
      ? hashOf(said)
      : hashOf({ type: event.type, occurredAt: event.occurredAt ?? null, data: event.data }),
    about: hashOf(person),
    order,
    referralCode: order?.brings ? (referralCode ?? null) : null,
    signals: event.signals ?? null,
    late: !imported && occurredAt < now - LIMITS.lateDays * 86_400_000,
  };
}

function broken(issues: readonly core.$ZodIssue[]): LaurelError {
  const faults = issues.map((issue) => ({ path: issue.path.join('.'), message: faultOf(issue) }));
  return new LaurelError('bad_request', faults, {
    message: faults.map(({ path, message }) => `${path || 'event'}: ${message}`).join('; '),
  });
}

function personOf({ member, guest }: Event): Person | null {
  if (member !== undefined) return { kind: 'account', id: member };
  return guest === undefined ? null : { kind: 'guest', id: guest };
}

/** A purchase at a partner is an order under an id that no order of the shop can have: those do not begin with a blank. */
function dataOf({ type, data }: Event): Record<string, unknown> {
  if (type !== 'partner.purchased' && type !== 'partner.refunded') return data;
  return { ...data, orderId: ` partner:${String((data as { transactionId: string }).transactionId)}` };
}

function orderOf(event: Event): Incoming['order'] {
  const id = String(dataOf(event).orderId);
  if (isPurchase(event.type)) return { id, brings: true };
  return isOrderChange(event.type) || event.type === 'order.delivered' ? { id, brings: false } : null;
}
