import type { ChallengeOf } from '../../earn/program.ts';
import { conditionText } from './condition.ts';
import { sentenceOf } from './earning.ts';
import type { ExplainPen } from './pen.ts';
import { giftText } from './tiers.ts';

/** What there is to do, and what it gives. A challenge that is hidden is not told. */
export function challengeLines(pen: ExplainPen): string[] {
  return pen.program.challenges.filter(({ hidden }) => hidden === undefined).map((one) => challengeLine(one, pen));
}

function challengeLine(challenge: ChallengeOf, pen: ExplainPen): string {
  const { say, words } = pen;
  const { id, name, steps, grant, from, until, order, within, repeat, cooldown, join, when } = challenge;
  const what = steps.map((step) => stepText(step, pen)).join(order === 'fixed' ? say.thenNext : words.and);
  const parts = [say.challenge(pen.text(name, id), what, giftText(grant, pen))];
  if (within !== undefined)
    parts.push(typeof within === 'string' ? say.inOne[within] : say.tierWindow.within(pen.length(within)));
  if (repeat !== undefined) parts.push(repeat === 'ever' ? say.again : say.earn.times(repeat.times, say.per.ever));
  if (cooldown) parts.push(say.earn.cooldown(pen.length(cooldown)));
  if (when) parts.push(say.earn.when(conditionText(when, pen)));
  if (join) parts.push(say.takeUp);
  if (from) parts.push(say.earn.from(pen.day(Date.parse(from))));
  if (until) parts.push(say.earn.until(pen.day(Date.parse(until))));
  return sentenceOf(parts.join(words.and));
}

function stepText(
  { on, name, times, sum, reach = 0, distinct, grant, when }: ChallengeOf['steps'][number],
  pen: ExplainPen,
): string {
  const { say } = pen;
  const event = name === undefined ? pen.event(on) : pen.text(name, on);
  const reached = sum === 'total' || sum === 'subtotal' ? pen.money(reach) : pen.plain(reach);
  const text =
    sum !== undefined
      ? say.stepSum(reached, event)
      : distinct !== undefined
        ? say.stepDistinct(times ?? 1, event)
        : say.stepTimes(times ?? 1, event);
  const asked = when ? `${text}${pen.words.and}${say.earn.when(conditionText(when, pen))}` : text;
  return grant ? `${asked} (${giftText(grant, pen)})` : asked;
}
