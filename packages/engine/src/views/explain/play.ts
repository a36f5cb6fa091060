import type { Goal } from '@laurel/contract';
import { conditionText } from './condition.ts';
import { sentenceOf } from './earning.ts';
import type { ExplainPen } from './pen.ts';
import { giftText } from './tiers.ts';

/** What is kept up day after day, and what its lengths give. */
export function streakLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  return program.streaks.map(({ id, name, on, per, milestones, freezes, pauses, when }) => {
    const what = on.map((type) => pen.event(type)).join(words.and);
    const parts = [say.streak(pen.text(name, id), say.streakPer[per], what)];
    if (when) parts.push(say.earn.when(conditionText(when, pen)));
    for (const { at, grant, again } of milestones) parts.push(say.streakMilestone(at, giftText(grant, pen), again));
    if (freezes) parts.push(say.streakFreezes(freezes.most));
    if (freezes?.every) parts.push(say.streakEarns(freezes.every));
    if (pauses) parts.push(say.streakPauses(pauses.most));
    return sentenceOf(parts.join(words.and));
  });
}

/** What may be won, with the odds of each prize. */
export function drawLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  return program.draws.map((draw) => {
    const { id, name, on, cost, total, prizes, limit, when, from, until } = draw;
    const start =
      on === undefined
        ? say.drawStart.own(cost === undefined ? null : pen.points(cost))
        : say.drawStart.on(pen.event(on));
    const parts = [say.draw(pen.text(name, id), start)];
    for (const { times, per } of [limit ?? []].flat())
      if (times !== undefined) parts.push(say.earn.times(times, say.per[per]));
    if (when) parts.push(say.earn.when(conditionText(when, pen)));
    if (from) parts.push(say.earn.from(pen.day(Date.parse(from))));
    if (until) parts.push(say.earn.until(pen.day(Date.parse(until))));
    for (const { id: prize, name: said, odds, grant } of prizes) {
      const told = say.drawPrize(pen.text(said, prize), pen.plain(odds), pen.plain(total));
      parts.push(grant ? `${told} (${giftText(grant, pen)})` : told);
    }
    const fallback = prizes.find((prize) => prize.id === draw.consolation);
    parts.push(say.drawFalls(pen.text(fallback?.name, draw.consolation)));
    return sentenceOf(parts.join(words.and));
  });
}

/** What everybody fills together, and what all are given for it. */
export function goalLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  return program.goals.map(({ id, name, score, target, from, until, grant, to, least }) => {
    const day = (at: string) => pen.day(Date.parse(at));
    const gift = giftText(grant, pen);
    const enough = least === undefined ? null : amountText(score, least, pen);
    const given = to === 'members' ? say.goalGift.members(gift) : say.goalGift.contributors(gift, enough);
    const what = say.goal(pen.text(name, id), amountText(score, target, pen), day(from), day(until));
    return sentenceOf([what, given].join(words.and));
  });
}

function amountText(score: Goal['score'], n: number, pen: ExplainPen): string {
  const { goalOf } = pen.say;
  const plain = pen.plain(n);
  if ('sum' in score && score.sum === 'spend') return goalOf.spend(pen.money(n));
  if ('sum' in score && score.sum === 'points.earned') return goalOf.points(pen.points(n));
  const of = 'sum' in score ? score.sum : score.count;
  if (of === 'orders' || of === 'order.paid') return goalOf.orders(plain);
  if (of === 'challenges.completed') return goalOf.challenges(plain);
  return 'count' in score ? goalOf.facts(plain, pen.event(of)) : goalOf.other(plain);
}
