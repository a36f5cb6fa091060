import type { BadgeWay, FriendStage, Reason, RiskReason } from '@laurel/contract';
import type { Change, GiftOf, Source } from '../../log/change.ts';
import type { Pen } from '../pen.ts';

/** One line for each kind of change: a kind without words does not compile. */
export type ChangeWords = { [Kind in Change['kind']]: (change: Extract<Change, { kind: Kind }>, pen: Pen) => string };
/** Where points came from, as it stands after "from" or "by". */
export type SourceWords = { [Kind in Source['kind']]: (source: Extract<Source, { kind: Kind }>, pen: Pen) => string };

/**
 * The sentences of one language. Names, points, money and days come in already written. A merchant names the unit, so no word
 * may have to agree with it.
 */
export interface Words {
  reasons: Record<Reason, string>;
  changes: ChangeWords;
  sources: SourceWords;
  stages: Record<FriendStage, string>;
  /** Joins the parts of a sentence. */
  and: string;
  /** Between what a sentence is about and what is said of it. */
  colon: string;
  rule(name: string, points: string, how: string[]): string;
  amount(money: string): string;
  times(by: string, what: string): string;
  tier(name: string): string;
  campaign(name: string): string;
  segment(name: string): string;
  /** So many articles of an order. */
  pieces(n: string): string;
  /** What a counter moved by, with its sign. */
  counter(name: string, n: string): string;
  clipped(by: string): string;
  /** An amendment gave less because of what else it changed. */
  restOfOrder(by: string): string;
  until(day: string): string;
  /** @param latest the day on which they become available all the same, or null */
  waits(event: string, latest: string | null): string;
  scheduled(points: string, day: string): string;
  extended(points: string, day: string): string;
  because(what: string, by: string | null, why: string): string;
  warned(points: string, day: string): string;
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
  amended(order: string): string;
  chargedBack(order: string): string;
  chargebackWon(order: string): string;
  fact(type: string): string;
  challenge(name: string): string;
  granted(points: string): string;
  undone(name: string): string;
  step(name: string, n: string): string;
  takenUp(name: string): string;
  fillsPast: string;
  donePast(name: string): string;
  streak(name: string, n: string): string;
  freezes(name: string, n: string): string;
  streakLost(name: string): string;
  streakUndone(name: string, n: string): string;
  /** Of a preview, which draws nothing. */
  wouldDraw(name: string): string;
  drawUndone(draw: string, prize: string): string;
  paused(name: string): string;
  resumed(name: string): string;
  drawn(draw: string, prize: string): string;
  goal(name: string): string;
  badge(name: string): string;
  badgeTaken(name: string): string;
  /** How a badge is had; `n` is the step of a challenge, or the length of a streak. */
  badgeWay: Record<BadgeWay['of'], (name: string, n: string) => string>;
  tierIs(name: string): string;
  tierGrace(name: string, day: string): string;
  tierWarned(name: string, day: string, missing: string): string;
  tierGranted(name: string, day: string | null): string;
  tierRevoked(name: string): string;
  gift(name: string): string;
  giftTaken(name: string): string;
  giftOf: Record<GiftOf, string>;
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
  entitled(what: string): string;
  gave(amount: string, cause: string): string;
  trees(n: string, cause: string): string;
  undelivered: string;
  delivered: string;
  /** @param below the minimum that its order did not come to */
  couponUsed(code: string, below: string | null): string;
  cardUsed(code: string, amount: string): string;
  couponReturned(code: string): string;
  cardReturned(code: string, amount: string): string;
  held(points: string, amount: string): string;
  holdReleased(points: string): string;
  paidWithPoints(points: string): string;
  hold(id: string): string;

  restored(points: string): string;
  cancelledRedemption: string;
  released: string;
  /** @param by who of the shop; null: not for whoever reads this */
  adjusted(points: string, by: string | null, why: string): string;
  sent(points: string): string;
  receivedPoints(points: string): string;
  opened(points: string, from: string): string;
  mergedInto: string;
  absorbed(points: string): string;
  friendJoined: string;
  friendQualified: string;
  /** A place won on a board in a period. */
  prize(place: number, board: string, period: string): string;
  friendUndone: string;
  friendRefused: string;
  friendOrdered(nth: number): string;
  friendReturned(nth: number): string;
  milestone(friends: number): string;
  decided: Record<'passed' | 'refused', (by: string | null, why: string) => string>;
  /** Why a recommendation may be no real one. */
  risks: Record<RiskReason, string>;
  handedOver(order: string): string;
  claimed(order: string): string;
  /** What a member reads of a claim. @param points what the order earned, or null where it earned nothing */
  claim: {
    waiting(order: string): string;
    known(order: string, points: string | null): string;
    settled(order: string, points: string | null): string;
    refused(order: string, why: string | null): string;
  };
  claimSettled(order: string): string;
  claimRefused(order: string, by: string | null, why: string | null): string;
  coupon(code: string): string;
  referral: string;
  /** The lines of a rule's arithmetic. */
  sum: {
    about(name: string): string;
    fixed(points: string): string;
    percent(amount: string | null, percent: string): string;
    rate(money: string, points: string, per: string): string;
    byLine: string;
    rounded: Record<'floor' | 'round' | 'ceil', string>;
    clipped(by: string, why: string): string;
    comesTo(points: string): string;
    expires(day: string): string;
  };
  silent(name: string, reason: string): string;
  less(name: string, reason: string): string;
  version(n: number): string;
  /** What a trial of a draft takes for granted. */
  trial: string[];
  /** "Earn 42 points with this product"; nothing to earn. */
  withProduct(points: string): string;
  nothingWithProduct: string;
  wouldEarn(points: string): string;
}
