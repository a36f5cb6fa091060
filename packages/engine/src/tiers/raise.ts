import { thresholdOf } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { giveGift, takeUnearned } from './gift.ts';
import { countedAt, countedToKeep, heldUntil, type TierOf } from './threshold.ts';

type Held = State['tier'];

/** The tier that was earned: the one that is held, or the one that stands under a granted one. */
export function earnedTier({ tier, under }: Pick<State, 'tier' | 'under'>): Held {
  return under ?? tier;
}

/** Raises the tier when a higher one is met; one that the program no longer has gives way to whatever is met. */
export function raiseTier(draft: Draft, at: number): void {
  const { program, state } = draft;
  const earned = earnedTier(state);
  const held = placeOf(draft, earned.id);
  const met = highestMet(draft, at, held + 1);
  if (met > held) setEarned(draft, met, at, at);
  else if (held < 0 && earned.id !== null && !state.tierGrants.some(({ tier }) => tier === earned.id))
    setEarned(draft, -1, at, at);
  else renew(draft, program.tiers[held], held, at);
}

/** A tier of a year is kept through the next as soon as it is met again; one in grace, as soon as it is met. */
function renew(draft: Draft, tier: TierOf | undefined, place: number, at: number): void {
  const { program, state } = draft;
  const { until } = earnedTier(state);
  if (!tier?.from || until === null) return;
  const isYear = typeof tier.from.within === 'string' && tier.from.within !== 'tier-year';
  if (state.tierGrace === null && !isYear) return;
  const counted =
    state.tierGrace === null
      ? countedAt(tier.from, state, program.timeZone, at)
      : countedToKeep(tier, state, program.timeZone, at);
  if (counted < thresholdOf(tier.from).n) return;
  const next = heldUntil(tier, state, program.timeZone, at, at);
  if (next !== null && next > until) setEarned(draft, place, at, at);
}

/** Looks at the tier again when its time has come: it stays, has some days of grace, or falls as far as it may. */
export function lapseTier(draft: Draft, at: number): void {
  const { program, state } = draft;
  const earned = earnedTier(state);
  const held = placeOf(draft, earned.id);
  const tier = program.tiers[held];
  const kept = highestKept(draft, at);
  if (!tier || kept >= held) setEarned(draft, kept, at, at - 1);
  else if (tier.downgrade === 'none') setUntil(draft, tier, at, null);
  else if (tier.grace && state.tierGrace === null)
    setUntil(draft, tier, at, addDuration(program.timeZone, at, tier.grace), at);
  else {
    const left = tier.downgrade === 'one' ? Math.max(kept, held - 1) : kept;
    setEarned(draft, left, at, at - 1);
    for (let place = held; place > left; place -= 1) takeUnearned(draft, place, at);
  }
}

/** After a refund: the tier falls at once where the program says so (RULES 16). */
export function lowerTier(draft: Draft, at: number): void {
  const { program, state } = draft;
  const held = placeOf(draft, earnedTier(state).id);
  if (program.tiers[held]?.onRefund !== 'now') return;
  const met = highestMet(draft, at, 0);
  if (met >= held) return;
  setEarned(draft, met, at, at);
  for (let place = held; place > met; place -= 1) takeUnearned(draft, place, at);
}

/** The place of the highest tier met among those from `lowest` up; −1: none. */
function highestMet({ program, state }: Pick<Draft, 'program' | 'state'>, at: number, lowest: number): number {
  for (let place = program.tiers.length - 1; place >= lowest; place -= 1) {
    const from = program.tiers[place]?.from;
    if (from && countedAt(from, state, program.timeZone, at) >= thresholdOf(from).n) return place;
  }
  return -1;
}

/** The same when a tier's time is over: of a year, what the year that ends counted. */
function highestKept({ program, state }: Draft, at: number): number {
  for (let place = program.tiers.length - 1; place >= 0; place -= 1) {
    const tier = program.tiers[place];
    if (tier?.from && countedToKeep(tier, state, program.timeZone, at) >= thresholdOf(tier.from).n) return place;
  }
  return -1;
}

/** Whether the tier that was earned would be lowered at its time, as things stand; and what is missing. */
export function missingToKeep({ program, state }: Pick<Draft, 'program' | 'state'>): number {
  const { id, until } = earnedTier(state);
  const tier = program.tiers.find((one) => one.id === id);
  if (!tier?.from || until === null) return 0;
  return Math.max(0, thresholdOf(tier.from).n - countedToKeep(tier, state, program.timeZone, until));
}

