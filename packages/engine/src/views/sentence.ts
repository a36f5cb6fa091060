import { lotOfRule } from '../decide/awards.ts';
import type { Change } from '../log/change.ts';
import type { Award, Entry } from '../log/entry.ts';
import { isOrderChange, isRefund, orderIdOf } from '../order/fact.ts';
import { told } from '../time/never.ts';
import { counterPoints } from './counters.ts';
import { type Pen, sentence } from './pen.ts';
import { multiplierName } from './why.ts';

/** What happened and why, in one sentence. */
export function sentenceOf(entry: Entry, pen: Pen): string {
  const parts = [...mainParts(entry, pen), ...consequences(entry, pen)];
  return sentence(parts.join(pen.words.and));
}

function mainParts(entry: Entry, pen: Pen): string[] {
  const { words } = pen;
  if (entry.outcome === 'refused') {
    const refused = entry.reason ? words.refused(words.reasons[entry.reason]) : words.refusedAlready;
    const head = about(entry, pen);
    return [head.length > 0 ? headed(pen, head, `${refused.charAt(0).toLowerCase()}${refused.slice(1)}`) : refused];
  }
  switch (entry.kind) {
    case 'fact.kept':
      return [headed(pen, about(entry, pen), words.kept(entry.reason ? words.reasons[entry.reason] : ''))];
    case 'fact.judged':
      return [headed(pen, about(entry, pen), judged(entry, pen))];
    case 'member.created':
      return [words.created];
    case 'member.joined':
      return entry.awards.length > 0 ? [headed(pen, [words.joined], judged(entry, pen))] : [words.joined];
    case 'member.referred':
      return [words.referred];
    case 'referral.decided':
      return [decidedReferral(entry, pen)];
    case 'member.closed':
      return [entry.effects.some(({ kind }) => kind === 'absorb') ? words.mergedInto : words.closed];
    case 'member.absorbed':
      return [words.absorbed(pen.points(sumOf(entry, 'lot.received') - sumOf(entry, 'owed.received')))];
    case 'points.sent':
      return [words.sent(pen.points(sumOf(entry, 'lot.sent')))];
    case 'points.received':
      return [words.receivedPoints(pen.points(sumOf(entry, 'lot.received')))];
    case 'balance.opened':
      return [words.opened(pen.points(openedSum(entry)), originOf(entry))];
    case 'due.settled':
      return entry.changes.length === 0 ? [words.settled] : [];
    case 'redemption.made':
      return redeemed(entry, pen);
    case 'redemption.cancelled':
      return [entry.reason === 'code_not_delivered' ? words.undelivered : words.cancelledRedemption];
    case 'redemption.delivered':
      return [words.delivered, ...redeemed(entry, pen)];
    case 'points.held':
      return heldParts(entry, pen);
    // What they come to stands among the consequences.
    case 'coupon.used':
    case 'coupon.returned':
    case 'hold.released':
    case 'hold.confirmed':
      return [];
    case 'reservation.released':
      return [words.released];
    case 'points.adjusted':
      return adjusted(entry, pen);
    // What it came to stands among the consequences.
    case 'tier.granted':
    case 'challenge.joined':
    case 'streak.changed':
    case 'draw.played':
    case 'badge.changed':
      return [];
    case 'challenge.filled':
      return [words.fillsPast];
    case 'points.extended':
      return [];
    case 'reaction':
      // What a common goal came to stands among the consequences.
      return entry.changes.some(({ kind }) => kind === 'goal.reached') ? [] : [reacted(entry, pen)];
    case 'order.claimed':
      return [words.claimed(claimedIn(entry)?.order ?? '')];
    case 'claim.closed':
      return [claimClosed(entry, pen)];
    case 'subject.handed_over':
      return [words.handedOver((entry.subjects[0] ?? '').replace(/^order:/, ''))];
  }
}

function claimedIn({ changes }: Entry) {
  return changes.find((change) => change.kind === 'claim.made' || change.kind === 'claim.closed');
}

