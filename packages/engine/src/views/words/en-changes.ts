import type { Got, Kept } from '../../log/change.ts';
import { told } from '../../time/never.ts';
import type { Pen } from '../pen.ts';
import type { ChangeWords, SourceWords } from './words.ts';

function gotText({ points, coupon, counter }: Got, dueAt: number | null, pen: Pen): string {
  if (dueAt !== null) return `later, on ${pen.day(dueAt)}`;
  if (points > 0) return pen.points(points);
  if (coupon !== null) return `the code ${coupon}`;
  return counter ? `${pen.name('counters', counter.id)} +${pen.plain(counter.n)}` : 'nothing more';
}

/** What stays with somebody of what is taken back. */
function keptText(kept: Kept | undefined, pen: Pen): string {
  if (!kept) return '';
  const { points = 0, coupon } = kept;
  const all = [...(points > 0 ? [pen.points(points)] : []), ...(coupon === undefined ? [] : [`the code ${coupon}`])];
  return `; what stays: ${pen.list(all)}`;
}

export const sources: SourceWords = {
  rule: ({ id, parts = [] }, pen) =>
    parts.length > 1
      ? `the rules ${pen.list(parts.map(({ rule }) => `“${pen.name('rules', rule)}”`))}`
      : `the rule “${pen.name('rules', id)}”`,
  challenge: ({ id }, pen) => `the challenge “${pen.name('challenges', id)}”`,
  referral: ({ side }) => (side === 'advocate' ? 'a friend’s first order' : 'a friend’s recommendation'),
  prize: ({ board, period, place }, pen) => `place ${place} of “${pen.name('boards', board)}”, ${period}`,
  adjustment: ({ by, why }) => `${by}: ${why}`,
  opening: ({ from }) => `the balance at ${from}`,
  transfer: () => 'another member',
  gift: ({ of, id }, pen) => `${pen.words.giftOf[of]} “${pen.gifts(of, id)}”`,
  restore: () => 'a redemption that was given back',
  merged: () => 'points without an end of their own, kept together',
};

const life = (activeAt: string | null, expiresAt: string | null) =>
  `${activeAt === null ? 'available at once' : `pending until ${activeAt}`}, ${expiresAt === null ? 'without expiry' : `expiring on ${expiresAt}`}`;
const toll = (n: number) => (n < 0 ? 'less' : 'more');

