import { thresholdOf } from '@laurel/contract';
import { apartBecause, type Draft, emit } from '../decide/draft.ts';
import { giveGrant } from '../grants/give.ts';
import { takeGrant } from '../grants/take.ts';
import type { Given } from '../log/state.ts';
import { countedAt, countedIn, type TierOf, yearOf } from './threshold.ts';

/** Gives what entering a tier gives, once for each member. Whoever takes no part gets nothing. */
export function giveGift(draft: Draft, { id, gift }: TierOf, at: number): void {
  if (!gift || draft.state.gifts[id] || apartBecause(draft)) return;
  const given = giveGrant(draft, gift, { of: 'tier', id, at });
  emit(draft, { kind: 'gift.given', tier: id, at, ...given });
}

/** Takes back the gift of a tier that a refund shows never to have been reached, where it was not used (RULES 16). */
export function takeUnearned(draft: Draft, place: number, at: number): void {
  const { program, state } = draft;
  const tier = program.tiers[place];
  const given = tier && state.gifts[tier.id];
  if (!tier?.from || !given || countedThen(draft, tier, given.at) >= thresholdOf(tier.from).n) return;
  if (takeGrant(draft, given as Given, { of: 'tier', id: tier.id }))
    emit(draft, { kind: 'gift.taken', tier: tier.id, at });
}

/** What, as known now, counted when the gift was given. */
function countedThen({ program, state }: Draft, { from }: TierOf, at: number): number {
  if (!from) return 0;
  const { timeZone } = program;
  if (typeof from.within !== 'string') return countedAt(from, state, timeZone, at);
  return countedIn(from, state, yearOf(from.within, state, timeZone, at));
}