function claimClosed(entry: Entry, { words, who }: Pen): string {
  const closed = claimedIn(entry);
  if (closed?.kind !== 'claim.closed') return words.settled;
  const { order, state, by, why } = closed;
  return state === 'settled' ? words.claimSettled(order) : words.claimRefused(order, who(by), why);
}

function headed({ words }: Pen, head: string[], rest: string): string {
  return head.length > 0 ? `${head.join(words.and)}${words.colon}${rest}` : rest;
}

/** What the entry is about: the order, the refund, the event. */
function about({ fact }: Entry, { words }: Pen): string[] {
  if (!fact) return [];
  const order = orderIdOf(fact);
  if (order === null) return [words.fact(fact.type)];
  if (fact.type === 'order.cancelled') return [words.cancelled(order)];
  if (fact.type === 'order.amended') return [words.amended(order)];
  if (fact.type === 'order.charged_back') return [words.chargedBack(order)];
  if (fact.type === 'order.chargeback_won') return [words.chargebackWon(order)];
  return [isRefund(fact.type) ? words.refund(order) : words.order(order)];
}

function judged(entry: Entry, pen: Pen): string {
  const { words } = pen;
  const earned = entry.awards.filter((award) => award.lot !== null || counterPoints(entry, award) > 0);
  if (entry.fact && isOrderChange(entry.fact.type) && earned.length === 0) return takenBack(entry, pen);
  if (earned.length > 0) return earned.map((award) => ruleText(entry, award, pen)).join('; ');
  const clipped = entry.awards.find(({ clippedBy }) => clippedBy !== null)?.clippedBy?.reason;
  const reason = entry.reason ?? clipped ?? entry.silent.find(({ of }) => !of)?.reason;
  return reason ? words.nothingBecause(pen.points(0), words.reasons[reason]) : pen.points(0);
}

function ruleText(entry: Entry, award: Award, pen: Pen): string {
  const { words, program } = pen;
  const how: string[] = [];
  if (award.amount !== null && program) how.push(words.amount(pen.money(award.amount, currencyOf(entry))));
  if (award.pieces !== undefined) how.push(words.amount(words.pieces(pen.plain(award.pieces))));
  for (const multiplier of award.multipliers)
    how.push(words.times(pen.plain(multiplier.times), multiplierName(multiplier, pen)));
  if (award.clippedBy) {
    const { reason, by } = award.clippedBy;
    how.push((reason === 'rest_of_order' ? words.restOfOrder : words.clipped)(pen.points(by)));
  }
  const of = lotOfRule(entry, award);
  const opened = of?.opened;
  if (opened?.waits) how.push(words.waits(opened.waits.event, pen.on(told(opened.activeAt))));
  else if (opened && opened.activeAt !== null && opened.activeAt > entry.recordedAt && program)
    how.push(words.until(pen.day(opened.activeAt)));
  const points = of?.points ?? award.points;
  const text =
    award.counter === undefined
      ? pen.points(points)
      : words.counter(pen.name('counters', award.counter), pen.plain(counterPoints(entry, award)));
  return words.rule(pen.name('rules', award.rule), text, how);
}

/** Points that an entry took back. */
export function reversedIn({ changes }: Pick<Entry, 'changes'>): number {
  return changes.reduce(
    (sum, change) => (REVERSALS.has(change.kind) && 'points' in change ? sum + change.points : sum),
    0,
  );
}

const REVERSALS = new Set<Change['kind']>(['lot.reversed', 'expiry.reversed', 'owed.opened']);

function takenBack(entry: Entry, pen: Pen): string {
  const { words } = pen;
  const [sum, back] = [reversedIn(entry), openedBy(entry, 'rule').reduce((total, { points }) => total + points, 0)];
  if (back > 0) return words.restored(pen.points(back));
  if (entry.reason) return words.nothingBecause(pen.points(0), words.reasons[entry.reason]);
  if (sum === 0) return words.nothingReversed;
  const owed = sumOf(entry, 'owed.opened');
  return [words.reversed(pen.points(sum)), ...(owed > 0 ? [words.owed(pen.points(owed))] : [])].join(', ');
}

