import type { FriendStage, Reason, RiskReason, Text, Verdict } from '@laurel/contract';
import type { Pieces } from '../buyer/bought.ts';
import type { Estate } from './estate.ts';
import type { Evidence } from './evidence.ts';

/** Where points came from: what a sentence about them names. */
export type Source =
  /** `parts`: what each rule gave, where several gave to one lot; `id` is the first of them. */
  | { kind: 'rule'; id: string; parts?: { rule: string; points: number }[] }
  | { kind: 'challenge'; id: string }
  /** `step`: of a further step, or a milestone; left out: the welcome, or a friend's first order. */
  | { kind: 'referral'; side: 'advocate' | 'friend'; friend: string; step?: string }
  | { kind: 'prize'; board: string; period: string; place: number }
  | { kind: 'adjustment'; by: string; why: string; qualifies?: true }
  /** A balance that came from another provider. */
  | { kind: 'opening'; from: string; qualifies?: true }
  /** Another member's points. */
  | { kind: 'transfer'; from: string }
  | { kind: 'restore'; redemption: string }
  /** What entering a tier, a streak, a common goal or a draw gave. */
  | { kind: 'gift'; of: GiftOf; id: string }
  /** Many small lots that never expire, kept as one. */
  | { kind: 'merged' };

/**
 * One absolute consequence in an entry. `evolve` applies changes one by one and needs no program to do so; postings follow
 * from changes (`postingsOf`). Points are whole and above zero unless said otherwise; instants are milliseconds.
 */
