import type { State } from './state.ts';

/**
 * What a merged member leaves to another beside points: what still counts for caps, tiers, challenges and referrals. Lots that it names
 * carry the name that they have in the other log (`lotFrom`).
 */
export type Estate = Pick<
  State,
  | 'status'
  | 'joinedAt'
  | 'windows'
  | 'tier'
  | 'qualifying'
  | 'qualified'
  | 'challenges'
  | 'badges'
  | 'orders'
  | 'spent'
  | 'firstOrderAt'
  | 'redemptions'
  | 'coupons'
  | 'counters'
  | 'entitlements'
  | 'heldAt'
  | 'graced'
  | 'referral'
  | 'friends'
  | 'friendCounts'
  | 'milestones'
  | 'bought'
  | 'absorbed'
> &
  /** What logs did not have at first. */
  Partial<Pick<State, 'measured' | 'milestonesKept' | 'tierGrants' | 'gifts' | 'under' | 'streaks' | 'cooldowns'>>;

/** The name of a lot that comes from another log, where the same number may stand for another one. */
export function lotFrom(origin: string, lot: string): string {
  return `${origin}/${lot}`;
}

/** What a log leaves when it is closed. */
export function estateOf(state: State, member: string): Estate {
  const { status, joinedAt, windows, tier, qualified, badges, orders, spent, firstOrderAt } = state;
  const { counters, coupons, entitlements, heldAt, referral, friendCounts, absorbed } = state;
  const named = (lot: string | null) => (lot === null ? null : lotFrom(member, lot));
  const each = <Of>(of: Record<string, Of>, change: (one: Of) => Of): Record<string, Of> =>
    Object.fromEntries(Object.entries(of).map(([id, one]) => [id, change(one)]));
  return {
    status,
    joinedAt,
    windows,
    cooldowns: state.cooldowns,
    tier,
    qualifying: [...state.qualifyingBefore, ...state.qualifying],
    qualified,
    challenges: each(state.challenges, (one) => ({ ...one, lot: named(one.lot) })),
    badges,
    orders,
    spent,
    firstOrderAt,
    redemptions: each(state.redemptions, (one) => ({
      ...one,
      spent: one.spent.map((part) => ({ ...part, lot: lotFrom(member, part.lot) })),
    })),
    counters,
    coupons,
    entitlements,
    heldAt,
    graced: Object.fromEntries(Object.entries(state.graced).map(([lot, until]) => [lotFrom(member, lot), until])),
    referral,
    friends: each(state.friends, (one) => ({ ...one, lot: named(one.lot) })),
    friendCounts,
    bought: state.bought,
    milestones: each(state.milestones, (one) => ({ ...one, lot: named(one.lot) })),
    ...(state.milestonesKept ? { milestonesKept: state.milestonesKept } : {}),
    absorbed,
    measured: state.measured,
    under: state.under,
    streaks: each(state.streaks, (streak) => ({
      ...streak,
      ...(streak.given ? { given: each(streak.given, (one) => ({ ...one, lot: named(one.lot) })) } : {}),
    })),
    tierGrants: state.tierGrants.map((grant) => ({ ...grant, id: lotFrom(member, grant.id) })),
    gifts: each(state.gifts, (one) => ({ ...one, lot: named(one.lot) })),
  };
}