function redeemed(entry: Entry, pen: Pen): string[] {
  const { words } = pen;
  return entry.changes.flatMap((change) => {
    if (change.kind === 'redeemed')
      return [words.redeemed(pen.name('rewards', change.reward), pen.points(change.cost))];
    if (change.kind === 'entitled') return [words.entitled(change.entitlement)];
    return change.kind === 'coupon.issued' ? [words.couponCode(change.coupon.code)] : [];
  });
}

function heldParts(entry: Entry, pen: Pen): string[] {
  const { words } = pen;
  return entry.changes.flatMap((change) =>
    change.kind === 'held' ? [words.held(pen.points(change.points), pen.money(change.amount))] : [],
  );
}

/** What became of gift cards, credit, coupons and gifts to causes. */
function spendings({ changes, kind }: Entry, { words, money: amountOf, plain, name }: Pen): string[] {
  return changes.flatMap((change) => {
    if (change.kind === 'coupon.used')
      return [
        change.amount === undefined
          ? words.couponUsed(change.code, change.below === undefined ? null : amountOf(change.below))
          : words.cardUsed(change.code, amountOf(change.amount)),
      ];
    if (change.kind === 'coupon.returned')
      return [
        change.amount === undefined
          ? words.couponReturned(change.code)
          : words.cardReturned(change.code, amountOf(change.amount)),
      ];
    if (change.kind === 'gave' && kind === 'redemption.made') {
      const cause = name('causes', change.cause);
      return [change.unit === 'money' ? words.gave(amountOf(change.n), cause) : words.trees(plain(change.n), cause)];
    }
    return [];
  });
}

function adjusted(entry: Entry, pen: Pen): string[] {
  let sum = 0;
  let who: { by: string; why: string } | null = null;
  for (const change of entry.changes) {
    if ((change.kind !== 'adjusted' && change.kind !== 'lot.opened') || change.source.kind !== 'adjustment') continue;
    sum += change.kind === 'adjusted' ? -change.points : change.points;
    who = change.source;
  }
  return who ? [pen.words.adjusted(pen.points(sum), pen.who(who.by), who.why)] : [];
}

function decidedReferral({ changes }: Entry, { words, who }: Pen): string {
  const said = changes.find(({ kind }) => kind === 'referral.decided');
  if (said?.kind !== 'referral.decided') return words.referral;
  return words.decided[said.verdict](who(said.by), said.why);
}

function reacted(entry: Entry, pen: Pen): string {
  const { words } = pen;
  const advanced = entry.changes.find(({ kind }) => kind === 'friend.advanced');
  const [prize] = openedBy(entry, 'prize');
  if (prize?.source.kind === 'prize') {
    const { board, period, place } = prize.source;
    return headed(pen, [words.prize(place, pen.name('boards', board), period)], pen.points(prize.points));
  }
  const given = entry.changes.find(({ kind }) => kind === 'redeemed');
  if (given) return redeemed(entry, pen).join(words.and);
  const [granted] = openedBy(entry, 'referral');
  const milestone = entry.changes.find(({ kind }) => kind === 'milestone.reached');
  if (milestone?.kind === 'milestone.reached') {
    const reached = words.milestone(milestone.friends);
    return granted ? headed(pen, [reached], pen.points(granted.points)) : reached;
  }
  const stepped = entry.changes.find(({ kind }) => kind === 'friend.stepped');
  const step = stepped?.kind === 'friend.stepped' ? stepped.step : null;
  if (step?.startsWith('order:') && step !== 'order:1') {
    const ordered = words.friendOrdered(Number(step.slice('order:'.length)));
    return granted ? headed(pen, [ordered], pen.points(granted.points)) : ordered;
  }
  const undone = entry.changes.find(({ kind }) => kind === 'friend.step_undone');
  if (!advanced && undone?.kind === 'friend.step_undone') {
    const [, nth] = undone.step.split(':');
    return headed(pen, [nth ? words.friendReturned(Number(nth)) : words.friendRefused], takenBack(entry, pen));
  }
  if (granted && step === 'joined') return headed(pen, [words.friendJoined], pen.points(granted.points));
  if (granted) return headed(pen, [words.friendQualified], pen.points(granted.points));
  if (advanced?.kind === 'friend.advanced' && advanced.stage === 'undone')
    return headed(pen, [words.friendUndone], takenBack(entry, pen));
  if (advanced?.kind === 'friend.advanced' && advanced.stage === 'refused') return words.friendRefused;
  if (advanced?.kind === 'friend.advanced' && advanced.stage !== 'joined') return words.friendQualified;
  return words.friendJoined;
}

