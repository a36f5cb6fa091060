import type { FriendStage, RiskReason, Verdict } from '@laurel/contract';
import type { Bought } from '../buyer/bought.ts';
import type { CouponFact, Got, Kept, LotExpiry, Source, SpentPart, Waits } from './change.ts';

/** Raised whenever `evolve` or this shape changes: older snapshots are folded again. */
export const FOLD_VERSION = 8;

/** Points earned together. `points` is what is left of them. */
export interface Lot {
  id: string;
  points: number;
  source: Source;
  subject: string | null;
  /** When they become available; null once they are. */
  activeAt: number | null;
  /** When they became available. */
  activatedAt: number | null;
  expiresAt: number | null;
  expiry: LotExpiry;
  /** The entry that opened it. */
  seq: number;
  /** Points given back have had their days of grace once. */
  graced: boolean;
  /** What it waits for, while it is pending. */
  waits?: Waits;
  /** The member was told that it is about to expire. */
  warned?: true;
}

export interface RedemptionState {
  id: string;
  reward: string;
  cost: number;
  at: number;
  spent: SpentPart[];
  coupon: string | null;
  reservation: string | null;
  cancelledAt: number | null;
}

/** Points that count for tiers from an instant on. */
export interface Qualifying {
  count: 'active' | 'earned';
  at: number;
  points: number;
  subject: string | null;
  until: number;
}

/** Points that are put by for a checkout until an instant. */
export interface HoldState {
  id: string;
  points: number;
  /** What they are worth off the order, in minor units. */
  amount: number;
  at: number;
  until: number;
  parts: SpentPart[];
}

export interface CouponState extends CouponFact {
  /** Minor units left of a gift card or credit; null: used once and as a whole. */
  left: number | null;
  usedOn: string | null;
  usedAt: number | null;
  cancelledAt: number | null;
}

export interface FriendState {
  stage: FriendStage;
  at: number;
  points: number;
  lot: string | null;
  effect: string | null;
  /** How much of the reward expired, which nobody can owe. */
  expired?: number;
  /** Points that stayed when the reward was taken back: they are not given again. */
  kept?: number;
  /** What further steps of the friend were worth, and what the first order was beside points. */
  steps?: Record<string, StepState>;
}

/** Given for a further step of a friend, or for a milestone. */
export interface StepState extends Got {
  at: number;
  effect: string;
  /** When it is given, where it waits for the return window. */
  dueAt: number | null;
  expired: number;
  undone?: true;
  /** What stayed when it was taken back: it is not given again. */
  kept?: Kept;
}

/** By whom a member came, and what became of it. */
export interface ReferralState {
  advocate: string;
  code: string;
  at: number;
  until: number;
  qualifiedBy: string | null;
  /** The highest score so far; left out: none was worth a word. */
  risk?: { score: number; reasons: { reason: RiskReason; weight: number }[]; verdict: Verdict };
  /** What somebody decided last, which no score overrules. */
  decided?: { verdict: 'passed' | 'refused'; by: string; at: number };
  /** The friend has what they are welcomed with, and the advocate was told. */
  welcomed: boolean;
  /** Orders that count once somebody approves of it, by step. */
  waiting: Record<string, { subject: string; at: number }>;
  /** Further steps that were rewarded: the order, and the reaction. */
  reached: Record<string, { subject: string; effect: string }>;
  /** Further steps that were undone of which the friend has the gift still. */
  kept?: string[];
  /** The reaction by which the first order counted last; null: it follows from the order. */
  effect: string | null;
  /** How often a step was undone: what counts again does so under another name. */
  undone: number;
}

/** What a gift came to, as it takes to take it back. */
export interface Given {
  lot: string | null;
  points: number;
  /** Set only where the member did not have it yet. */
  badge: string | null;
  counter: { id: string; n: number } | null;
  redemption: string | null;
}

/** A goal kept up day after day. Days, weeks and months are named by their numbers (`unitAt`). */
export interface StreakState {
  per: 'day' | 'week' | 'month';
  zone: string;
  begun: boolean;
  /** What came of all that is older than the runs. */
  base: { current: number; start: number | null; freezes: number; last: number | null };
  best: number;
  /** What was kept up lately, in order, none beside another; as far back as late facts come. */
  runs: { from: number; to: number }[];
  gives: { unit: number; n: number; most: number }[];
  pauses: [from: number, to: number][];
  /** By length, when it was last given for. */
  reached: Record<number, number>;
  earned: { n: number; unit: number } | null;
  /** The orders that keep up a unit which nothing else keeps up, as far back as late facts come. */
  orders?: Record<number, string[]>;
  /** What milestones gave, by length, as it takes to take it back. */
  given?: Record<number, Given>;
}

