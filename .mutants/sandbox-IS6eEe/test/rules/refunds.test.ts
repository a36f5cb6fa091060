// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const LATER = NOW + 30 * DAY;
const gold = { id: 'gold', from: { points: 10 }, earn: { times: 1.5 } };
const pending = { pending: { days: 14 } };
const lines = [50, 30, 20].map((euros) => ({ sku: `of-${euros}`, quantity: 1, unitPrice: euros * 100 }));
const line30 = { sku: 'of-30', quantity: 1 };

/** A gold member, 1 point per 1.00 €, pending 14 days. */
function goldStory(limit?: { points: number; per: 'order' }): Story {
  const rules = [
    { id: 'welcome', on: 'app.installed', earn: 10, pending: false as const },
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, ...(limit ? { limit } : {}) },
  ];
  const story = new Story(programOf({ rules, points: pending, tiers: [gold] })).member('m', NOW);
  story.fact('m', 'app.installed', {}, { at: NOW });
  return story;
}

describe('RULES 11 to 14, the table', () => {
  test('150 earned; a line of 30 returned: remains 105, 45 reversed; then 10.00 € without lines: remains 90, 15 reversed', () => {
    const story = goldStory();
    expect(awarded(story.order('m', 'o', { total: 10_000, lines }, { at: NOW + 1 }))).toBe(150);
    const first = story.refund('m', 'o', { amount: 3_000, lines: [line30] }, { at: NOW + DAY });
    expect([reversed(first), first.standing?.awards]).toEqual([45, [{ rule: 'purchase', points: 105 }]]);
    const second = story.refund('m', 'o', { amount: 1_000 }, { at: NOW + 2 * DAY });
    expect([reversed(second), second.standing?.awards]).toEqual([15, [{ rule: 'purchase', points: 90 }]]);
    expect(story.points('m', NOW + 3 * DAY)).toMatchObject({ pending: 90, available: 10 });
  });

  test('a cap of 100 per order: 100 granted; a line of 30 returned: nothing reversed', () => {
    const story = goldStory({ points: 100, per: 'order' });
    expect(awarded(story.order('m', 'o', { total: 10_000, lines }, { at: NOW + 1 }))).toBe(100);
    const refund = story.refund('m', 'o', { amount: 3_000, lines: [line30] }, { at: NOW + DAY });
    expect([reversed(refund), refund.standing?.awards]).toEqual([0, [{ rule: 'purchase', points: 100 }]]);
    // What remains comes to 75 × 1.5 = 112 no longer when two thirds are gone.
    expect(
      reversed(
        story.refund('m', 'o', { amount: 2_000, lines: [{ sku: 'of-20', quantity: 1 }] }, { at: NOW + 2 * DAY }),
      ),
    ).toBe(25);
  });

  test('19.99 € earns 19; 0.50 € given back: nothing reversed', () => {
    const story = new Story(programOf({ points: pending })).member('m', NOW);
    expect(awarded(story.order('m', 'o', { total: 1_999 }, { at: NOW }))).toBe(19);
    expect(reversed(story.refund('m', 'o', { amount: 50 }, { at: NOW + DAY }))).toBe(0);
  });

  test('100 earned and all spent, returned in full: owed 100; the next 120 that activate leave 20', () => {
    const rewards = [{ id: 'gift', cost: 100, give: { product: 'gift' } }];
    const story = new Story(programOf({ points: pending, rewards })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const spent = NOW + 15 * DAY;
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, spent);
    const refund = story.refund('m', 'o', { amount: 10_000 }, { at: spent + DAY });
    expect(refund.postings).toEqual([{ from: 'owed', to: 'issued', points: 100 }]);
    expect(story.points('m', spent + DAY)).toEqual({ pending: 0, available: 0, owed: 100, balance: -100 });
    story.order('m', 'o2', { total: 12_000 }, { at: spent + 2 * DAY });
    expect(story.points('m', spent + 3 * DAY)).toEqual({ pending: 120, available: 0, owed: 100, balance: -100 });
    expect(story.points('m', spent + 17 * DAY)).toEqual({ pending: 0, available: 20, owed: 0, balance: 20 });
    const refused = story.submit(
      'm',
      { kind: 'redeem', redemption: 'r2', reward: 'gift', key: 'r2', body: '' },
      spent + 3 * DAY,
    );
    expect(refused).toMatchObject({ outcome: 'refused', reason: 'owes_points' });
    // What was owed opens again when the points that filled it are taken back.
    story.refund('m', 'o2', { amount: 12_000 }, { at: spent + 18 * DAY });
    expect(story.points('m', spent + 18 * DAY)).toMatchObject({ available: 0, owed: 100 });
  });

  test('100 earned and expired, returned in full: nothing owed', () => {
    const story = new Story(programOf({ points: { ...pending, expiry: { days: 5 } } })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const refund = story.refund('m', 'o', { amount: 10_000 }, { at: LATER });
    expect(changesOf(refund, 'lot.expired')).toHaveLength(1);
    expect(changesOf(refund, 'expiry.reversed')).toMatchObject([{ points: 100 }]);
    expect(story.points('m', LATER)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
    // Had it been written down before, the refund would find it in the order's history.
    const other = new Story(programOf({ points: { ...pending, expiry: { days: 5 } } })).member('m', NOW);
    other.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(other.submit('m', { kind: 'settle', key: 's', body: '' }, LATER).subjects).toEqual(['order:o']);
    other.refund('m', 'o', { amount: 10_000 }, { at: LATER + 1 });
    expect(other.points('m', LATER + 1)).toMatchObject({ owed: 0 });
  });
});

describe('RULES 13: where reversed points come from', () => {
  test('own pending, own lot, other lots by soonest expiry, then owed; never held ones', () => {
    const rules = [
      { id: 'now', on: 'order.paid', earn: 10, pending: false as const, when: { 'event.channel': 'now' } },
      { id: 'soon', on: 'order.paid', earn: { points: 1, per: 100 }, expiry: { days: 90 } },
      { id: 'gift', on: 'gift.given', earn: 7, pending: false as const, expiry: { days: 30 } },
      { id: 'late', on: 'gift.kept', earn: 5, pending: false as const, expiry: false as const },
    ];
    const rewards = [{ id: 'thing', cost: 13, give: { product: 'x' } }];
    const story = new Story(programOf({ rules, rewards, points: pending })).member('m', NOW);
    story.order('m', 'o', { total: 2_000, channel: 'now' }, { at: NOW });
    story.fact('m', 'gift.given', {}, { at: NOW });
    story.fact('m', 'gift.kept', {}, { at: NOW });
    // 20 pending and 10 of its own, 7 and 5 of others; 13 are spent: the 7 that expire first, then 6 by activation.
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'thing', key: 'r', body: '' }, NOW + 1);
    expect(story.points('m', NOW + 1)).toMatchObject({ pending: 20, available: 9 });
    const entry = story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW + 2 });
    expect(changesOf(entry, 'lot.reversed').map(({ from, points }) => [from, points])).toEqual([
      ['pending', 20],
      ['available', 4],
      ['available', 5],
    ]);
    expect(changesOf(entry, 'owed.opened')).toMatchObject([{ points: 1 }]);
  });
});