export const changes: ChangeWords = {
  'lot.opened': ({ points, source, activeAt, expiresAt, waits }, pen) => {
    const head = `${pen.points(points)} from ${pen.source(source)}: `;
    if (!waits) return `${head}${life(pen.on(activeAt), pen.on(expiresAt))}`;
    const latest = pen.on(told(activeAt));
    return `${head}pending until ${waits.event}${latest === null ? '' : `, or ${latest} at the latest`}`;
  },
  'lot.scheduled': ({ points, activeAt, expiresAt }, pen) =>
    `${pen.points(points)} no longer wait for an event: available from ${pen.day(activeAt)}${expiresAt === null ? '' : `, expiring on ${pen.day(expiresAt)}`}`,
  'lots.extended': ({ points, expiresAt, cause }, pen) =>
    `${pen.points(points)} now expiring on ${pen.day(expiresAt)}, ${cause.kind === 'hand' ? `by ${cause.by}: ${cause.why}` : `because of ${cause.type}`}`,
  'expiry.warned': ({ points, expiresAt, at }, pen) =>
    `told on ${pen.day(at)} that ${pen.points(points)} will expire on ${pen.day(expiresAt)}`,
  'lot.activated': ({ points, at, expiresAt }, pen) =>
    `${pen.points(points)} became available on ${pen.day(at)}${expiresAt === null ? '' : `, expiring on ${pen.day(expiresAt)}`}`,
  'lot.expired': ({ points, at }, pen) => `${pen.points(points)} expired on ${pen.day(at)}`,
  'lot.spent': ({ points }, pen) => `${pen.points(points)} spent, those that expire soonest first`,
  'lot.restored': ({ points, expiresAt, graced }, pen) =>
    `${pen.points(points)} given back, ${expiresAt === null ? 'without expiry' : `expiring on ${pen.day(expiresAt)}`}${graced ? ' after some days of grace' : ''}`,
  'lot.reversed': ({ points, from }, pen) =>
    `${pen.points(points)} taken back from what was ${from === 'pending' ? 'still pending' : 'available'}`,
  'expiry.reversed': ({ points }, pen) => `${pen.points(points)} to be taken back had expired already: nothing is owed`,
  'owed.opened': ({ points }, pen) => `${pen.points(points)} owed, because they are spent already`,
  'owed.filled': ({ points }, pen) => `${pen.points(points)} used for what was owed`,
  adjusted: ({ points, lot, source }, pen) =>
    `${pen.points(points)} ${lot === null ? 'owed' : 'taken'} by ${pen.source(source)}`,
  'lot.sent': ({ points, expiresAt }, pen) =>
    `${pen.points(points)} given away${expiresAt === null ? '' : `, expiring on ${pen.day(expiresAt)}`}`,
  'lot.received': ({ points, activeAt, expiresAt }, pen) =>
    `${pen.points(points)} received: ${life(pen.on(activeAt), pen.on(expiresAt))}`,
  'owed.sent': ({ points }, pen) => `${pen.points(points)} of debt passed on`,
  'owed.received': ({ points }, pen) => `${pen.points(points)} of debt taken over`,
  absorbed: ({ estate }, pen) =>
    `Orders ${pen.signed(estate.orders)}, progress, caps and friends of the other account taken over`,
  'window.used': ({ window, times, points, closesAt }, pen) =>
    `Cap ${window}: ${pen.points(Math.abs(points))} and ${pen.plain(Math.abs(times))} × ${toll(points || times)}${closesAt === null ? '' : `, until ${pen.day(closesAt)}`}`,
  'cooldown.started': ({ rule, until }, pen) =>
    `The rule “${pen.name('rules', rule)}” gives nothing more before its cooldown is over, on ${pen.day(until)}`,
  'cooldown.ended': ({ rule }, pen) => `The cooldown of the rule “${pen.name('rules', rule)}” no longer holds`,
  'counter.moved': ({ counter, n, at }, pen) =>
    `“${pen.name('counters', counter)}”: ${pen.signed(n)}, as of ${pen.day(at)}`,
  'pool.used': ({ pool, n }, pen) => `Of what all members share under ${pool}, ${pen.plain(n)} used`,
  'pool.freed': ({ pool, n }, pen) => `Of what all members share under ${pool}, ${pen.plain(n)} free again`,
  'tier.counted': ({ points, count, at }, pen) =>
    `${pen.points(Math.abs(points))} ${toll(points)} count for tiers ${count === 'active' ? 'once available' : 'as soon as earned'}, as of ${pen.day(at)}`,
  'tier.changed': ({ from, to, until }, pen) =>
    `${to === null ? 'No tier any more' : from === to ? `The tier “${pen.name('tiers', to)}” was kept` : `The tier is now “${pen.name('tiers', to)}”`}${until === null || to === null ? '' : `, at least until ${pen.day(until)}`}`,
  'tier.earned': ({ to }, pen) =>
    to === null
      ? 'No tier is earned any more'
      : `The tier “${pen.name('tiers', to)}” is earned, under the one that was granted`,
  'tier.granted': ({ tier, until, cause }, pen) =>
    `The tier “${pen.name('tiers', tier)}” was granted${until === null ? '' : ` until ${pen.day(until)}`}${cause.kind === 'hand' ? ` by ${cause.by}: ${cause.why}` : cause.kind === 'event' ? ` because of ${cause.type}` : ''}`,
  'tier.revoked': ({ tier }, pen) => `The tier “${pen.name('tiers', tier)}” is no longer granted`,
  'tier.warned': ({ tier, at, until, missing }, pen) =>
    `told on ${pen.day(at)} that the tier “${pen.name('tiers', tier)}” will lapse on ${pen.day(until)}: ${pen.plain(missing)} missing`,
  'gift.given': ({ tier }, pen) => `The gift of the tier “${pen.name('tiers', tier)}” was given`,
  'gift.taken': ({ tier }, pen) =>
    `The gift of the tier “${pen.name('tiers', tier)}” was taken back, because it was not used`,
  'challenge.progressed': ({ challenge, value, step }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}”, step ${step + 1}: now at ${pen.plain(value)}`,
  'challenge.completed': ({ challenge, points }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}” completed${points > 0 ? `: +${pen.points(points)}` : ''}`,
  'challenge.step': ({ challenge, step, points }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}”, step ${step + 1} done${points > 0 ? `: +${pen.points(points)}` : ''}`,
  'challenge.joined': ({ challenge, at }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}” taken up on ${pen.day(at)}`,
  'challenge.restarted': ({ challenge, at }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}” begins anew on ${pen.day(at)}`,
  'challenge.filled': ({ challenge, version }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}”: what happened before version ${version} of the programme was counted`,
  'challenge.undone': ({ challenge }, pen) =>
    `Challenge “${pen.name('challenges', challenge)}” undone: its progress was given back`,
  'streak.kept': ({ streak, at }, pen) => `Streak “${pen.name('streaks', streak)}” kept up on ${pen.day(at)}`,
  'streak.lost': ({ streak }, pen) =>
    `Streak “${pen.name('streaks', streak)}”: the order that kept it up was given back`,
  'streak.undone': ({ streak, length }, pen) =>
    `Streak “${pen.name('streaks', streak)}” no longer reached ${pen.plain(length)}: what that gave is taken back`,
  'draw.undone': ({ draw, prize }, pen) =>
    `“${pen.name('draws', draw)}”: the prize “${pen.prizeName(draw, prize)}” is taken back, because its order was given back and it was not used`,
  'gift.voided': () => 'A reward that was on its way is not given',
  'streak.frozen': ({ streak, n }, pen) => `Streak “${pen.name('streaks', streak)}”: ${pen.plain(n)} more freeze(s)`,
  'streak.paused': ({ streak, at }, pen) => `Streak “${pen.name('streaks', streak)}” paused on ${pen.day(at)}`,
  'streak.resumed': ({ streak, at }, pen) => `Streak “${pen.name('streaks', streak)}” goes on from ${pen.day(at)}`,
  'streak.reached': ({ streak, length, points }, pen) =>
    `Streak “${pen.name('streaks', streak)}” reached ${pen.plain(length)}${points > 0 ? `: +${pen.points(points)}` : ''}`,
  drawn: ({ draw, number, total, odds, drawn, prize }, pen) => {
    const all = odds.map((one) => `“${pen.prizeName(draw, one.prize)}” ${pen.plain(one.odds)}`).join(', ');
    const fell = drawn === prize ? '' : `; none was left of “${pen.prizeName(draw, drawn)}”`;
    return `“${pen.name('draws', draw)}”: number ${pen.plain(number)} of 0 to ${pen.plain(total - 1)} came to “${pen.prizeName(draw, prize)}”${fell}. Odds of ${pen.plain(total)}: ${all}`;
  },
  'goal.reached': ({ goal, mine, points }, pen) =>
    `Common goal “${pen.name('goals', goal)}” reached, with ${pen.plain(mine)} of this member’s${points > 0 ? `: +${pen.points(points)}` : ''}`,
  'badge.granted': ({ badge, hand }, pen) =>
    `Badge “${pen.name('badges', badge)}” received${hand ? `, by ${hand.by}: ${hand.why}` : ''}`,
  'badge.withdrawn': ({ badge, hand }, pen) =>
    `Badge “${pen.name('badges', badge)}” withdrawn${hand ? `, by ${hand.by}: ${hand.why}` : ''}`,
  ordered: ({ orders, spend }, pen) =>
    `Orders ${pen.signed(orders)}, spending ${spend < 0 ? '−' : '+'}${pen.money(Math.abs(spend))}`,
  tallied: ({ metric, n }, pen) => `For the boards: ${metric} ${pen.signed(n)}`,
  created: ({ guest }) =>
    guest ? 'A visitor became known to the programme' : 'A member became known to the programme',
  joined: ({ at }, pen) => `Joined the programme on ${pen.day(at)}`,
  'handed.over': ({ subject }) => `Order ${subject.replace(/^order:/, '')} now belongs to another account`,
  'claim.made': ({ order }) => `The points of order ${order} were asked for`,
  'claim.closed': ({ order, state }) =>
    state === 'settled' ? `The claim of order ${order} is settled` : `The claim of order ${order} was refused`,
  closed: ({ reason }) => (reason === 'merged' ? 'Merged into another account' : 'The account was erased'),
  redeemed: ({ reward, cost }, pen) => `“${pen.bought(reward)}” for ${pen.points(cost)}`,
  'redemption.cancelled': () => 'The redemption was cancelled',
  'reservation.released': () => 'The reserved piece is free again',
  'coupon.issued': ({ coupon }, pen) =>
    `Code ${coupon.code} issued${coupon.expiresAt === null ? '' : `, good until ${pen.day(coupon.expiresAt)}`}`,
  'coupon.used': ({ code, at, amount, below }, pen) =>
    amount === undefined
      ? `Code ${code} used on ${pen.day(at)}${below === undefined ? '' : `, on an order below its minimum of ${pen.money(below)}`}`
      : `${pen.money(amount)} taken off ${code} on ${pen.day(at)}`,
  'coupon.returned': ({ code, amount }, pen) =>
    amount === undefined ? `Code ${code} may be used again` : `${pen.money(amount)} back on ${code}`,
  'coupon.cancelled': ({ code }) => `Code ${code} cancelled`,
  entitled: ({ entitlement, until }, pen) =>
    `Access to “${entitlement}”${until === null ? '' : ` until ${pen.day(until)}`}`,
  'entitlement.withdrawn': ({ entitlement }) => `Access to “${entitlement}” withdrawn`,
  gave: ({ cause, unit, n }, pen) => {
    const what = unit === 'money' ? pen.money(Math.abs(n)) : `trees (${pen.plain(Math.abs(n))})`;
    return `${what} ${n < 0 ? 'no longer ' : ''}given to “${pen.name('causes', cause)}”`;
  },
  held: ({ points, amount, until }, pen) =>
    `${pen.points(points)} put by for a checkout, worth ${pen.money(amount)}, until ${pen.day(until)} at the latest`,
  'lot.held': ({ points }, pen) => `${pen.points(points)} held, those that expire soonest first`,
  'lot.released': ({ points }, pen) => `${pen.points(points)} no longer held`,
  'hold.released': () => 'The points put by for a checkout were released',
  'hold.spent': ({ points }, pen) => `${pen.points(points)} of those held spent`,
  'lot.paid': ({ points }, pen) => `${pen.points(points)} spent on the order`,
  'hold.confirmed': ({ subject, points, amount }, pen) =>
    `Order ${subject.replace(/^order:/, '')} paid with ${pen.points(points)}, worth ${pen.money(amount)}`,
  'lot.returned': ({ points, part }, pen) =>
    `${pen.points(points)} that paid for the order given back${part.expiresAt === null ? '' : `, expiring on ${pen.day(part.expiresAt)}`}`,
  'referral.linked': ({ code, until }, pen) => `Came by the code ${code}, which counts until ${pen.day(until)}`,
  'referral.qualified': () => 'This order counts for the friend who recommended the programme',
  'referral.unqualified': () => 'This order no longer counts for the friend who recommended the programme',
  'referral.undone': () => 'The recommendation was of the same person and does not count',
  'referral.assessed': ({ score, reasons }, pen) =>
    `Risk of the recommendation: ${score} of 100${reasons.length === 0 ? '' : ` (${reasons.map(({ reason, weight }) => `${pen.words.risks[reason]}: ${weight}`).join('; ')})`}`,
  'referral.waiting': () => 'This order counts for a recommendation once somebody approves of it',
  'referral.decided': ({ verdict, by, why }, pen) => pen.words.decided[verdict](by, why),
  'friend.stepped': ({ got, dueAt }, pen) => `For a recommended friend: ${gotText(got, dueAt, pen)}`,
  'friend.step_undone': ({ kept }, pen) => `What a recommended friend was worth is taken back${keptText(kept, pen)}`,
  'milestone.reached': ({ friends, got, dueAt }, pen) => `For ${friends} friends: ${gotText(got, dueAt, pen)}`,
  'milestone.undone': ({ friends, kept }, pen) => `There are fewer than ${friends} friends again${keptText(kept, pen)}`,
  bought: () => 'What an order has of each thing has changed',
  'segment.moved': ({ segment, in: within }, pen) =>
    `${within ? 'Now in the group “' : 'No longer in the group “'}${pen.name('segments', segment)}”`,
  'friend.advanced': ({ stage, points, kept }, pen) =>
    `A recommended friend: ${pen.words.stages[stage]}${points > 0 ? `, +${pen.points(points)}` : ''}${keptText(kept ? { points: kept } : undefined, pen)}`,
};
