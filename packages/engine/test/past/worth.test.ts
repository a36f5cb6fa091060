import { expect, test } from 'vitest';
import { worthOf } from '../../src/index.ts';
import { programOf } from '../story.ts';

const amount = (id: string, cost: number, minor: number) => ({ id, cost, give: { discount: { amount: minor } } });
const worth = (input: object) => worthOf(programOf(input as never));

test('points are worth the most that somebody can have for them, whichever stands first', () => {
  const small = amount('small', 100, 500);
  const big = amount('big', 1_000, 6_000);
  const poor = amount('poor', 300, 1_000);
  for (const rewards of [
    [small, big, poor],
    [big, poor, small],
    [poor, small, big],
  ])
    expect(worth({ rewards })).toEqual({ amount: 6_000, points: 1_000, source: { kind: 'reward', id: 'big' } });
  // Of equals the first, and no free gift.
  expect(worth({ rewards: [small, amount('same', 200, 1_000)] })?.source).toEqual({ kind: 'reward', id: 'small' });
  expect(
    worth({
      rewards: [
        { ...amount('free', 0, 900), giftOnly: true },
        { id: 'mug', cost: 5, give: { product: 'mug' } },
      ],
    }),
  ).toBe(null);
});

test('a checkout counts as a reward does, and what the program says itself before both', () => {
  const checkout = { points: 100, amount: 100 };
  expect(worth({ checkout })).toEqual({ amount: 100, points: 100, source: { kind: 'checkout' } });
  expect(worth({ checkout, rewards: [amount('less', 100, 99)] })?.source).toEqual({ kind: 'checkout' });
  expect(worth({ checkout, rewards: [amount('more', 100, 101)] })?.source).toEqual({ kind: 'reward', id: 'more' });
  const points = { worth: { amount: 1, points: 3 } };
  expect(worth({ checkout, points })).toEqual({ amount: 1, points: 3, source: { kind: 'setting' } });
});