describe('RULES 12: what is returned', () => {
  const two = [
    { sku: 'a', lineId: 'x', quantity: 2, unitPrice: 1_000 },
    { sku: 'a', lineId: 'y', quantity: 2, unitPrice: 3_000 },
  ];
  const remaining = (...refunds: (Record<string, unknown> & { amount: number })[]) => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 8_500, subtotal: 8_000, shipping: 500, lines: two }, { at: NOW });
    const entries = refunds.map((refund, n) => story.refund('m', 'o', refund, { at: NOW + n }));
    return entries.at(-1)?.standing?.awards[0]?.points ?? 0;
  };
  const back = (line: object, amount: number) => ({ amount, lines: [line] });

  test('is found by lineId, else by code and price, else by code in order', () => {
    expect(remaining(back({ sku: 'a', lineId: 'y', quantity: 1 }, 3_000))).toBe(50);
    expect(remaining(back({ sku: 'a', quantity: 1, unitPrice: 3_000 }, 3_000))).toBe(50);
    expect(remaining(back({ sku: 'a', quantity: 1 }, 1_000))).toBe(70);
  });

  test('spills over to the next line, and never takes more than there is', () => {
    expect(remaining(back({ sku: 'a', quantity: 3 }, 5_000))).toBe(30);
    expect(remaining(back({ sku: 'a', quantity: 99 }, 99_999))).toBe(0);
  });

  test('of shipping alone takes no goods', () => {
    expect(remaining({ amount: 500, shipping: 500 })).toBe(80);
    expect(remaining({ amount: 1_500, shipping: 500 })).toBe(70);
  });

  test('beyond the lines’ worth is an amount without lines; below it, the lines say what came back', () => {
    expect(remaining(back({ sku: 'a', lineId: 'y', quantity: 1 }, 4_000))).toBe(40);
    expect(remaining(back({ sku: 'a', lineId: 'y', quantity: 1 }, 2_500))).toBe(50);
  });

  test('comes to the same in any order', () => {
    const [line, amount] = [back({ sku: 'a', lineId: 'y', quantity: 1 }, 3_000), { amount: 1_600 }];
    expect([remaining(line, amount), remaining(amount, line)]).toEqual([34, 34]);
  });

  test('a part of a line leaves the exact part of its worth', () => {
    const story = new Story(
      programOf({ rules: [{ id: 'p', on: 'order.paid', earn: { points: 3, per: 100 } }] }),
    ).member('m', NOW);
    story.order('m', 'o', { total: 100, lines: [{ sku: 'a', quantity: 3, unitPrice: 34, discount: 2 }] }, { at: NOW });
    const refund = story.refund('m', 'o', { amount: 33, lines: [{ sku: 'a', quantity: 1 }] }, { at: NOW });
    // 100 × 2/3 × 3/100 is 2, exactly.
    expect(refund.standing?.awards).toEqual([{ rule: 'p', points: 2 }]);
  });

  test('amounts fixed per order stay while anything remains', () => {
    const story = new Story(programOf({ rules: [{ id: 'flat', on: 'order.paid', earn: 50 }] })).member('m', NOW);
    story.order('m', 'o', { total: 8_000, lines: two }, { at: NOW });
    expect(
      reversed(
        story.refund('m', 'o', { amount: 6_000, lines: [{ sku: 'a', quantity: 2, unitPrice: 3_000 }] }, { at: NOW }),
      ),
    ).toBe(0);
    expect(reversed(story.refund('m', 'o', { amount: 2_000, lines: [{ sku: 'a', quantity: 2 }] }, { at: NOW }))).toBe(
      50,
    );
  });

  test('where prices are without tax, the tax that is given back takes no goods', () => {
    const story = new Story().member('m', NOW);
    const taxed = { total: 12_000, subtotal: 10_000, tax: 2_000, lines: [{ sku: 'a', quantity: 4, unitPrice: 2_500 }] };
    story.order('m', 'o', taxed, { at: NOW });
    const refund = story.refund('m', 'o', { amount: 3_000, lines: [{ sku: 'a', quantity: 1 }] }, { at: NOW });
    expect(refund.standing?.awards).toEqual([{ rule: 'purchase', points: 75 }]);
  });
});

