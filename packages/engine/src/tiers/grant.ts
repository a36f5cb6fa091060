import { type Draft, type Ending, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import type { Subject } from '../earn/subject.ts';
import type { TierCause } from '../log/change.ts';
import type { Command } from '../log/command.ts';
import type { Fact } from '../log/fact.ts';
import { addDuration } from '../time/add.ts';
import { placeOf, settleGrants } from './raise.ts';

/** Grants a tier until an instant, whatever was earned; the same id grants once. */
export function grantTier(
  draft: Draft,
  {
    grant,
    tier,
    at,
    until,
    cause,
  }: { grant: string; tier: string; at: number; until: number | null; cause: TierCause },
): void {
  emit(draft, { kind: 'tier.granted', grant, tier, at, until, cause });
  settleGrants(draft, at);
}

/** Ends grants before their time. */
export function revokeTiers(draft: Draft, ids: readonly string[], at: number): boolean {
  const ended = draft.state.tierGrants.filter(({ id }) => ids.includes(id));
  for (const { id: grant, tier } of ended) emit(draft, { kind: 'tier.revoked', grant, tier, at });
  if (ended.length > 0) settleGrants(draft, at);
  return ended.length > 0;
}

/** Grants end at their instant, whether or not anybody has written it down. */
export function endGrants(draft: Draft, at: number): void {
  const over = draft.state.tierGrants.filter(({ until }) => until !== null && until <= at);
  revokeTiers(
    draft,
    over.map(({ id }) => id),
    at,
  );
}

/** By hand: a tier for a time, or, with no tier, the end of every tier granted by hand. */
export function grantByHand(
  draft: Draft,
  { key, tier, until, by, why }: Extract<Command, { kind: 'grantTier' }>,
): Ending {
  const kind = 'tier.granted';
  const { recordedAt: at, state } = draft;
  if (state.status !== 'joined') return { kind, outcome: 'refused', reason: 'not_joined' };
  if (tier === null) {
    const ids = state.tierGrants.flatMap(({ id }) => (id.startsWith('hand:') ? [id] : []));
    return revokeTiers(draft, ids, at)
      ? { kind, outcome: 'applied', reason: null }
      : { kind, outcome: 'refused', reason: 'no_tier_granted' };
  }
  if (placeOf(draft, tier) < 0) return { kind, outcome: 'refused', reason: 'unknown_tier' };
  if (until !== null && until <= at) return { kind, outcome: 'refused', reason: 'no_longer' };
  grantTier(draft, { grant: `hand:${key}`, tier, at, until, cause: { kind: 'hand', by, why } });
  return { kind, outcome: 'applied', reason: null };
}

/** A paid membership holds its tier from its start to its end; it is gone the moment it lapses. @returns whether it moved anything */
export function followMembership(draft: Draft, fact: Fact, subject: Subject): boolean {
  const { program, state, recordedAt } = draft;
  let moved = false;
  for (const { id: tier, membership } of program.tiers) {
    if (!membership) continue;
    const { starts, ends, lasts, when } = membership;
    const isStart = starts.includes(fact.type);
    if ((!isStart && !ends.includes(fact.type)) || !holds(when, subject)) continue;
    const grant = `membership:${tier}`;
    const at = Math.min(recordedAt, fact.occurredAt);
    const standing = state.tierGrants.find(({ id }) => id === grant);
    if (!isStart) {
      // A lapse that is older than the start that stands is not about it.
      if (standing && standing.at <= fact.occurredAt) moved = revokeTiers(draft, [grant], recordedAt) || moved;
      continue;
    }
    const told = typeof fact.data.until === 'string' ? Date.parse(fact.data.until) : Number.NaN;
    const end = lasts ? addDuration(program.timeZone, fact.occurredAt, lasts) : Number.isNaN(told) ? null : told;
    if (end !== null && end <= recordedAt) continue;
    // Of two starts that come in the wrong order the later one holds.
    if (standing && standing.at > at) continue;
    const from = standing ? standing.at : at;
    grantTier(draft, { grant, tier, at: Math.max(at, from), until: end, cause: { kind: 'event', type: fact.type } });
    moved = true;
  }
  return moved;
}