export type Change =
  // Points. The account that points leave and the one that they enter stand at the right.
  | {
      kind: 'lot.opened';
      lot: string;
      points: number;
      source: Source;
      subject: string | null;
      /** Where its time starts: the fact's `occurredAt`. */
      at: number;
      activeAt: number | null;
      /** Already known while it is pending, because expiry runs from `activeAt`. */
      expiresAt: number | null;
      expiry: LotExpiry;
      /** What it waits for; `activeAt` is then the latest instant, or NEVER. */
      waits?: Waits;
    } // issued → pending (activeAt set) or available (null); adjusted → for adjustments
  // What a lot waited for has happened: it becomes available at `activeAt`, which may be past.
  | { kind: 'lot.scheduled'; lot: string; points: number; activeAt: number; expiresAt: number | null }
  | { kind: 'lot.activated'; lot: string; points: number; at: number; expiresAt: number | null } // pending → available
  // Lots live longer: because the member did something, or because somebody said so.
  | { kind: 'lots.extended'; lots: string[]; points: number; expiresAt: number; cause: Extension }
  // The member is told that these lots are about to expire: once for each lot and expiry.
  | { kind: 'expiry.warned'; lots: string[]; points: number; expiresAt: number; at: number }
  | { kind: 'lot.expired'; lot: string; points: number; at: number; subject: string | null } // available → expired
  | { kind: 'lot.spent'; lot: string; points: number; redemption: string } // available → redeemed
  | {
      kind: 'lot.restored';
      /** The lot that the points were spent from. */
      lot: string;
      /** The lot that they come to: the same one, unless it now expires at another instant. */
      into: string;
      points: number;
      expiresAt: number | null;
      redemption: string;
      graced: boolean;
    } // redeemed → available
  | { kind: 'lot.reversed'; lot: string; points: number; from: 'pending' | 'available'; subject: string } // pending or available → issued
  | { kind: 'expiry.reversed'; lot: string; points: number; subject: string } // expired → issued
  | { kind: 'owed.opened'; points: number; subject: string } // owed → issued
  | { kind: 'owed.filled'; lot: string; points: number; at: number } // available → owed
  | { kind: 'adjusted'; lot: string | null; points: number; source: Source } // available (or owed) → adjusted; an upward one is a lot.opened
  // Points at the checkout. Held ones come back with all that the lot was, which may be gone meanwhile.
  | { kind: 'held'; hold: string; points: number; amount: number; at: number; until: number }
  | { kind: 'lot.held'; lot: string; points: number; hold: string } // available → held
  | { kind: 'lot.released'; lot: string; points: number; hold: string } // held → available
  | { kind: 'hold.released'; hold: string; at: number }
  | { kind: 'hold.spent'; part: SpentPart; points: number; hold: string } // held → redeemed
  | { kind: 'lot.paid'; part: SpentPart; points: number; hold: string } // available → redeemed, for a hold that was over
  | { kind: 'hold.confirmed'; hold: string; subject: string; points: number; amount: number }
  | { kind: 'lot.returned'; part: SpentPart; into: string; points: number; hold: string } // redeemed → available
  // Between two logs. What one log sends, another receives: `transit` is empty once it has.
  | {
      kind: 'lot.sent';
      lot: string;
      points: number;
      to: string;
      source: Source;
      subject: string | null;
      activeAt: number | null;
      activatedAt: number | null;
      expiresAt: number | null;
      expiry: LotExpiry;
      graced: boolean;
      waits?: Waits;
    } // pending (activeAt set) or available → transit
  | {
      kind: 'lot.received';
      lot: string;
      points: number;
      from: string;
      source: Source;
      subject: string | null;
      activeAt: number | null;
      activatedAt: number | null;
      expiresAt: number | null;
      expiry: LotExpiry;
      graced: boolean;
      waits?: Waits;
    } // transit → pending or available
  | { kind: 'owed.sent'; points: number; to: string } // transit → owed
  | { kind: 'owed.received'; points: number; from: string } // owed → transit
  // `badges`: those that are new to whoever takes over.
  | { kind: 'absorbed'; from: string; estate: Estate; badges?: string[] }
  // Caps. `window` names rule or campaign and the window's start; negative numbers free room again.
  | { kind: 'window.used'; window: string; closesAt: number | null; times: number; points: number }
  // Cooldowns of rules, and counters that a member has beside the points; `n` may be negative.
  | { kind: 'cooldown.started'; rule: string; at: number; until: number }
  | { kind: 'cooldown.ended'; rule: string; at: number }
  | { kind: 'counter.moved'; counter: string; n: number; at: number; subject: string | null }
  // What all members share: a cap or a budget. `n` is of points or of times.
  | {
      kind: 'pool.used';
      pool: string;
      n: number;
      /** Null: nothing was reserved yet, and so much is asked for. */
      reservation: string | null;
      /** What the program says the pool holds. */
      total: number;
      unit: 'points' | 'times';
      budget: boolean;
      closesAt: number | null;
    }
  | { kind: 'pool.freed'; pool: string; n: number }
  // Tiers.
  | {
      kind: 'tier.counted';
      /** Which of the two ways of counting: as soon as earned, or once activated. */
      count: 'active' | 'earned';
      at: number;
      points: number;
      subject: string | null;
      /** From here on no window of any tier reaches back to it. */
      until: number;
    } // may be negative
  | {
      kind: 'tier.changed';
      from: string | null;
      to: string | null;
      at: number;
      until: number | null;
      /** It is held by a grant; what was earned stands under it. */
      by?: 'grant';
      /** Since when it is only held by grace. */
      grace?: number;
    }
  // The tier that was earned, while a higher one is held by a grant.
  | { kind: 'tier.earned'; to: string | null; at: number; until: number | null; grace?: number }
  | { kind: 'tier.granted'; grant: string; tier: string; at: number; until: number | null; cause: TierCause }
  | { kind: 'tier.revoked'; grant: string; tier: string; at: number }
  // The member is told that the tier will lapse, and what is missing to keep it: once for each such instant.
  | { kind: 'tier.warned'; tier: string; at: number; until: number; missing: number }
  // What entering a tier gave, as it takes to take it back.
  | {
      kind: 'gift.given';
      tier: string;
      at: number;
      lot: string | null;
      points: number;
      badge: string | null;
      counter: { id: string; n: number } | null;
      redemption: string | null;
    }
  | { kind: 'gift.taken'; tier: string; at: number }
  // Challenges; `value` is what the step now stands at.
  | {
      kind: 'challenge.progressed';
      challenge: string;
      step: number;
      value: number;
      add: number;
      subject: string | null;
      /** When what counts happened. */
      at?: number;
      /** Which time it is being done; the first has no number. */
      round?: number;
      /** The value, of a step that counts different ones. */
      mark?: string;
      /** The value is taken back. */
      back?: true;
    }
  | {
      kind: 'challenge.completed';
      challenge: string;
      at: number;
      lot: string | null;
      points: number;
      badge?: string;
      redemption?: string;
      /** By what happened before the challenge was there, for which nothing is given. */
      past?: true;
    }
  // What happened before the challenge was there was counted, when the program's version that brought it was published.
  | { kind: 'challenge.filled'; challenge: string; version: number; at: number }
  // What one step gave.
  | { kind: 'challenge.step'; challenge: string; step: number; at: number; lot: string | null; points: number }
  | { kind: 'challenge.joined'; challenge: string; at: number }
  // Another round begins: the time of the one before was over, or it was completed.
  | { kind: 'challenge.restarted'; challenge: string; at: number }
  // `kept`: the redemption of its reward, which was used and stays; it stands for the reward of the next time.
  | { kind: 'challenge.undone'; challenge: string; kept?: string }
  // Streaks: `unit` is the number of a day, week or month where the member is. That one broke is never written.
  | {
      kind: 'streak.kept';
      streak: string;
      unit: number;
      at: number;
      per: 'day' | 'week' | 'month';
      zone: string;
      /** The order that kept it up, where nothing else did; a second thing that did is noted by another such change. */
      subject?: string;
    }
  // An order that kept it up was given back; where nothing else did, the day (week, month) is missed.
  | { kind: 'streak.lost'; streak: string; unit: number; subject: string; at: number }
  | { kind: 'streak.undone'; streak: string; length: number }
  | { kind: 'streak.frozen'; streak: string; n: number; most: number; unit: number; cause: FreezeCause }
  | { kind: 'streak.paused'; streak: string; from: number; to: number; at: number }
  | { kind: 'streak.resumed'; streak: string; unit: number; at: number }
  | {
      kind: 'streak.reached';
      streak: string;
      length: number;
      unit: number;
      at: number;
      lot: string | null;
      points: number;
      badge?: string;
      counter?: { id: string; n: number };
      redemption?: string;
    }
  // Luck: the number that was drawn, with all the odds, and what it came to (RULES 29).
  | {
      kind: 'drawn';
      draw: string;
      at: number;
      /** From 0 to `total` − 1. */
      number: number;
      total: number;
      odds: { prize: string; odds: number }[];
      /** The prize that the number fell on, and the one that was given. */
      drawn: string;
      prize: string;
      lot: string | null;
      points: number;
      redemption: string | null;
      badge?: string;
      counter?: { id: string; n: number };
      /** The order that started it. */
      subject?: string;
    }
  // Its order was given back, and so was the prize, of which nothing was used.
  | { kind: 'draw.undone'; draw: string; prize: string; number: number; points: number; subject: string }
  // A reward that was on its way is not given.
  | { kind: 'gift.voided'; redemption: string }
  // A common goal is full: what the member had added to it, and the points that everybody is given.
  | { kind: 'goal.reached'; goal: string; at: number; mine: number; lot: string | null; points: number }
  // `hand`: somebody of the shop did it.
  | { kind: 'badge.granted'; badge: string; at: number; hand?: { by: string; why: string } }
  | { kind: 'badge.withdrawn'; badge: string; hand?: { by: string; why: string } }
  // Orders as they came, whether or not they were judged: what `member.orders`, "new friend" and measuring go by.
  // `of`: of what changed later, the segments in which the order's own entry saw the member.
  | { kind: 'ordered'; orders: number; spend: number; at: number; subject: string; of?: string[] } // may be negative
  // What became of an order's pieces since it came, at the order's instant; the order itself says what it brought.
  | { kind: 'bought'; pieces: Pieces; at: number; subject: string } // may be negative
  | { kind: 'segment.moved'; segment: string; in: boolean; n: number; at: number }
  // What boards count; `at` is the fact's (for a refund, the order's) occurredAt; may be negative.
  | {
      kind: 'tallied';
      metric: 'points.earned' | 'spend' | 'orders' | 'challenges.completed';
      n: number;
      at: number;
      subject: string | null;
    }
  // People.
  | { kind: 'created'; guest: boolean; draw: number; version?: number }
  /** `draw`: the holdout's, so that sums over members can leave the control group out. */
  | { kind: 'joined'; at: number; draw?: number }
  | { kind: 'handed.over'; subject: string; to: string }
  /** Of somebody who had joined: the holdout's draw, and the badges that nobody has here any more. */
  | { kind: 'closed'; reason: 'merged' | 'erased'; into: string | null; draw?: number; badges?: string[] }
  // A claim of an order's missing points; `by` and `why` where somebody of the shop decided it.
  | { kind: 'claim.made'; claim: string; order: string }
  | {
      kind: 'claim.closed';
      claim: string;
      order: string;
      state: 'settled' | 'refused';
      by: string | null;
      why: string | null;
    }
  // Rewards. A coupon of a referral has no redemption.
  | { kind: 'redeemed'; redemption: string; reward: string; cost: number; reservation: string | null }
  | { kind: 'redemption.cancelled'; redemption: string }
  | { kind: 'reservation.released'; reservation: string }
  | { kind: 'coupon.issued'; coupon: CouponFact }
  /**
   * `amount` and `use` stand where a gift card or credit is used in parts; `use` where the shop asked for it by itself. `below`: the least
   * that its order should have come to, and did not.
   */
  | { kind: 'coupon.used'; code: string; subject: string; at: number; amount?: number; use?: string; below?: number }
  | { kind: 'coupon.returned'; code: string; subject?: string; amount?: number; use?: string }
  | { kind: 'coupon.cancelled'; code: string }
  | { kind: 'entitled'; entitlement: string; redemption: string; at: number; until: number | null }
  | { kind: 'entitlement.withdrawn'; entitlement: string; redemption: string }
  // What a reward gave to a cause: minor units or trees; negative when it is taken back. `price`: of one tree, minor units.
  | { kind: 'gave'; cause: string; unit: 'money' | 'trees'; n: number; redemption: string; price?: number }
  // Referrals. On the friend's log: by whom; on the advocate's: how far the friend has come.
  | { kind: 'referral.linked'; advocate: string; code: string; at: number; until: number }
  /** `step` and `effect`: of a further step than the first order; the reaction that tells the advocate. */
  | { kind: 'referral.qualified'; advocate: string; subject: string; at: number; step?: string; effect?: string }
  /** `kept`: the friend keeps what the step gave them; it stands for the next time. */
  | { kind: 'referral.unqualified'; advocate: string; subject: string; step?: string; kept?: true }
  // How much of a risk a recommendation is, when the friend was linked or ordered; and what somebody decided of it.
  | {
      kind: 'referral.assessed';
      on: 'joined' | 'order';
      score: number;
      reasons: { reason: RiskReason; weight: number }[];
      verdict: Verdict;
      at: number;
      /** What it was scored by, so that it can be scored again. */
      evidence: Evidence;
    }
  | { kind: 'referral.waiting'; step: string; subject: string; at: number }
  | { kind: 'referral.decided'; verdict: 'passed' | 'refused'; by: string; why: string; at: number }
  /** What the advocate was given, or is once `dueAt` has come, for a further step of a friend. */
  | { kind: 'friend.stepped'; friend: string; step: string; at: number; effect: string; dueAt: number | null; got: Got }
  /** `kept`: what stays of it with the advocate, and stands for the next time. `charged`: it was fraud, and what is gone is owed. */
  | { kind: 'friend.step_undone'; friend: string; step: string; effect: string; kept?: Kept; charged?: true }
  | { kind: 'milestone.reached'; friends: number; at: number; effect: string; dueAt: number | null; got: Got }
  | { kind: 'milestone.undone'; friends: number; kept?: Kept }
  /** The advocate and the friend turned out to be one person. */
  | { kind: 'referral.undone'; advocate: string }
  | {
      kind: 'friend.advanced';
      friend: string;
      stage: FriendStage;
      at: number;
      points: number;
      reason: Reason | null;
      /** The lot that the advocate was given, and the reaction that gave it (or that is void). */
      lot: string | null;
      effect: string | null;
      /** How many points of it stay with the advocate, and stand for the next time. */
      kept?: number;
      /** It was fraud, and what is gone is owed. */
      charged?: true;
    };