describe('RULES 11: in the original context', () => {
  test('by the version, the tier and the campaigns of then', () => {
    const campaigns = [{ id: 'c', from: '2026-11-01T00:00:00Z', until: '2026-11-03T00:00:00Z', earn: { times: 2 } }];
    const story = new Story(programOf({ campaigns })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    story.publish(programOf({ rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 9, per: 100 } }] }));
    expect(reversed(story.refund('m', 'o', { amount: 2_500 }, { at: LATER }))).toBe(50);
  });

  test('never rises: a smaller order that another rule would now favour is still no gain', () => {
    const rules = [
      { id: 'rate', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'small', on: 'order.paid', earn: 500, when: { 'event.subtotal': { $lt: 5_000 } } },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const refund = story.refund('m', 'o', { amount: 6_000 }, { at: NOW });
    expect(reversed(refund)).toBe(0);
    expect(story.points('m', NOW)).toMatchObject({ available: 100 });
  });

  test('with the room that the caps had then, whatever was used since', () => {
    const limit = { points: 100, per: 'month' as const };
    const rules = [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, limit }];
    const story = new Story(programOf({ rules })).member('m', NOW);
    expect(awarded(story.order('m', 'a', { total: 6_000 }, { at: NOW }))).toBe(60);
    expect(awarded(story.order('m', 'b', { total: 6_000 }, { at: NOW }))).toBe(40);
    // RULES 15: room that a refund frees is for later facts; those already clipped are not topped up.
    expect(reversed(story.refund('m', 'a', { amount: 6_000 }, { at: NOW }))).toBe(60);
    expect(reversed(story.refund('m', 'b', { amount: 2_000 }, { at: NOW }))).toBe(0);
    expect(awarded(story.order('m', 'c', { total: 9_000 }, { at: NOW }))).toBe(60);
  });
});