/** What else came of it. */
function consequences(entry: Entry, pen: Pen): string[] {
  const { words } = pen;
  const parts: string[] = [];
  const [activated, expired] = [sumOf(entry, 'lot.activated'), sumOf(entry, 'lot.expired')];
  const [filled, restored] = [sumOf(entry, 'owed.filled'), sumOf(entry, 'lot.restored') + sumOf(entry, 'lot.returned')];
  const [paid, released] = [sumOf(entry, 'hold.confirmed'), sumOf(entry, 'lot.released')];
  for (const change of entry.changes) {
    if (change.kind === 'challenge.completed') {
      const name = pen.name('challenges', change.challenge);
      parts.push(change.past ? words.donePast(name) : words.challenge(name));
      if (change.points > 0) parts.push(words.granted(pen.points(change.points)));
    } else if (change.kind === 'challenge.step') {
      parts.push(words.step(pen.name('challenges', change.challenge), pen.plain(change.step + 1)));
      if (change.points > 0) parts.push(words.granted(pen.points(change.points)));
    } else if (change.kind === 'challenge.joined') parts.push(words.takenUp(pen.name('challenges', change.challenge)));
    else if (change.kind === 'challenge.undone') parts.push(words.undone(pen.name('challenges', change.challenge)));
    else if (change.kind === 'badge.granted' || change.kind === 'badge.withdrawn') parts.push(badgeText(change, pen));
    else parts.push(...rising(change, pen));
  }
  if (paid > 0) parts.push(words.paidWithPoints(pen.points(paid)));
  parts.push(...spendings(entry, pen));
  if (released > 0) parts.push(words.holdReleased(pen.points(released)));
  parts.push(...lives(entry, pen));
  if (restored > 0) parts.push(words.restored(pen.points(restored)));
  if (activated > 0) parts.push(words.activated(pen.points(activated)));
  if (filled > 0) parts.push(words.filled(pen.points(filled)));
  if (expired > 0) parts.push(words.expired(pen.points(expired)));
  for (const { of, rule, reason } of entry.silent) {
    if (of === 'coupon') parts.push(`${words.coupon(rule)} (${words.reasons[reason]})`);
    else if (of === 'hold') parts.push(`${words.hold(rule)} (${words.reasons[reason]})`);
    else if (of === 'referral') parts.push(`${words.referral} (${words.reasons[reason]})`);
  }
  return parts;
}

function badgeText(
  { kind, badge, hand }: Extract<Change, { kind: `badge.${string}` }>,
  { words, name, who }: Pen,
): string {
  const text = words[kind === 'badge.granted' ? 'badge' : 'badgeTaken'](name('badges', badge));
  return hand ? words.because(text, who(hand.by), hand.why) : text;
}