/** A member as the fold of their log: everything a decision needs, and bounded. Plain JSON. */
export interface State {
  seq: number;
  recordedAt: number;
  status: 'none' | 'guest' | 'joined' | 'closed';
  joinedAt: number | null;
  createdAt: number | null;
  /** The version of the program that judged the first entry. */
  begunBy: number;
  /** 0 to 9,999, drawn once: below the holdout's share times 100, the member is in the control group. */
  draw: number;
  pending: number;
  available: number;
  held: number;
  owed: number;
  /** Live lots: first the active ones in the order in which they are spent, then the pending ones as they mature. */
  lots: Lot[];
  /** Whether any lot ever lived as long as the member was active. */
  idle: boolean;
  /** Cap windows that a fact may still fall into. */
  windows: Record<string, { times: number; points: number; closesAt: number | null }>;
  /** The latest awards of rules with a cooldown, oldest first. */
  cooldowns: Record<string, { at: number; until: number }[]>;
  /** Numbers beside the points, by counter. */
  counters: Record<string, number>;
  tier: { id: string | null; since: number | null; until: number | null };
  /** The tier that was earned, while a granted one is held instead; null: the one that is held was earned. */
  under: { id: string | null; since: number | null; until: number | null } | null;
  /** Tiers that were bought, granted, or come with a membership, while they last. */
  tierGrants: { id: string; tier: string; at: number; until: number | null }[];
  /** Since when the tier is only held by grace. */
  tierGrace: number | null;
  /** The instant of lapsing that the member was told of. */
  tierWarned: number | null;
  /** What entering each tier gave. */
  gifts: Record<
    string,
    {
      at: number;
      lot: string | null;
      points: number;
      badge: string | null;
      counter: { id: string; n: number } | null;
      redemption: string | null;
    }
  >;
  /** Spending, orders, friends and counters as tiers ask for them: of a lifetime, and when, oldest first. */
  measured: Record<string, { total: number; items: [at: number, n: number][] }>;
  /** Tiers held lately, oldest first, so that a late fact is judged by the tier of its time. */
  tierHistory: { id: string | null; from: number }[];
  /** What counts for tiers, oldest first, as far back as a window may reach: the latest of it. */
  qualifying: Qualifying[];
  /** All that is older than that: never changed, only replaced, so that copies share it. */
  qualifyingBefore: readonly Qualifying[];
  /** The lifetime sums of what counts for tiers, once activated and as soon as earned. */
  qualified: { active: number; earned: number };
  /** `expired`: how much of the grant expired, which nobody can owe. */
  challenges: Record<
    string,
    {
      steps: number[];
      completedAt: number | null;
      lot: string | null;
      points: number;
      expired: number;
      /** When the first fact of the round happened. */
      startedAt?: number | null;
      /** By step, when the latest fact of the round that counted for it happened. */
      latest?: number[];
      joinedAt?: number;
      /** How often it was completed; which round is under way. */
      times?: number;
      round?: number;
      /** By step, the different values and how many facts brought each; as many as steps may ask for. */
      seen?: Record<number, Record<string, number>>;
      /** Steps of the round that gave what they give. */
      given?: number[];
      badge?: string;
      redemption?: string;
      /** The redemption of a reward that was used before its challenge was undone: whoever completes it again has it already. */
      kept?: string;
      /** It was completed before it was there, and gave nothing. */
      past?: true;
      /** The version of the program whose publication filled it from the past. */
      filled?: number;
    }
  >;
  streaks: Record<string, StreakState>;
  badges: Record<string, number>;
  orders: number;
  spent: number;
  /** What they bought, when, for how much. */
  bought: Bought;
  /** Segments as they were last written down: the how manieth move it was, and when. */
  segments: Record<string, { in: boolean; n: number; at: number }>;
  /** When the first order happened, even if it was given back since. */
  firstOrderAt: number | null;
  /** Redemptions that may still be cancelled or given back. */
  redemptions: Record<string, RedemptionState>;
  coupons: Record<string, CouponState>;
  /** By entitlement, what each redemption of it gave; what is over is let go. */
  entitlements: Record<string, { redemption: string; at: number; until: number | null }[]>;
  holds: Record<string, HoldState>;
  /** When points were last put by; null: never. */
  heldAt: number | null;
  /** Lots that had their days of grace, and when they expire now. */
  graced: Record<string, number>;
  referral: ReferralState | null;
  /** The latest friends, and all whose reward is pending. */
  friends: Record<string, FriendState>;
  /** What so many friends were worth. */
  milestones: Record<string, StepState>;
  /** What stayed of milestones that were taken back: it is not given again. */
  milestonesKept?: Record<string, Kept>;
  /** All friends ever, by stage. */
  friendCounts: Record<FriendStage, number>;
  /** Members whose logs were merged into this one, and into those, oldest first: what their orders refer back to. */
  absorbed: string[];
  /** Where a merged member's log leads to. */
  into: string | null;
}