describe('RULES 17: a refund before its order', () => {
  test('is kept, and applied when the order comes, once per refundId', () => {
    const story = new Story(programOf({ points: pending })).member('m', NOW);
    const early = story.refund('m', 'o', { amount: 3_000, lines: [line30], refundId: 'r1' }, { at: NOW });
    expect(early).toMatchObject({ outcome: 'kept', reason: 'unknown_order', postings: [], subjects: ['order:o'] });
    expect(early.keys).toContain('refund:o:r1');
    const order = story.order('m', 'o', { total: 10_000, lines }, { at: NOW - DAY, received: NOW + 1 });
    expect(order.standing?.awards).toEqual([{ rule: 'purchase', points: 70 }]);
    expect(story.points('m', NOW + 2)).toMatchObject({ pending: 70, owed: 0 });
    expect(story.states.get('m')).toMatchObject({ orders: 1, spent: 7_000 });
  });

  test('for more than remains, or repeatedly, never takes more than the order', () => {
    const story = new Story().member('m', NOW);
    story.refund('m', 'o', { amount: 99_999 }, { at: NOW });
    story.refund('m', 'o', { amount: 99_999 }, { at: NOW });
    const order = story.order('m', 'o', { total: 10_000 }, { at: NOW + 1 });
    expect(order).toMatchObject({ outcome: 'applied', reason: 'order_refunded', postings: [] });
    expect(reversed(story.refund('m', 'o', { amount: 10_000 }, { at: NOW + 2 }))).toBe(0);
    expect(story.states.get('m')).toMatchObject({ available: 0, owed: 0, orders: 0, spent: 0 });
  });

  test('a cancelled order gives everything back, once', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 10_500, shipping: 500, lines }, { at: NOW });
    story.refund('m', 'o', { amount: 3_000, lines: [line30] }, { at: NOW });
    expect(reversed(story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW }))).toBe(70);
    expect(
      story.fact('m', 'order.refunded', { refundId: 'late', orderId: 'o', amount: 5 }, { at: NOW }).postings,
    ).toEqual([]);
    expect(story.states.get('m')).toMatchObject({ available: 0, orders: 0, spent: 0 });
  });

  test('the same order or refund under another key changes nothing', () => {
    const story = new Story().member('m', NOW);
    const log = () => story.log('m');
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    story.refund('m', 'o', { amount: 3_000, refundId: 'r' }, { at: NOW });
    expect(log().at(-2)?.keys).toContain('order:o');
    expect(log().at(-1)?.keys).toContain('refund:o:r');
  });
});

describe('an order that turns out to be another’s', () => {
  test('is as if it had never been here', () => {
    const story = new Story(programOf({ enrol: 'all' })).member('guest', NOW).member('m', NOW);
    story.order('guest', 'o', { total: 10_000 }, { at: NOW });
    const entry = story.submit('guest', { kind: 'handOver', subject: 'order:o', to: 'm', key: 'h', body: '' }, NOW + 1);
    expect(reversed(entry)).toBe(100);
    expect(story.states.get('guest')).toMatchObject({ available: 0, orders: 0, spent: 0 });
    expect(reversed(story.refund('guest', 'o', { amount: 10_000 }, { at: NOW + 2 }))).toBe(0);
  });
});
