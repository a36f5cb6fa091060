// @ts-nocheck
import type { Reason } from '@laurel/contract';

/**
 * The sentences of one language. Names, points, money and days come in already written. A merchant names the unit, so no word
 * may have to agree with it.
 */
export interface Words {
  reasons: Record<Reason, string>;
  /** Joins the parts of a sentence. */
  and: string;
  /** Between what a sentence is about and what is said of it. */
  colon: string;
  rule(name: string, points: string, how: string[]): string;
  amount(money: string): string;
  times(by: string, what: string): string;
  tier(name: string): string;
  campaign(name: string): string;
  clipped(by: string): string;
  until(day: string): string;
  reversed(points: string): string;
  nothingReversed: string;
  owed(points: string): string;
  filled(points: string): string;
  nothingBecause(zero: string, reason: string): string;
  kept(reason: string): string;
  refused(reason: string): string;
  refusedAlready: string;
  order(id: string): string;
  refund(order: string): string;
  cancelled(order: string): string;
  fact(type: string): string;
  challenge(name: string): string;
  granted(points: string): string;
  undone(name: string): string;
  badge(name: string): string;
  tierIs(name: string): string;
  noTier: string;
  created: string;
  joined: string;
  referred: string;
  closed: string;
  activated(points: string): string;
  expired(points: string): string;
  settled: string;
  redeemed(reward: string, points: string): string;
  couponCode(code: string): string;
  restored(points: string): string;
  cancelledRedemption: string;
  released: string;
  adjusted(points: string, by: string, why: string): string;
  friendJoined: string;
  friendQualified: string;
  friendUndone: string;
  handedOver(order: string): string;
  coupon(code: string): string;
  referral: string;
}
