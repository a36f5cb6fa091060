import { describe, expect, test } from 'vitest';
import { changesAt } from '../../src/index.ts';
import { awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';
import { begin, MINUTE, NOW, redeem, rules, view } from './spending.ts';

describe('points at the checkout', () => {
  const checkout = {
    points: 100,
    amount: 100,
    minimum: 50,
    maximum: 800,
    step: 10,
    percent: 50,
    hold: { minutes: 30 },
  };
  const till = () => begin({ checkout });
  const hold = (story: Story, points: number, { goods = 100_000, when = NOW, id = 'h' } = {}) =>
    story.submit('m', { kind: 'hold', hold: id, points, goods, key: id, body: '' }, when);
  const confirm = (story: Story, when = NOW, subject = 'order:o', key = 'c') =>
    story.submit('m', { kind: 'confirm', hold: 'h', subject, key, body: '' }, when);
  const unhold = (story: Story, when = NOW) =>
    story.submit('m', { kind: 'unhold', hold: 'h', key: 'rel', body: '' }, when);
  const pay = (story: Story, data: object = {}, when = NOW) =>
    story.order('m', 'o', { total: 10_000, paidWith: [{ kind: 'points', hold: 'h' }], ...data }, { at: when });
  const accounts = (story: Story, when = NOW) => {
    const { available: free, held } = story.at('m', when);
    return [free, held];
  };

  const line = { sku: 'tea', quantity: 1, unitPrice: 10_000 };
  test.each([
    ['part of what was paid in all', { total: 10_000 }, 48],
    ['part of the goods and off what was paid', { subtotal: 10_000, total: 9_500 }, 46],
    ['off the goods as a discount on the order', { total: 9_500, lines: [line] }, 48],
    ['off the goods as a discount on a line', { total: 9_500, lines: [{ ...line, discount: 500 }] }, 48],
  ])('points that are %s earn nothing once, where the program says so', (_, data, back) => {
    const of = 'subtotal' in data || 'lines' in data ? ('subtotal' as const) : ('total' as const);
    const purchase = { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100, of } };
    for (const said of [{ amount: 500 }, {}]) {
      const story = begin({ checkout, rules: [...rules, purchase], payments: { earnNothing: ['points'] } });
      hold(story, 500);
      const paidWith = [{ kind: 'points', hold: 'h', ...said }];
      expect(awarded(story.order('m', 'o', { ...data, paidWith }, { at: NOW }))).toBe(95);
      expect(reversed(story.refund('m', 'o', { amount: data.total / 2 }, { at: NOW }))).toBe(back);
    }
  });

  test.each([
    ['below the minimum', 40, 100_000, 'hold_out_of_bounds'],
    ['between two steps', 55, 100_000, 'hold_out_of_bounds'],
    ['above the maximum', 810, 100_000, 'hold_out_of_bounds'],
    ['more than its part of the order', 310, 600, 'hold_out_of_bounds'],
    ['more than there are', 1_010, 100_000, 'not_enough_points'],
  ])('%s: refused', (_, points, goods, reason) => {
    expect(hold(till(), points, { goods })).toMatchObject({ outcome: 'refused', reason, postings: [] });
  });

  test('a program that says nothing of it takes none; the slider tells its bounds and what they are worth', () => {
    expect(hold(begin(), 100)).toMatchObject({ outcome: 'refused', reason: 'no_checkout' });
    expect(view(begin()).checkout).toBeNull();
    expect(view(till()).checkout).toEqual({
      points: 100,
      amount: 100,
      minimum: 50,
      maximum: 800,
      step: 10,
      percent: 50,
      most: 800,
      worth: 800,
    });
    expect(hold(till(), 300, { goods: 600 })).toMatchObject({ outcome: 'applied' });
  });

  test('are held, soonest expiry first, and are paid by the order that names them', () => {
    const story = till();
    const entry = hold(story, 120);
    expect(changesOf(entry, 'lot.held').map(({ points }) => points)).toEqual([50, 50, 20]);
    expect(accounts(story)).toEqual([880, 120]);
    const paid = pay(story);
    expect(paid.postings).toContainEqual({ from: 'held', to: 'redeemed', points: 120 });
    expect(changesOf(paid, 'hold.confirmed')).toMatchObject([{ subject: 'order:o', points: 120, amount: 120 }]);
    expect(accounts(story)).toEqual([880, 0]);
  });

  test('a refund that comes before its order gives back the points that it says, as one that comes after it does', () => {
    const refunds = [
      { refundId: 'r1', amount: 1_000, points: 70 },
      { refundId: 'r2', amount: 6_000 },
    ];
    const early = till();
    const late = till();
    for (const story of [early, late]) hold(story, 100);
    const give = (story: Story) =>
      refunds.map((refund) => story.fact('m', 'order.refunded', { ...refund, orderId: 'o' }, { at: NOW + 1 }));
    give(early);
    pay(early, {}, NOW + 2);
    pay(late, {}, NOW);
    give(late);
    const back = (story: Story) => accounts(story, NOW + DAY);
    expect(back(early)).toEqual(back(late));
    const all = (early.logs.get('m') ?? []).flatMap((entry) => changesOf(entry, 'lot.returned'));
    expect(all.reduce((sum, { points }) => sum + points, 0)).toBe(70);
  });

  test('a chargeback that is won takes the points back that it gave back; a later refund gives them back once', () => {
    const story = till();
    hold(story, 100);
    pay(story);
    const told = (type: string, data: object) => story.fact('m', type, { orderId: 'o', ...data }, { at: NOW + 1 });
    expect(accounts(story)).toEqual([900, 0]);
    told('order.charged_back', { chargebackId: 'c1' });
    expect(accounts(story)).toEqual([1_000, 0]);
    const won = told('order.chargeback_won', { chargebackId: 'c1' });
    expect(won.postings).toContainEqual({ from: 'available', to: 'redeemed', points: expect.any(Number) });
    expect(accounts(story)).toEqual([900, 0]);
    told('order.refunded', { refundId: 'half', amount: 5_000 });
    expect(accounts(story)).toEqual([950, 0]);
    told('order.cancelled', {});
    expect(accounts(story)).toEqual([1_000, 0]);
  });

  test('a part of their worth takes as many as that, and lets the rest go', () => {
    const story = till();
    hold(story, 120);
    pay(story, { paidWith: [{ kind: 'points', hold: 'h', amount: 70 }] });
    expect(accounts(story)).toEqual([930, 0]);
  });

  test('confirmed by itself and named by the order, they are paid once', () => {
    const story = till();
    hold(story, 120);
    confirm(story);
    const paid = pay(story);
    expect(paid.silent.filter(({ of }) => of === 'hold')).toEqual([]);
    expect(accounts(story)).toEqual([880, 0]);
    expect(confirm(story, NOW, 'order:p', 'c2')).toMatchObject({ outcome: 'refused', reason: 'hold_over' });
  });

  test('are released by themselves at their instant, whether or not a job ran', () => {
    const story = till();
    hold(story, 120);
    expect(accounts(story, NOW + 30 * MINUTE - 1)).toEqual([880, 120]);
    expect(accounts(story, NOW + 30 * MINUTE)).toEqual([1_000, 0]);
    expect(changesAt(story.program, story.at('m', NOW))).toBe(NOW + 30 * MINUTE);
    expect(unhold(story, NOW + 30 * MINUTE)).toMatchObject({ outcome: 'refused', reason: 'hold_over' });
  });

  test('RULES 18: what is held does not expire until it is released, and then at once', () => {
    const story = till();
    const soon = NOW + 20 * DAY;
    hold(story, 50, { when: soon - MINUTE });
    expect(accounts(story, soon + MINUTE)).toEqual([950, 50]);
    const entry = unhold(story, soon + 2 * MINUTE);
    expect(entry.postings).toEqual([
      { from: 'held', to: 'available', points: 50 },
      { from: 'available', to: 'expired', points: 50 },
    ]);
    expect(accounts(story, soon + 2 * MINUTE)).toEqual([950, 0]);
  });

  test('an order that comes after they were released takes them from what is available, if that is enough', () => {
    const story = till();
    hold(story, 120);
    pay(story, {}, NOW + 31 * MINUTE);
    expect(accounts(story, NOW + 31 * MINUTE)).toEqual([880, 0]);
    const poor = begin({ checkout, rewards: [{ id: 'it', cost: 950, give: { product: 'x' } }] });
    hold(poor, 120);
    redeem(poor, NOW + 31 * MINUTE);
    expect(pay(poor, {}, NOW + 32 * MINUTE).silent).toContainEqual({ rule: 'h', reason: 'hold_over', of: 'hold' });
    expect(accounts(poor, NOW + 32 * MINUTE)).toEqual([50, 0]);
  });

  test('of nobody, or of somebody else, have no effect on the order', () => {
    expect(pay(till()).silent).toContainEqual({ rule: 'h', reason: 'hold_unknown', of: 'hold' });
  });

  test('RULES 22: a refund gives them back as it says, else in proportion, the remainder with the last', () => {
    const story = till();
    hold(story, 100);
    pay(story);
    const back = (amount: number, rest: object = {}) =>
      changesOf(story.refund('m', 'o', { amount, ...rest }, { at: NOW }), 'lot.returned').reduce(
        (n, { points }) => n + points,
        0,
      );
    expect(back(3_333)).toBe(33);
    expect(back(1_000, { points: 5 })).toBe(5);
    expect(back(3_333)).toBe(38);
    expect(back(2_334)).toBe(24);
    expect(accounts(story)).toEqual([1_000, 0]);
  });

  test('what they paid for comes back with the expiry it had, but some days of grace', () => {
    const story = till();
    hold(story, 100);
    pay(story);
    const later = NOW + 40 * DAY;
    const entry = story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: later });
    expect(changesOf(entry, 'lot.returned').map(({ points, part }) => [points, part.expiresAt, part.graced])).toEqual([
      [50, NOW + 90 * DAY, false],
      [50, later + 30 * DAY, true],
    ]);
  });

  test('nothing stays held in a log that is closed', () => {
    const story = till();
    hold(story, 120);
    story.submit('m', { kind: 'close', reason: 'erased', into: null, key: 'close', body: '' }, NOW);
    const { held, available: free, holds } = story.states.get('m') ?? {};
    expect([held, free, holds]).toEqual([0, 0, {}]);
  });

  test('a refund of what earned them never touches those that are held', () => {
    const story = new Story(programOf({ checkout })).member('m', NOW);
    story.order('m', 'o1', { total: 20_000 }, { at: NOW });
    hold(story, 150);
    story.refund('m', 'o1', { amount: 20_000 }, { at: NOW });
    const { held, owed, available: free } = story.at('m', NOW);
    expect([held, owed, free]).toEqual([150, 150, 0]);
    // Released, they fill what is owed.
    expect(story.points('m', NOW + 30 * MINUTE)).toEqual({ available: 0, owed: 0, balance: 0, pending: 0 });
  });
});