/** What gave something. */
export type GiftOf = 'tier' | 'challenge' | 'streak' | 'goal' | 'draw';

/** Why there are more freezes. `n` is how many were earned in this streak. */
export type FreezeCause =
  | { kind: 'start' }
  | { kind: 'earned'; n: number }
  | { kind: 'reward'; redemption: string }
  | { kind: 'hand'; by: string; why: string };

/** Why a tier was granted. */
export type TierCause =
  | { kind: 'hand'; by: string; why: string }
  | { kind: 'reward'; redemption: string }
  | { kind: 'event'; type: string };

/** What somebody was given for a recommendation, as far as it takes to take it back. All null: nothing yet. */
export interface Got {
  points: number;
  lot: string | null;
  coupon: string | null;
  counter: { id: string; n: number } | null;
}

/** What stayed with somebody of what was taken back: points that were spent or ran out, a coupon that was used. */
export interface Kept {
  points?: number;
  coupon?: string;
}

/** How a lot's expiry follows from its activation; recorded so that `evolve` and due points need no program. */
export type LotExpiry = {
  unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  n: number;
  timeZone: string;
  /** Rounded up to the end of that. */
  endOf?: 'month' | 'quarter' | 'year';
  /** To the end of the next of these days, `MM-DD`, not before the time above. */
  dates?: string[];
  /** The time starts anew with each of these activities. */
  idle?: { of: 'balance' | 'lots'; on: string[] };
} | null;

