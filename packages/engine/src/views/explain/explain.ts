import { type ExplanationView, type Program, USUAL_RISK } from '@laurel/contract';
import { waysTo } from '../../badges/ways.ts';
import { seasonOf } from '../../boards/period.ts';
import { isPurchase } from '../../order/fact.ts';
import { segmentsOf } from '../../segments/of.ts';
import { wayText } from '../badge.ts';
import { knownLocale } from '../text.ts';
import { challengeLines } from './challenges.ts';
import { conditionText } from './condition.ts';
import { boundsOf, earningLines, sentenceOf } from './earning.ts';
import { gainText, rewardLines } from './goods.ts';
import { expiryLines, usableLines } from './life.ts';
import { type ExplainPen, explainPen } from './pen.ts';
import { drawLines, goalLines, streakLines } from './play.ts';
import { tierLines } from './tiers.ts';
import { SECTIONS, type SectionId } from './words.ts';

/** A whole program in plain sentences, for whoever has never heard of it. Sections that have nothing to say are left out. */
export function explainProgram(program: Program, version: number, locale: string): ExplanationView {
  const pen = explainPen(program, locale);
  const lines: Record<SectionId, string[]> = {
    joining: [pen.say.enrol[program.enrol], ...(program.credit ? [pen.say.credit(program.credit.lastDays)] : [])],
    earning: earningLines(pen),
    usable: usableLines(pen),
    expiry: expiryLines(pen),
    rewards: rewardLines(pen),
    tiers: tierLines(pen),
    segments: segmentLines(pen),
    challenges: challengeLines(pen),
    streaks: streakLines(pen),
    draws: drawLines(pen),
    goals: goalLines(pen),
    badges: badgeLines(pen),
    referral: referralLines(pen),
    boards: boardLines(pen),
    campaigns: [...campaignLines(pen), ...accessLines(pen)],
    refunds: refundLines(pen),
  };
  return {
    name: program.name,
    locale: knownLocale(locale),
    version,
    sections: SECTIONS.flatMap((id) =>
      lines[id].length > 0 ? [{ id, title: pen.say.titles[id], lines: lines[id] }] : [],
    ),
  };
}

/** How each badge is had; one that is hidden is not told. */
function badgeLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  // Also what only begins.
  const now = Number.NEGATIVE_INFINITY;
  return program.badges.flatMap((badge) => {
    if (badge.hidden) return [];
    const ways = waysTo(program, badge.id, now, false).map((way) => wayText(way, pen));
    return sentenceOf(say.badge(pen.text(badge.name, badge.id), ways.join(say.condition.or) || say.badgeByHand));
  });
}

function referralLines(pen: ExplainPen): string[] {
  const { referral } = pen.program;
  if (!referral) return [];
  const { referral: words } = pen.say;
  const { friend, advocate, minimum, window, hold, steps = [], milestones = [], risk } = referral;
  const lines: string[] = [];
  if (friend && ('points' in friend || 'counter' in friend)) lines.push(words.friendPoints(gainText(friend, pen)));
  else if (friend) lines.push(words.friendDiscount(gainText(friend, pen)));
  lines.push(words.advocate(gainText(advocate, pen), minimum > 0 ? pen.money(minimum) : null));
  for (const { nth, friend: theirs, advocate: yours } of steps)
    lines.push(words.step(nth ?? null, yours ? gainText(yours, pen) : null, theirs ? gainText(theirs, pen) : null));
  for (const { friends, advocate: gain } of milestones) lines.push(words.milestone(friends, gainText(gain, pen)));
  if (hold) lines.push(words.hold(pen.length(hold)));
  lines.push(words.window(pen.length(window)), words.once);
  const { review, refuse, households } = risk ?? USUAL_RISK;
  return [...lines, words.risk(review, refuse), words.households[households]];
}

function boardLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  if (program.boards.length === 0) return [];
  const season = ({ startsAt, endsAt }: { startsAt: number; endsAt: number }) =>
    say.season(pen.day(startsAt), pen.day(endsAt));
  const lines = program.boards.map(({ id, name, score, period, prizes = [] }) => {
    const of = 'sum' in score ? (score.sum as string) : '';
    const what = say.scores[of as 'spend'] ?? say.scoreOther;
    const when = typeof period === 'string' ? say.periods[period] : season(seasonOf(period, program.timeZone));
    const won = prizes.map(({ ranks, points }) => say.prize(ranks[0], ranks[1], pen.points(points)));
    return sentenceOf([say.board(pen.text(name, id), what, when), ...won].join(words.and));
  });
  return [...lines, say.alias];
}

function campaignLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  return program.campaigns.map(({ id, name, earn, from, until, when, limit, budget }) => {
    const dates = [from, until].map((at) => pen.day(Date.parse(at))) as [string, string];
    const parts = [say.campaign(pen.text(name, id), pen.plain(earn.times), ...dates)];
    if (earn.rules)
      parts.push(say.onRules(pen.list(earn.rules.map((rule) => say.condition.quoted(pen.name('rules', rule))))));
    if (when) parts.push(say.earn.when(conditionText(when, pen)));
    parts.push(...boundsOf({ limit: limit as never, budget }, pen));
    return sentenceOf(parts.join(pen.words.and));
  });
}

/** What some may do, or do earlier, without buying it. */
function accessLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  return program.access.map(({ entitlement, name, when, from, until }) => {
    const day = (at: string) => pen.day(Date.parse(at));
    const parts = [say.access(pen.text(name, entitlement), day(from), until === undefined ? null : day(until))];
    if (when) parts.push(say.earn.when(conditionText(when, pen)));
    return sentenceOf(parts.join(pen.words.and));
  });
}

function segmentLines(pen: ExplainPen): string[] {
  return segmentsOf(pen.program).map(({ id, name, when }) =>
    sentenceOf(pen.say.segment(pen.text(name, id), conditionText(when, pen))),
  );
}

/** A condition of a program in words. */
export function explainCondition(program: Program, when: Record<string, unknown>, locale: string): string {
  return conditionText(when, explainPen(program, locale));
}

function refundLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  const seen = program.challenges.filter(({ hidden }) => hidden === undefined);
  const undone = [...seen, ...program.streaks].filter(({ onRefund }) => onRefund === 'undo');
  const draws = program.draws.filter(({ on, onRefund }) => on !== undefined && isPurchase(on) && onRefund === 'undo');
  return [
    ...say.refunds,
    ...(program.streaks.some(({ on }) => on.some(isPurchase)) ? [say.streakOrders] : []),
    ...undone.map(({ id, name }) => say.undo(pen.text(name, id))),
    ...draws.map(({ id, name }) => say.undoDraw(pen.text(name, id))),
  ];
}