/** What became of tiers, streaks and luck. */
function rising(change: Change, { words, name, day, on, plain, points, prizeName }: Pen): string[] {
  switch (change.kind) {
    case 'tier.changed':
      if (change.grace !== undefined && change.to !== null && change.until !== null)
        return [words.tierGrace(name('tiers', change.to), day(change.until))];
      if (change.from === change.to) return [];
      return [change.to === null ? words.noTier : words.tierIs(name('tiers', change.to))];
    case 'streak.reached':
      return [
        words.streak(name('streaks', change.streak), plain(change.length)),
        ...(change.points > 0 ? [words.granted(points(change.points))] : []),
      ];
    case 'streak.lost':
      return [words.streakLost(name('streaks', change.streak))];
    case 'streak.undone':
      return [words.streakUndone(name('streaks', change.streak), plain(change.length))];
    case 'draw.undone':
      return [words.drawUndone(name('draws', change.draw), prizeName(change.draw, change.prize))];
    case 'streak.frozen':
      return change.cause.kind === 'start' ? [] : [words.freezes(name('streaks', change.streak), plain(change.n))];
    case 'streak.paused':
      return [words.paused(name('streaks', change.streak))];
    case 'streak.resumed':
      return [words.resumed(name('streaks', change.streak))];
    case 'drawn':
      return [
        words.drawn(name('draws', change.draw), prizeName(change.draw, change.prize)),
        ...(change.points > 0 ? [words.granted(points(change.points))] : []),
      ];
    case 'goal.reached':
      return [
        words.goal(name('goals', change.goal)),
        ...(change.points > 0 ? [words.granted(points(change.points))] : []),
      ];
    case 'tier.granted':
      return [words.tierGranted(name('tiers', change.tier), on(change.until))];
    case 'tier.revoked':
      return [words.tierRevoked(name('tiers', change.tier))];
    case 'tier.warned':
      return [words.tierWarned(name('tiers', change.tier), day(change.until), plain(change.missing))];
    case 'gift.given':
      return [words.gift(name('tiers', change.tier))];
    case 'gift.taken':
      return [words.giftTaken(name('tiers', change.tier))];
    default:
      return [];
  }
}

/** What became of how long points wait and live. */
function lives(entry: Entry, pen: Pen): string[] {
  const { words } = pen;
  return entry.changes.flatMap((change) => {
    switch (change.kind) {
      case 'lot.scheduled':
        return change.activeAt > entry.recordedAt
          ? [words.scheduled(pen.points(change.points), pen.day(change.activeAt))]
          : [];
      case 'lots.extended': {
        const text = words.extended(pen.points(change.points), pen.day(change.expiresAt));
        return [change.cause.kind === 'hand' ? words.because(text, pen.who(change.cause.by), change.cause.why) : text];
      }
      case 'expiry.warned':
        return [words.warned(pen.points(change.points), pen.day(change.expiresAt))];
      default:
        return [];
    }
  });
}

function sumOf({ changes }: Entry, kind: Change['kind']): number {
  return changes.reduce((sum, change) => (change.kind === kind && 'points' in change ? sum + change.points : sum), 0);
}

function openedBy({ changes }: Entry, source: string): Extract<Change, { kind: 'lot.opened' }>[] {
  return changes.filter(
    (change): change is Extract<Change, { kind: 'lot.opened' }> =>
      change.kind === 'lot.opened' && change.source.kind === source,
  );
}

/** The currency of an order's amounts; undefined: the program's. */
export function currencyOf({ fact }: Pick<Entry, 'fact'>): string | undefined {
  return typeof fact?.data.currency === 'string' ? fact.data.currency : undefined;
}

/** What a balance from elsewhere comes to, less what is owed. */
function openedSum(entry: Entry): number {
  const opened = openedBy(entry, 'opening').reduce((sum, { points }) => sum + points, 0);
  return opened - sumOf(entry, 'owed.opened');
}

function originOf({ subjects, keys }: Entry): string {
  return (subjects.find((subject) => subject.startsWith('opening:')) ?? keys[0] ?? '').replace(/^.*opening:/, '');
}
