import type { Expiry, Pending } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { Source, Waits } from '../log/change.ts';
import { count } from '../tiers/count.ts';
import { addDuration, partsOf } from '../time/add.ts';
import { NEVER } from '../time/never.ts';
import { lifeEnd, lotExpiryOf } from './life.ts';
import { fillOwed } from './owed.ts';
import { isQualifying } from './qualify.ts';
import { happenedAt } from './wait.ts';

export interface Grant {
  points: number;
  source: Source;
  subject: string | null;
  /** Where the lot's time starts: the fact's `occurredAt`. */
  at: number;
  pending: Pending | undefined;
  expiry: Expiry | undefined;
  /** The order whose event it may have to wait for; by default the subject. */
  order?: string | null;
}

/** Opens a lot; what is available at once fills what is owed. @returns the lot's id */
export function grant(draft: Draft, { points, source, subject, at, pending, expiry, order = subject }: Grant): string {
  draft.opened += 1;
  const lot = `${draft.seq}.${draft.opened}`;
  const { activeAt, waits } = waitOf(draft, pending, at, order);
  const how = lotExpiryOf(expiry, draft.program.timeZone);
  const expiresAt = how && activeAt !== NEVER ? lifeEnd(draft, how, at, activeAt) : null;
  emit(draft, {
    kind: 'lot.opened',
    lot,
    points,
    source,
    subject,
    at,
    activeAt,
    expiresAt,
    expiry: how,
    ...(waits ? { waits } : {}),
  });
  if (isQualifying(source)) {
    count(draft, { count: 'earned', at, points, subject });
    if (activeAt === null) count(draft, { count: 'active', at, points, subject });
  }
  if (activeAt === null) fillOwed(draft, at);
  return lot;
}

/** When points become available, and what they wait for. Points that come from no order wait for no event of one. */
function waitOf(
  draft: Draft,
  pending: Pending | undefined,
  at: number,
  order: string | null,
): { activeAt: number | null; waits: Waits | null } {
  const { timeZone } = draft.program;
  if (!pending) return { activeAt: null, waits: null };
  if ('until' in pending) return { activeAt: later(at, Date.parse(pending.until)), waits: null };
  if (!('event' in pending))
    return { activeAt: partsOf(pending).n > 0 ? addDuration(timeZone, at, pending) : null, waits: null };
  const { event, after, latest } = pending;
  const last = latest ? addDuration(timeZone, at, latest) : null;
  if (order === null) return { activeAt: last, waits: null };
  const happened = happenedAt(draft, event, order);
  if (happened === null)
    return { activeAt: last ?? NEVER, waits: { event, subject: order, after: after ? partsOf(after) : null } };
  const then = after ? addDuration(timeZone, happened, after) : happened;
  return { activeAt: later(at, last === null ? then : Math.min(last, then)), waits: null };
}

const later = (at: number, instant: number) => (instant > at ? instant : null);
