// @ts-nocheck
import type { FriendStage, Reason } from '@laurel/contract';

/** Where points came from: what a sentence about them names. */
export type Source = {
  kind: 'rule';
  id: string;
} | {
  kind: 'challenge';
  id: string;
} | {
  kind: 'referral';
  side: 'advocate' | 'friend';
  friend: string;
} | {
  kind: 'prize';
  board: string;
  period: string;
  place: number;
} | {
  kind: 'adjustment';
  by: string;
  why: string;
} | {
  kind: 'restore';
  redemption: string;
}
/** Many small lots that never expire, kept as one. */ | {
  kind: 'merged';
};

/**
 * One absolute consequence in an entry. `evolve` applies changes one by one and needs no program to do so; postings follow
 * from changes (`postingsOf`). Points are whole and above zero unless said otherwise; instants are milliseconds.
 */
export type Change =
// Points. The account that points leave and the one that they enter stand at the right.
{
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
} // issued → pending (activeAt set) or available (null); adjusted → for adjustments
| {
  kind: 'lot.activated';
  lot: string;
  points: number;
  at: number;
  expiresAt: number | null;
} // pending → available
| {
  kind: 'lot.expired';
  lot: string;
  points: number;
  at: number;
  subject: string | null;
} // available → expired
| {
  kind: 'lot.spent';
  lot: string;
  points: number;
  redemption: string;
} // available → redeemed
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
| {
  kind: 'lot.reversed';
  lot: string;
  points: number;
  from: 'pending' | 'available';
  subject: string;
} // pending or available → issued
| {
  kind: 'expiry.reversed';
  lot: string;
  points: number;
  subject: string;
} // expired → issued
| {
  kind: 'owed.opened';
  points: number;
  subject: string;
} // owed → issued
| {
  kind: 'owed.filled';
  lot: string;
  points: number;
  at: number;
} // available → owed
| {
  kind: 'adjusted';
  lot: string | null;
  points: number;
  source: Source;
} // available (or owed) → adjusted; an upward one is a lot.opened
// Caps. `window` names rule or campaign and the window's start; negative numbers free room again.
| {
  kind: 'window.used';
  window: string;
  closesAt: number | null;
  times: number;
  points: number;
}
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
}
// Challenges; `value` is what the step now stands at.
| {
  kind: 'challenge.progressed';
  challenge: string;
  step: number;
  value: number;
  add: number;
  subject: string | null;
} | {
  kind: 'challenge.completed';
  challenge: string;
  at: number;
  lot: string | null;
  points: number;
} | {
  kind: 'challenge.undone';
  challenge: string;
} | {
  kind: 'badge.granted';
  badge: string;
  at: number;
} | {
  kind: 'badge.withdrawn';
  badge: string;
}
// Orders as they came, whether or not they were judged: what `member.orders`, "new friend" and measuring go by.
| {
  kind: 'ordered';
  orders: number;
  spend: number;
  at: number;
  subject: string;
} // may be negative
// What boards count; `at` is the fact's (for a refund, the order's) occurredAt; may be negative.
| {
  kind: 'tallied';
  metric: 'points.earned' | 'spend' | 'orders' | 'challenges.completed';
  n: number;
  at: number;
  subject: string | null;
}
// People.
| {
  kind: 'created';
  guest: boolean;
  draw: number;
} | {
  kind: 'joined';
  at: number;
} | {
  kind: 'handed.over';
  subject: string;
  to: string;
} | {
  kind: 'closed';
  reason: 'merged' | 'erased';
  into: string | null;
}
// Rewards. A coupon of a referral has no redemption.
| {
  kind: 'redeemed';
  redemption: string;
  reward: string;
  cost: number;
  reservation: string | null;
} | {
  kind: 'redemption.cancelled';
  redemption: string;
} | {
  kind: 'reservation.released';
  reservation: string;
} | {
  kind: 'coupon.issued';
  coupon: CouponFact;
} | {
  kind: 'coupon.used';
  code: string;
  subject: string;
  at: number;
} | {
  kind: 'coupon.returned';
  code: string;
} | {
  kind: 'coupon.cancelled';
  code: string;
}
// Referrals. On the friend's log: by whom; on the advocate's: how far the friend has come.
| {
  kind: 'referral.linked';
  advocate: string;
  code: string;
  at: number;
  until: number;
} | {
  kind: 'referral.qualified';
  advocate: string;
  subject: string;
  at: number;
} | {
  kind: 'referral.unqualified';
  advocate: string;
  subject: string;
} | {
  kind: 'friend.advanced';
  friend: string;
  stage: FriendStage;
  at: number;
  points: number;
  reason: Reason | null;
  /** The lot that the advocate was given, and the reaction that gave it (or that is void). */
  lot: string | null;
  effect: string | null;
};

/** How a lot's expiry follows from its activation; recorded so that `evolve` and due points need no program. */
export type LotExpiry = {
  unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  n: number;
  timeZone: string;
} | null;

/** A coupon as the log keeps it. Amounts in minor units. */
export interface CouponFact {
  code: string;
  redemption: string | null;
  /** The reward's id, or null for a friend's welcome. */
  reward: string | null;
  give: {
    amount: number;
  } | {
    percent: number;
  } | {
    product: string;
  } | {
    shipping: 'free';
  };
  minimum: number | null;
  issuedAt: number;
  expiresAt: number | null;
}