/** An event that a pending lot waits for, of which order, and how long after it. */
export interface Waits {
  event: string;
  subject: string;
  after: { unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years'; n: number } | null;
}

/** Why lots live longer. */
export type Extension = { kind: 'activity'; type: string } | { kind: 'hand'; by: string; why: string };

/** What of a lot was spent or is held, with all that it takes to give it back. */
export interface SpentPart {
  lot: string;
  points: number;
  expiresAt: number | null;
  source: Source;
  subject: string | null;
  expiry: LotExpiry;
  activatedAt: number;
  seq: number;
  graced: boolean;
}

/** What a coupon is good for. Amounts in minor units. */
export type CouponGive =
  | { amount: number }
  | { percent: number }
  | { product: string }
  | { shipping: 'free' }
  | { sample: string }
  | { giftCard: number }
  | { storeCredit: number }
  | { event: { name: Text; at?: string | undefined; place?: Text | undefined } }
  | { voucher: Text }
  | { choice: string[] };

/** A coupon as the log keeps it. Amounts in minor units. */
export interface CouponFact {
  code: string;
  redemption: string | null;
  /** The reward's id, or null for a friend's welcome. */
  reward: string | null;
  give: CouponGive;
  minimum: number | null;
  issuedAt: number;
  expiresAt: number | null;
  /** Of which side of a recommendation it is. */
  referral?: 'advocate' | 'friend';
  /** What a friend is welcomed with, for the first order. */
  welcome?: true;
}