function setEarned(draft: Draft, place: number, at: number, basis: number): void {
  const { program, state } = draft;
  const tier = program.tiers[place];
  const was = placeOf(draft, earnedTier(state).id);
  const until = tier ? heldUntil(tier, state, program.timeZone, basis, at) : null;
  note(draft, tier?.id ?? null, at, until);
  if (!tier || place <= was) return;
  const before = metBefore(draft);
  for (let passed = was + 1; passed < place; passed += 1) givePassing(draft, passed, { before, at });
  if (place > before) giveGift(draft, tier, at);
}

/** The gift of a tier that is met, and was risen beyond at once; where it says so. */
function givePassing(draft: Draft, place: number, { before, at }: { before: number; at: number }): void {
  const { program, state } = draft;
  const tier = program.tiers[place];
  if (!tier?.from || !tier.giftOnPassing || place <= before) return;
  if (countedAt(tier.from, state, program.timeZone, at) >= thresholdOf(tier.from).n) giveGift(draft, tier, at);
}

/**
 * The place of the highest tier that was met before anything happened: one that a new version raises is entered without a gift (RULES 10).
 * Looked at only where a tier is entered, since it goes through everything that counts.
 */
function metBefore({ program, before }: Draft): number {
  // Who joins by this very entry met nothing before, not even what everybody has.
  return before.status === 'joined' ? highestMet({ program, state: before }, before.recordedAt, 0) : -1;
}

function setUntil(draft: Draft, { id }: TierOf, at: number, until: number | null, grace?: number): void {
  note(draft, id, at, until, grace);
}

/** Notes the tier that was earned: it is the member's unless a higher one was granted. */
function note(draft: Draft, to: string | null, at: number, until: number | null, grace?: number): void {
  const { state } = draft;
  const granted = bestGrant(draft);
  const since = grace === undefined ? {} : { grace };
  if (granted && placeOf(draft, granted.tier) > placeOf(draft, to)) {
    emit(draft, { kind: 'tier.earned', to, at, until, ...since });
    // What was earned until now may have been the tier that was granted too: from here on it is held as granted, and as long as that.
    settleGrants(draft, at);
  } else emit(draft, { kind: 'tier.changed', from: state.tier.id, to, at, until, ...since });
}

/** Brings the member's tier to the higher of what was earned and what was granted. */
export function settleGrants(draft: Draft, at: number): void {
  const { program, state } = draft;
  const granted = bestGrant(draft);
  const earned = earnedTier(state);
  if (granted && placeOf(draft, granted.tier) > placeOf(draft, earned.id)) {
    const { tier: to, until } = granted;
    if (state.under !== null && state.tier.id === to && state.tier.until === until) return;
    const entered = placeOf(draft, to) > placeOf(draft, state.tier.id);
    emit(draft, { kind: 'tier.changed', from: state.tier.id, to, at, until, by: 'grant' });
    const tier = program.tiers[placeOf(draft, to)];
    if (tier && entered) giveGift(draft, tier, at);
  } else if (state.under !== null)
    emit(draft, { kind: 'tier.changed', from: state.tier.id, to: earned.id, at, until: earned.until });
}

/** Of the tiers that were granted the highest; of the same one the grant that lasts longest. */
export function bestGrant(draft: Pick<Draft, 'program' | 'state'>): State['tierGrants'][number] | null {
  let best: State['tierGrants'][number] | null = null;
  const end = (until: number | null) => until ?? Number.POSITIVE_INFINITY;
  for (const grant of draft.state.tierGrants) {
    const [place, other] = [placeOf(draft, grant.tier), best ? placeOf(draft, best.tier) : -1];
    if (place > other || (best && place === other && end(grant.until) > end(best.until))) best = grant;
  }
  return best;
}

export function placeOf({ program }: Pick<Draft, 'program'>, id: string | null): number {
  return program.tiers.findIndex((tier) => tier.id === id);
}

/** The tier that was held at an instant, as far back as late facts may come. */
export function tierAt({ state }: Pick<Draft, 'state'>, at: number): string | null {
  let held: string | null = null;
  for (const { id, from } of state.tierHistory) if (from <= at) held = id;
  return held;
}
