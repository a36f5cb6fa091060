import type { Duration } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { LotExpiry, Source } from '../log/change.ts';
import { count } from '../tiers/count.ts';
import { addDuration, partsOf } from '../time/add.ts';
import { fillOwed } from './owed.ts';

export interface Grant {
  points: number;
  source: Source;
  subject: string | null;
  /** Where the lot's time starts: the fact's `occurredAt`. */
  at: number;
  pending: Duration | undefined;
  expiry: Duration | undefined;
}

/** Opens a lot; what is available at once fills what is owed. @returns the lot's id */
export function grant(draft: Draft, { points, source, subject, at, pending, expiry }: Grant): string {
  const { timeZone } = draft.program;
  draft.opened += 1;
  const lot = `${draft.seq}.${draft.opened}`;
  const activeAt = pending && partsOf(pending).n > 0 ? addDuration(timeZone, at, pending) : null;
  const expiresAt = expiry ? addDuration(timeZone, activeAt ?? at, expiry) : null;
  const how: LotExpiry = expiry ? { ...partsOf(expiry), timeZone } : null;
  emit(draft, { kind: 'lot.opened', lot, points, source, subject, at, activeAt, expiresAt, expiry: how });
  if (source.kind === 'rule') {
    count(draft, { count: 'earned', at, points, subject });
    if (activeAt === null) count(draft, { count: 'active', at, points, subject });
  }
  if (activeAt === null) fillOwed(draft, at);
  return lot;
}
