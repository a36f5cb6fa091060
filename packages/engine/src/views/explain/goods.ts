import type { Gain, Program } from '@laurel/contract';
import { conditionText } from './condition.ts';
import { sentenceOf } from './earning.ts';
import type { ExplainPen } from './pen.ts';

type Reward = Program['rewards'][number];

/** What points buy, cheapest first, after what is only given. */
export function rewardLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  const lines = program.rewards.toSorted((a, b) => a.cost - b.cost).map((reward) => rewardLine(reward, pen));
  if (program.checkout) lines.push(checkoutLine(program.checkout, pen));
  return lines.length === 0 ? [say.noRewards] : lines;
}

function checkoutLine(checkout: NonNullable<Program['checkout']>, pen: ExplainPen): string {
  const { points, amount, minimum, maximum, step, percent, when } = checkout;
  const say = pen.say.checkout;
  const parts = [say.rate(pen.points(points), pen.money(amount))];
  if (minimum > 1) parts.push(say.least(pen.points(minimum)));
  if (maximum !== undefined) parts.push(say.most(pen.points(maximum)));
  if (step > 1) parts.push(say.steps(pen.points(step)));
  if (percent < 100) parts.push(say.percent(percent));
  if (when) parts.push(pen.say.earn.when(conditionText(when, pen)));
  return sentenceOf(parts.join(pen.words.and));
}

function rewardLine(reward: Reward, pen: ExplainPen): string {
  const { say } = pen;
  const [name, give] = [pen.text(reward.name, reward.id), giveText(reward.give, pen)];
  const parts = [reward.giftOnly ? say.giftOnly(name, give) : say.reward(name, pen.points(reward.cost), give)];
  if (reward.when) parts.push(say.earn.when(conditionText(reward.when, pen)));
  if (reward.stock !== undefined) parts.push(say.stock(reward.stock));
  for (const { times, per } of [reward.limit ?? []].flat())
    if (times !== undefined) parts.push(say.earn.times(times, say.per[per]));
  if (reward.from) parts.push(say.earn.from(pen.day(Date.parse(reward.from))));
  if (reward.until) parts.push(say.earn.until(pen.day(Date.parse(reward.until))));
  if (reward.couponValid) parts.push(say.valid(pen.length(reward.couponValid)));
  return sentenceOf(parts.join(pen.words.and));
}

function giveText(give: Reward['give'], pen: ExplainPen): string {
  const { gives } = pen.say;
  const least = (minimum: number | undefined) =>
    minimum === undefined || minimum === 0 ? '' : ` ${gives.minimum(pen.money(minimum))}`;
  if ('discount' in give) return `${discountText(give.discount, pen)}${least(give.minimum)}`;
  if ('shipping' in give) return `${gives.shipping}${least(give.minimum)}`;
  if ('product' in give) return gives.product;
  if ('sample' in give) return gives.sample;
  if ('giftCard' in give) return gives.giftCard(pen.money(give.giftCard));
  if ('storeCredit' in give) return gives.storeCredit(pen.money(give.storeCredit));
  if ('access' in give) return gives.access;
  if ('event' in give) return gives.event(pen.text(give.event.name, ''));
  if ('voucher' in give) return gives.voucher(pen.text(give.voucher, ''));
  if ('donation' in give) return gives.donation(pen.money(give.donation), causeName(give.cause, pen));
  if ('trees' in give) {
    const price = pen.program.causes.find(({ id }) => id === give.cause)?.tree;
    return gives.trees(give.trees, causeName(give.cause, pen), price === undefined ? null : pen.money(price));
  }
  if ('choice' in give)
    return gives.choice(give.choice.map((id) => pen.say.condition.quoted(pen.name('rewards', id))).join(', '));
  if ('freezes' in give) return gives.freezes(give.freezes, pen.name('streaks', give.streak));
  if ('tier' in give) return gives.tier(pen.name('tiers', give.tier));
  return gives.badge(pen.name('badges', give.badge));
}

function causeName(id: string, pen: ExplainPen): string {
  return pen.text(pen.program.causes.find((cause) => cause.id === id)?.name, id);
}

function discountText(discount: { amount: number } | { percent: number }, { say, money }: ExplainPen): string {
  return 'amount' in discount ? say.gives.amount(money(discount.amount)) : say.gives.percent(discount.percent);
}

/** What one side of a recommendation gets. */
export function gainText(gain: Gain, pen: ExplainPen): string {
  if ('points' in gain) return pen.points(gain.points);
  if ('counter' in gain) return `${pen.plain(gain.n)} × ${pen.name('counters', gain.counter)}`;
  return giveText('shipping' in gain ? { shipping: gain.shipping, minimum: gain.minimum } : gain, pen);
}
