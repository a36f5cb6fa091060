import { type Gift, type Program, thresholdOf } from '@laurel/contract';
import { perkTexts } from '../tier.ts';
import { conditionText } from './condition.ts';
import { sentenceOf } from './earning.ts';
import type { ExplainPen } from './pen.ts';

type TierOf = Program['tiers'][number];

/** How each level is reached, what it brings, and how it is lost. */
export function tierLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  if (program.tiers.length === 0) return [];
  return [...program.tiers.map((tier) => sentenceOf(tierText(tier, pen))), ...spendLines(pen), say.tierLapse];
}

/** What counts as spent, where a level goes by it and it is not all that was paid. */
function spendLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  const { spend, tiers } = program;
  if (!spend || spend.of === 'total' || !tiers.some(({ from }) => from?.spend !== undefined)) return [];
  return [say.tierSpend(spend.lines ? conditionText(spend.lines, pen) : null)];
}

function tierText(tier: TierOf, pen: ExplainPen): string {
  const { say } = pen;
  const { id, name, from, earn, perks = [], gift, downgrade, grace, warn, membership } = tier;
  const parts = [from ? reachText(pen.text(name, id), from, pen) : say.tierOf.none(pen.text(name, id))];
  if (earn && earn.times > 1) parts.push(say.tierTimes(pen.plain(earn.times)));
  parts.push(...perkTexts(perks, pen.locale).map((perk) => say.perks(perk)));
  if (gift) parts.push(say.tierGift(giftText(gift, pen), tier.giftOnPassing === true));
  const isYear = from?.within === 'calendar-year' || from?.within === 'membership-year';
  if (isYear && from.keeps === 'next') parts.push(say.tierKeeps);
  if (membership) parts.push(say.tierMembership);
  if (from?.within !== undefined && downgrade !== 'all') parts.push(say.tierDown[downgrade]);
  if (grace) parts.push(say.tierGrace(pen.length(grace)));
  if (warn) parts.push(say.tierWarn(warn.days));
  return parts.join(pen.words.and);
}

function reachText(name: string, from: NonNullable<TierOf['from']>, pen: ExplainPen): string {
  const { say } = pen;
  const { of, counter, n } = thresholdOf(from);
  const { within } = from;
  if (n === 0) return say.tierOf.everybody(name);
  const what = {
    points: () => pen.points(n),
    spend: () => say.tierOf.spend(pen.money(n)),
    orders: () => say.tierOf.orders(pen.plain(n)),
    referrals: () => say.tierOf.referrals(pen.plain(n)),
    counter: () => say.tierOf.counter(pen.plain(n), pen.name('counters', counter ?? '')),
  }[of]();
  const window =
    within === undefined
      ? say.tierWindow.ever
      : typeof within === 'string'
        ? say.tierWindow[within]
        : say.tierWindow.within(pen.length(within));
  return say.tier(name, what, window, of === 'points' ? from.count : null);
}

/** "100 points plus the badge “Gold”". */
export function giftText({ points, badge, counter, reward }: Gift, pen: ExplainPen): string {
  const { say } = pen;
  return [
    ...(points === undefined ? [] : [pen.points(points)]),
    ...(badge === undefined ? [] : [say.grantBadge(pen.name('badges', badge))]),
    ...(counter ? [say.tierOf.counter(pen.plain(counter.n), pen.name('counters', counter.id))] : []),
    ...(reward === undefined ? [] : [say.condition.quoted(pen.name('rewards', reward))]),
  ].join(say.plus);
}
