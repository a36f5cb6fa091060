import type { Duration } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { Fact } from '../log/fact.ts';
import { addDuration } from '../time/add.ts';
import { lifeEnd } from './life.ts';

/** The subject of the order that a fact names, whatever its type; null: none. */
export function orderSubject(fact: Fact): string | null {
  const { orderId } = fact.data;
  return typeof orderId === 'string' ? `order:${orderId}` : null;
}

/** When an event of an order happened first, by what stands of it in the log; null: not yet. */
export function happenedAt({ context }: Draft, event: string, subject: string): number | null {
  let first: number | null = null;
  for (const { fact, outcome, subjects } of context.history) {
    if (fact?.type !== event || outcome === 'refused' || !subjects.includes(subject) || isPart(fact)) continue;
    if (first === null || fact.occurredAt < first) first = fact.occurredAt;
  }
  return first;
}

/** Points that waited for this very event become available: now, or so long after it as was said, and never later than they would have. */
export function release(draft: Draft, fact: Fact): boolean {
  const subject = orderSubject(fact);
  if (subject === null || isPart(fact)) return false;
  const { state, program } = draft;
  let any = false;
  for (const { id: lot, points, waits, activeAt, expiry } of state.lots.slice()) {
    if (!waits || activeAt === null || waits.event !== fact.type || waits.subject !== subject) continue;
    const { after } = waits;
    const { occurredAt: at } = fact;
    const then = after ? addDuration(program.timeZone, at, { [after.unit]: after.n } as Duration) : at;
    const due = Math.min(activeAt, then);
    const expiresAt = expiry ? lifeEnd(draft, expiry, at, due) : null;
    emit(draft, { kind: 'lot.scheduled', lot, points, activeAt: due, expiresAt });
    any = true;
  }
  return any;
}

/** One parcel of several is not the order. */
function isPart({ data }: Fact): boolean {
  return data.partial === true;
}
