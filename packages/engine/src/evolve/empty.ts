import { NOTHING_BOUGHT } from '../buyer/bought.ts';
import type { State } from '../log/state.ts';

/** The state of a log without entries. */
export function emptyState(): State {
  return {
    seq: 0,
    recordedAt: 0,
    status: 'none',
    joinedAt: null,
    createdAt: null,
    begunBy: 0,
    draw: 0,
    pending: 0,
    available: 0,
    held: 0,
    owed: 0,
    lots: [],
    idle: false,
    windows: {},
    cooldowns: {},
    counters: {},
    tier: { id: null, since: null, until: null },
    under: null,
    tierGrants: [],
    tierGrace: null,
    tierWarned: null,
    gifts: {},
    measured: {},
    tierHistory: [],
    qualifying: [],
    qualifyingBefore: [],
    qualified: { active: 0, earned: 0 },
    challenges: {},
    streaks: {},
    badges: {},
    orders: 0,
    spent: 0,
    bought: NOTHING_BOUGHT,
    segments: {},
    firstOrderAt: null,
    redemptions: {},
    coupons: {},
    entitlements: {},
    holds: {},
    heldAt: null,
    graced: {},
    referral: null,
    friends: {},
    milestones: {},
    friendCounts: { joined: 0, ordered: 0, rewarded: 0, undone: 0, refused: 0 },
    absorbed: [],
    into: null,
  };
}

/**
 * A private copy, to fold further. Only the containers are copied: what they hold is never changed, only replaced.
 */
export function copyState(state: State): State {
  return {
    ...state,
    lots: withRoom(state.lots),
    windows: { ...state.windows },
    cooldowns: { ...state.cooldowns },
    counters: { ...state.counters },
    gifts: { ...state.gifts },
    measured: { ...state.measured },
    tierHistory: state.tierHistory.slice(),
    qualifying: state.qualifying.slice(),
    challenges: { ...state.challenges },
    streaks: { ...state.streaks },
    badges: { ...state.badges },
    redemptions: { ...state.redemptions },
    coupons: { ...state.coupons },
    entitlements: { ...state.entitlements },
    holds: { ...state.holds },
    graced: { ...state.graced },
    friends: { ...state.friends },
    milestones: { ...state.milestones },
    segments: { ...state.segments },
  };
}

const ROOM: readonly undefined[] = new Array(16).fill(undefined);

/** A copy with room for a few more, which a plain one is copied again for as soon as it grows. */
function withRoom<Item>(items: readonly Item[]): Item[] {
  const copy = (items as readonly (Item | undefined)[]).concat(ROOM);
  copy.length = items.length;
  return copy as Item[];
}
