import type { FriendStage } from '@laurel/contract';
import { boughtByBoth } from '../buyer/bought.ts';
import type { Estate } from '../log/estate.ts';
import type { State } from '../log/state.ts';
import { sumUp } from '../number/sum-up.ts';
import { keptCooldowns } from './counters.ts';
import { addMeasured } from './measured.ts';
import { absorbQualifying } from './qualifying.ts';
import { joinStreaks } from './streaks.ts';

/** Adds what a merged member left: numbers add, what only one has stays, what both have stays the own. */
export function applyAbsorbed(state: State, from: string, estate: Estate): void {
  for (const [window, { times, points, closesAt }] of Object.entries(estate.windows)) {
    const used = state.windows[window];
    // A cooldown at one place began for each at another time: the later one is over last.
    const ends = used && used.closesAt !== null && closesAt !== null ? Math.max(used.closesAt, closesAt) : closesAt;
    state.windows[window] = {
      times: (used?.times ?? 0) + times,
      points: (used?.points ?? 0) + points,
      closesAt: ends,
    };
  }
  for (const [rule, awards] of Object.entries(estate.cooldowns ?? {}))
    state.cooldowns[rule] = keptCooldowns([...(state.cooldowns[rule] ?? []), ...awards]);
  absorbQualifying(state, estate.qualifying);
  state.qualified = {
    active: state.qualified.active + estate.qualified.active,
    earned: state.qualified.earned + estate.qualified.earned,
  };
  for (const [measure, other] of Object.entries(estate.measured ?? {}))
    state.measured[measure] = addMeasured(state.measured[measure], other);
  for (const [id, other] of Object.entries(estate.streaks ?? {}))
    state.streaks[id] = joinStreaks(state.streaks[id], other);
  state.tierGrants = [...state.tierGrants, ...(estate.tierGrants ?? [])];
  state.gifts = { ...estate.gifts, ...state.gifts };
  addChallenges(state, estate.challenges);
  for (const [badge, at] of Object.entries(estate.badges))
    state.badges[badge] = Math.min(state.badges[badge] ?? at, at);
  state.orders += estate.orders;
  state.spent += estate.spent;
  if (estate.firstOrderAt !== null)
    state.firstOrderAt = Math.min(state.firstOrderAt ?? estate.firstOrderAt, estate.firstOrderAt);
  state.redemptions = { ...estate.redemptions, ...state.redemptions };
  state.coupons = { ...estate.coupons, ...state.coupons };
  for (const [counter, n] of Object.entries(estate.counters))
    state.counters[counter] = (state.counters[counter] ?? 0) + n;
  for (const [id, given] of Object.entries(estate.entitlements))
    state.entitlements[id] = [...given, ...(state.entitlements[id] ?? [])];
  if (estate.heldAt !== null) state.heldAt = Math.max(state.heldAt ?? 0, estate.heldAt);
  state.graced = { ...estate.graced, ...state.graced };
  state.referral ??= estate.referral;
  const counts = { ...state.friendCounts };
  for (const stage of Object.keys(counts) as FriendStage[]) counts[stage] += estate.friendCounts[stage];
  for (const [friend, known] of Object.entries(estate.friends)) {
    // Known to both: counted once, by the own.
    if (state.friends[friend]) counts[known.stage] -= 1;
    else state.friends[friend] = known;
  }
  state.friendCounts = counts;
  state.bought = boughtByBoth(state.bought, estate.bought);
  state.milestones = { ...estate.milestones, ...state.milestones };
  if (estate.milestonesKept) state.milestonesKept = { ...estate.milestonesKept, ...state.milestonesKept };
  state.absorbed = [...state.absorbed, ...estate.absorbed, from];
}

function addChallenges(state: State, others: Estate['challenges']): void {
  for (const [id, other] of Object.entries(others)) {
    const own = state.challenges[id];
    if (!own) {
      state.challenges[id] = other;
      continue;
    }
    const length = Math.max(own.steps.length, other.steps.length);
    const seen = addSeen(own.seen, other.seen);
    const steps = Array.from({ length }, (_, at) => {
      const marks = seen?.[at];
      return marks ? Object.keys(marks).length : sumUp(own.steps[at] ?? 0, other.steps[at] ?? 0);
    });
    const done = own.completedAt === null && other.completedAt !== null ? other : own;
    state.challenges[id] = { ...done, steps, ...together(own, other), ...(seen ? { seen } : {}) };
  }
}

type Standing = State['challenges'][string];

/** Both began with the earlier one, and were done as often as both together. */
function together(own: Standing, other: Standing): Partial<Standing> {
  const first = (...instants: (number | null | undefined)[]) => {
    const known = instants.filter((at) => at !== null && at !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  const [startedAt, joinedAt] = [first(own.startedAt, other.startedAt), first(own.joinedAt, other.joinedAt)];
  const times = (own.times ?? 0) + (other.times ?? 0);
  const given = [...new Set([...(own.given ?? []), ...(other.given ?? [])])];
  // What either of them counted of the past is not counted again.
  const filled = Math.max(own.filled ?? 0, other.filled ?? 0);
  const kept = own.kept ?? other.kept;
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(joinedAt === undefined ? {} : { joinedAt }),
    ...(times > 0 ? { times } : {}),
    ...(given.length > 0 ? { given } : {}),
    ...(filled > 0 ? { filled } : {}),
    ...(kept === undefined ? {} : { kept }),
  };
}

/** Values that both saw are one. */
function addSeen(own: Standing['seen'], other: Standing['seen']): Standing['seen'] {
  if (!own || !other) return own ?? other;
  const seen = { ...own };
  for (const [step, marks] of Object.entries(other)) {
    const all = { ...seen[Number(step)] };
    for (const [mark, n] of Object.entries(marks)) all[mark] = (all[mark] ?? 0) + n;
    seen[Number(step)] = all;
  }
  return seen;
}
