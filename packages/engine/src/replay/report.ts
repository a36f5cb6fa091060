import type { Program, TryMonth, TrySide } from '@laurel/contract';
import { moneyOf, worthOf } from '../past/worth.ts';
import { segmentsOf } from '../segments/of.ts';
import { textOf } from '../views/text.ts';
import type { Side } from './member.ts';
import type { Sums } from './sums.ts';

/** What a merchant is told of one version. @param filled when common goals were filled, by goal, in milliseconds */
export function reportOf({ program, version }: Side, sums: Sums, filled: ReadonlyMap<string, number>): TrySide {
  const worth = worthOf(program);
  let outstanding = 0;
  const months = [...sums.months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { delta, ...moved }]): TryMonth => {
      outstanding += delta;
      return { month, ...moved, outstanding, liability: moneyOf(worth, outstanding) };
    });
  const sum = (of: (month: TryMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const points = {
    earned: sum(({ earned }) => earned),
    reversed: sum(({ reversed }) => reversed),
    redeemed: sum(({ redeemed }) => redeemed),
    expired: sum(({ expired }) => expired),
    adjusted: sum(({ adjusted }) => adjusted),
    outstanding,
    owed: sums.owed,
  };
  const promised = moneyOf(worth, points.earned - points.reversed);
  const redeemed = moneyOf(worth, points.redeemed);
  const cheapest = cheapestOf(program);
  const reached = [...sums.days.values()].reduce((all, n) => all + n, 0);
  return {
    version,
    months,
    points,
    worth: worth && {
      amount: worth.amount,
      points: worth.points,
      reward: worth.source.kind === 'reward' ? worth.source.id : null,
    },
    cost: { promised, redeemed, liability: moneyOf(worth, outstanding) },
    spend: sums.spend,
    rebate: { promised: percent(promised, sums.spend), redeemed: percent(redeemed, sums.spend) },
    members: sums.members,
    control: sums.control,
    tiers: [
      { id: null, name: null, members: sums.tiers.get(null) ?? 0 },
      ...program.tiers.map((tier) => ({ ...called(tier), members: sums.tiers.get(tier.id) ?? 0 })),
    ],
    challenges: program.challenges.map((challenge) => ({
      ...called(challenge),
      ...(sums.challenges.get(challenge.id) ?? { completed: 0, points: 0 }),
    })),
    redemptions: {
      made: sums.redemptions.made,
      notAffordable: sums.redemptions.not_affordable,
      gone: sums.redemptions.gone,
      given: sums.given,
    },
    segments: segmentsOf(program).map((segment) => ({
      ...called(segment),
      members: sums.segments.get(segment.id) ?? 0,
    })),
    streaks: program.streaks.map((streak) => ({
      ...called(streak),
      ...(sums.streaks.get(streak.id) ?? { reached: 0, points: 0 }),
    })),
    draws: program.draws.map((draw) => ({
      ...called(draw),
      ...(sums.draws.get(draw.id) ?? { played: 0, points: 0 }),
      expected: expectedOf(draw),
    })),
    goals: program.goals.map((goal) => ({
      ...called(goal),
      reachedAt: isoOf(filled.get(goal.id)),
      ...(sums.goals.get(goal.id) ?? { members: 0, points: 0 }),
    })),
    firstReward: cheapest && {
      reward: cheapest.id,
      cost: cheapest.cost,
      members: reached,
      share: percent(reached, sums.members - sums.control) ?? 0,
      medianDays: dayAt(sums.days, Math.ceil(reached * 0.5)),
      days90: dayAt(sums.days, Math.ceil(reached * 0.9)),
    },
  };
}

/** The reward that is bought first; null: there is none to buy. */
export function cheapestOf({ rewards }: Program): { id: string; cost: number } | null {
  return rewards.reduce<{ id: string; cost: number } | null>(
    (least, { id, cost, giftOnly }) => (giftOnly || (least && least.cost <= cost) ? least : { id, cost }),
    null,
  );
}

const called = ({ id, name }: { id: string; name?: Parameters<typeof textOf>[0] }) => ({
  id,
  name: textOf(name, 'en', id),
});

/** The day by which so many have reached a first reward. */
function dayAt(days: Sums['days'], many: number): number | null {
  let left = many;
  if (left === 0) return null;
  for (const [day, count] of [...days].sort(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return day;
  }
  return null;
}

/** The points that a try is worth by the declared odds, with two decimals. */
function expectedOf({ total, prizes }: Program['draws'][number]): number {
  const sum = prizes.reduce((all, { odds, grant }) => all + odds * (grant?.points ?? 0), 0);
  return Math.round((sum / total) * 100) / 100;
}

function isoOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** With two decimals; null where there is nothing to divide by. */
function percent(part: number | null, whole: number): number | null {
  return part === null || whole <= 0 ? null : Math.round((part / whole) * 10_000) / 100;
}
