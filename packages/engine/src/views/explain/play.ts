import { sentenceOf } from './earning.ts';
import type { ExplainPen } from './pen.ts';
import { giftText } from './tiers.ts';

/** What is kept up day after day, and what its lengths give. */
export function streakLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  return program.streaks.map(({ id, name, on, per, milestones, freezes }) => {
    const what = on.map((type) => pen.event(type)).join(words.and);
    const parts = [say.streak(pen.text(name, id), say.streakPer[per], what)];
    for (const { at, grant } of milestones) parts.push(say.streakMilestone(at, giftText(grant, pen)));
    if (freezes) parts.push(say.streakFreezes(freezes.most));
    return sentenceOf(parts.join(words.and));
  });
}

/** What may be won, with the odds of each prize. */
export function drawLines(pen: ExplainPen): string[] {
  const { program, say, words } = pen;
  return program.draws.map((draw) => {
    const { id, name, on, cost, total, prizes, limit } = draw;
    const start =
      on === undefined
        ? say.drawStart.own(cost === undefined ? null : pen.points(cost))
        : say.drawStart.on(pen.event(on));
    const parts = [say.draw(pen.text(name, id), start)];
    for (const { times, per } of [limit ?? []].flat())
      if (times !== undefined) parts.push(say.earn.times(times, say.per[per]));
    for (const prize of prizes)
      parts.push(say.drawPrize(pen.text(prize.name, prize.id), pen.plain(prize.odds), pen.plain(total)));
    const fallback = prizes.find((prize) => prize.id === draw.consolation);
    parts.push(say.drawFalls(pen.text(fallback?.name, draw.consolation)));
    return sentenceOf(parts.join(words.and));
  });
}
