import { describe, expect, test } from 'vitest';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const HOUR = 3_600_000;
const standing = (entry: { standing: { awards: { points: number }[] } | null }) =>
  entry.standing?.awards.reduce((sum, { points }) => sum + points, 0);

describe('RULES 1 and 7: rounding once, of what is eligible', () => {
  const rate = (extra: object, lines: object[] = []) => {
    const story = new Story(programOf({ rules: [{ id: 'p', on: 'order.paid', ...extra }] } as never)).member('m', NOW);
    const total = (lines as { quantity: number; unitPrice: number }[]).reduce(
      (n, l) => n + l.quantity * l.unitPrice,
      0,
    );
    return { story, entry: story.order('m', 'o', { total, lines }, { at: NOW }) };
  };
  const three = Array.from({ length: 3 }, (_, n) => ({ lineId: `l${n}`, sku: 'a', quantity: 1, unitPrice: 150 }));

  test.each([
    ['floor', 'order', 4],
    ['round', 'order', 5],
    ['ceil', 'order', 5],
    ['floor', 'line', 3],
    ['round', 'line', 6],
    ['ceil', 'line', 6],
  ])('%s per %s of three lines of 1.50 at 1 point per 1.00 is %i', (rounding, round, points) => {
    expect(awarded(rate({ earn: { points: 1, per: 100, rounding, round } }, three).entry)).toBe(points);
  });

  test('per line, an amount that is given back is spread over the lines, and each is rounded anew', () => {
    const { story, entry } = rate({ earn: { points: 1, per: 100, round: 'line' } }, [
      { sku: 'a', quantity: 1, unitPrice: 1_000 },
      { sku: 'b', quantity: 1, unitPrice: 500 },
    ]);
    expect(awarded(entry)).toBe(15);
    // 1.00 of 15.00: 67 and 33 by the largest remainders leave 9.33 and 4.67.
    expect(standing(story.refund('m', 'o', { amount: 100 }, { at: NOW }))).toBe(13);
    expect(standing(story.refund('m', 'o', { amount: 1_400 }, { at: NOW }))).toBe(0);
  });

  test('a multiplier is rounded with the base and not after it: 1.5 × 1.5 of 1.99 is 4', () => {
    const tiers = [{ id: 'gold', from: { points: 1 }, earn: { times: 1.5 } }];
    const rules = [
      { id: 'w', on: 'app.installed', earn: 1 },
      { id: 'p', on: 'order.paid', earn: { points: 3, per: 200 } },
    ];
    const story = new Story(programOf({ rules, tiers })).member('m', NOW);
    story.fact('m', 'app.installed', {}, { at: NOW });
    expect(awarded(story.order('m', 'o', { total: 199 }, { at: NOW + 1 }))).toBe(4);
  });
});

describe('RULES 12: lines that are named in different ways', () => {
  const lines = [
    { sku: 'a', lineId: 'x', quantity: 1, unitPrice: 1_000 },
    { sku: 'a', lineId: 'y', quantity: 2, unitPrice: 3_000 },
    { sku: 'b', quantity: 1, unitPrice: 500 },
  ];
  const remains = (...refunds: object[]) => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 7_500, lines }, { at: NOW });
    let left: number | undefined;
    for (const refund of refunds) left = standing(story.refund('m', 'o', refund as never, { at: NOW }));
    return left;
  };

  test('none takes the line that another one of the same refund names', () => {
    const named = { sku: 'a', lineId: 'x', quantity: 1 };
    const bare = { sku: 'a', quantity: 1 };
    expect(remains({ amount: 4_000, lines: [bare, named] })).toBe(35);
    expect(remains({ amount: 4_000, lines: [named, bare] })).toBe(35);
    expect(
      remains({
        amount: 4_000,
        lines: [
          { sku: 'a', quantity: 1 },
          { sku: 'a', quantity: 1, unitPrice: 1_000 },
        ],
      }),
    ).toBe(35);
  });

  test('a lineId that no line has falls back to the code, an unknown code takes what the amount says', () => {
    expect(remains({ amount: 500, lines: [{ sku: 'b', lineId: 'gone', quantity: 1 }] })).toBe(70);
    expect(remains({ amount: 750, lines: [{ sku: 'zzz', quantity: 1 }] })).toBe(67);
  });

  test('the same line twice is taken once, and the rest of its pieces from the next of its code', () => {
    const x = { sku: 'a', lineId: 'x', quantity: 1 };
    expect(remains({ amount: 1_000, lines: [x] }, { amount: 3_000, lines: [x] })).toBe(35);
  });

  test('an amount after lines goes by the value of what remains, shipping apart', () => {
    const story = new Story(
      programOf({
        rules: [{ id: 'b', on: 'order.paid', lines: { sku: 'b' }, earn: { points: 1, per: 1, of: 'lines' } }],
      }),
    ).member('m', NOW);
    story.order('m', 'o', { total: 8_000, subtotal: 7_500, shipping: 500, lines }, { at: NOW });
    story.refund('m', 'o', { amount: 6_000, lines: [{ sku: 'a', lineId: 'y', quantity: 2 }] }, { at: NOW });
    // 10.00 and 5.00 remain, and 3.00 goes two to one.
    expect(standing(story.refund('m', 'o', { amount: 800, shipping: 500 }, { at: NOW }))).toBe(400);
  });
});

describe('RULES 13, 14 and 20: what comes back, and what is owed', () => {
  const rewards = [{ id: 'five', cost: 100, give: { discount: { amount: 500 } } }];
  const buy = (story: Story, key = 'r') =>
    changesOf(
      story.submit('m', { kind: 'redeem', redemption: key, reward: 'five', key, body: '' }, NOW),
      'coupon.issued',
    )[0]?.coupon.code ?? '';

  test('a coupon that was used gives its points back with a full refund, once, and not with a part', () => {
    const story = new Story(programOf({ rewards })).member('m', NOW);
    story.order('m', 'o1', { total: 10_000 }, { at: NOW });
    const code = buy(story);
    story.order('m', 'o2', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(changesOf(story.refund('m', 'o2', { amount: 4_999 }, { at: NOW }), 'lot.restored')).toEqual([]);
    expect(story.submit('m', { kind: 'cancel', redemption: 'r', key: 'c', body: '' }, NOW).reason).toBe('coupon_used');
    expect(changesOf(story.refund('m', 'o2', { amount: 1 }, { at: NOW }), 'lot.restored')).toMatchObject([
      { points: 100 },
    ]);
    expect(story.submit('m', { kind: 'cancel', redemption: 'r', key: 'd', body: '' }, NOW).reason).toBe(
      'already_cancelled',
    );
    expect(story.points('m', NOW)).toMatchObject({ available: 100, owed: 0 });
  });

  test('nor does it while the order stands after all: what a chargeback gave back is taken again once the shop has won', () => {
    const told = (spend: boolean) => {
      const story = new Story(programOf({ rewards })).member('m', NOW);
      story.order('m', 'o1', { total: 10_000 }, { at: NOW });
      story.order('m', 'o2', { total: 5_000, coupons: [buy(story)] }, { at: NOW });
      const dispute = (type: string) => story.fact('m', type, { chargebackId: 'c', orderId: 'o2' }, { at: NOW });
      dispute('order.charged_back');
      expect(story.points('m', NOW)).toMatchObject({ available: 100, owed: 0 });
      if (spend) buy(story, 'r2');
      dispute('order.chargeback_won');
      return story;
    };
    const story = told(false);
    expect(story.points('m', NOW)).toMatchObject({ available: 50, owed: 0 });
    story.refund('m', 'o2', { amount: 2_000 }, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ available: 30, owed: 0 });
    story.refund('m', 'o2', { amount: 3_000 }, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ available: 100, owed: 0 });
    expect(told(true).points('m', NOW)).toMatchObject({ available: 0, owed: 50 });
  });

  test('points that come back fill what is owed first', () => {
    const story = new Story(programOf({ rewards })).member('m', NOW);
    story.order('m', 'o1', { total: 10_000 }, { at: NOW });
    buy(story);
    story.refund('m', 'o1', { amount: 6_000 }, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ available: 0, owed: 60 });
    story.submit('m', { kind: 'cancel', redemption: 'r', key: 'c', body: '' }, NOW);
    expect(story.points('m', NOW)).toMatchObject({ available: 40, owed: 0 });
  });

  test('a full refund of what was amended upward takes back both lots and nothing of others', () => {
    const story = new Story(programOf({ points: { expiry: { days: 100 } } })).member('m', NOW);
    story.order('m', 'other', { total: 1_000 }, { at: NOW });
    story.order('m', 'o', { total: 2_000 }, { at: NOW });
    story.fact(
      'm',
      'order.amended',
      { amendmentId: 'a', orderId: 'o', currency: 'EUR', total: 5_000 },
      { at: NOW + DAY },
    );
    const entry = story.refund('m', 'o', { amount: 5_000 }, { at: NOW + 2 * DAY });
    expect(changesOf(entry, 'lot.reversed').map(({ points }) => points)).toEqual([20, 30]);
    expect(story.points('m', NOW + 2 * DAY)).toMatchObject({ available: 10, owed: 0 });
  });
});

describe('RULES 15: what a refund frees', () => {
  test('times, points and a cooldown of the order’s own window, for later facts only', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { times: 1, per: 'day' as const } },
      { id: 'c', on: 'order.paid', earn: 5, cooldown: { hours: 3 } },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    const points = (id: string, when: number) =>
      story.order('m', id, { total: 1_000 }, { at: when }).awards.map((award) => award.points);
    expect(points('a', NOW)).toEqual([10, 5]);
    expect(points('b', NOW + HOUR)).toEqual([0, 0]);
    story.refund('m', 'a', { amount: 500 }, { at: NOW + HOUR });
    expect(points('c', NOW + HOUR)).toEqual([0, 0]);
    story.refund('m', 'a', { amount: 500 }, { at: NOW + HOUR });
    expect(points('d', NOW + HOUR)).toEqual([10, 5]);
    expect(story.points('m', NOW + HOUR).available).toBe(15);
  });

  test('yesterday’s room stays yesterday’s', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 10, per: 'day' as const } },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    const order = (id: string, when: number) =>
      awarded(story.order('m', id, { total: 1_000 }, { at: when, received: NOW + 2 * DAY }));
    expect([order('a', NOW), order('b', NOW + DAY)]).toEqual([10, 10]);
    story.refund('m', 'a', { amount: 1_000 }, { at: NOW + 2 * DAY });
    expect([order('c', NOW + DAY), order('d', NOW)]).toEqual([0, 10]);
  });
});

describe('RULES 16: challenges', () => {
  const challenges = (onRefund: 'keep' | 'undo') => [
    {
      id: 'large',
      steps: [{ on: 'order.paid', times: 2, when: { 'event.total': { $gte: 5_000 } } }],
      grant: { points: 100 },
      onRefund,
    },
  ];
  const told = (onRefund: 'keep' | 'undo') => {
    const story = new Story(programOf({ rules: [], challenges: challenges(onRefund) })).member('m', NOW);
    story.order('m', 'o1', { total: 6_000 }, { at: NOW });
    return story;
  };
  const steps = (story: Story) => story.at('m', NOW).challenges.large?.steps;

  test('an order that is no longer what a step asks for no longer counts, and counts again when it is amended', () => {
    const story = told('undo');
    expect(steps(story)).toEqual([1]);
    story.refund('m', 'o1', { amount: 500 }, { at: NOW });
    expect(steps(story)).toEqual([1]);
    story.refund('m', 'o1', { amount: 600 }, { at: NOW });
    expect(steps(story)).toEqual([0]);
    story.fact(
      'm',
      'order.amended',
      { amendmentId: 'a', orderId: 'o1', currency: 'EUR', total: 9_000 },
      { at: NOW + 1 },
    );
    expect(steps(story)).toEqual([1]);
  });

  test('a completed one stays, or is undone where it says so', () => {
    for (const [onRefund, points] of [
      ['keep', 100],
      ['undo', 0],
    ] as const) {
      const story = told(onRefund);
      story.order('m', 'o2', { total: 5_000 }, { at: NOW });
      expect(story.points('m', NOW).available).toBe(100);
      story.refund('m', 'o2', { amount: 1 }, { at: NOW });
      expect(story.points('m', NOW).available).toBe(points);
    }
  });

  test('what is asked of the member is not asked again', () => {
    const asks = [{ ...challenges('undo')[0], when: { 'member.attributes.city': 'Lyon' } }];
    const story = new Story(programOf({ rules: [], challenges: asks as never }));
    story.attributes = { city: 'Lyon' };
    story.member('m', NOW);
    story.order('m', 'o1', { total: 9_000 }, { at: NOW });
    story.attributes = {};
    story.refund('m', 'o1', { amount: 1_000 }, { at: NOW });
    expect(steps(story)).toEqual([1]);
  });
});

describe('RULES 26: cooldowns are used caps too', () => {
  const rules = [{ id: 'v', on: 'store.visited', earn: 10, cooldown: { hours: 2 } }];

  test('of a rule: what the one did an hour ago is too near for both', () => {
    const story = new Story(programOf({ rules })).member('a', NOW).member('b', NOW);
    const visit = (id: string, hours: number) =>
      awarded(story.fact(id, 'store.visited', {}, { at: NOW + hours * HOUR }));
    expect([visit('a', 0), visit('b', 1)]).toEqual([10, 10]);
    story.merge('a', 'b', NOW + HOUR);
    expect([visit('b', 2), visit('b', 3)]).toEqual([0, 10]);
    const other = new Story(programOf({ rules })).member('a', NOW).member('b', NOW);
    other.fact('a', 'store.visited', {}, { at: NOW });
    other.merge('a', 'b', NOW + HOUR);
    expect(awarded(other.fact('b', 'store.visited', {}, { at: NOW + HOUR }))).toBe(0);
  });

  test('of a place: the one that is over last holds', () => {
    const visits = { places: [{ id: 'lyon' }], cooldown: { hours: 4 } };
    const story = new Story(programOf({ rules: [{ id: 'v', on: 'store.visited', earn: 10 }], visits } as never));
    story.member('a', NOW).member('b', NOW);
    const visit = (id: string, hours: number) =>
      story.fact(id, 'store.visited', { place: 'lyon' }, { at: NOW + hours * HOUR }).reason;
    expect([visit('a', 0), visit('b', 3)]).toEqual([null, null]);
    story.merge('a', 'b', NOW + 3 * HOUR);
    expect([visit('b', 5), visit('b', 7)]).toEqual(['cooldown', null]);
  });
});

describe('RULES 3 and 4: days that are not 24 hours, and months that are not 31 days', () => {
  const points = { pending: { days: 1 }, expiry: { months: 1 } };
  test.each([
    ['into summer', '2026-03-28T11:00:00Z', '2026-03-29T10:00:00Z', '2026-04-29T10:00:00Z'],
    ['into winter', '2026-10-24T10:00:00Z', '2026-10-25T11:00:00Z', '2026-11-25T11:00:00Z'],
    ['the end of January', '2026-01-30T11:00:00Z', '2026-01-31T11:00:00Z', '2026-02-28T11:00:00Z'],
    ['a leap year', '2028-01-30T11:00:00Z', '2028-01-31T11:00:00Z', '2028-02-29T11:00:00Z'],
  ])('%s: a day, and a month after it', (_, paid, active, expires) => {
    const story = new Story(programOf({ points })).member('m', at(paid));
    story.order('m', 'o', { total: 1_000 }, { at: at(paid) });
    const available = (when: number) => story.points('m', when).available;
    expect([at(active) - 1, at(active), at(expires) - 1, at(expires)].map(available)).toEqual([0, 10, 10, 0]);
  });

  test('to the end of the month, of a month that is short and of a year', () => {
    const ends = (endOf: string, paid: string) => {
      const story = new Story(programOf({ points: { expiry: { after: { months: 1 }, endOf } } } as never));
      story.member('m', at(paid)).order('m', 'o', { total: 1_000 }, { at: at(paid) });
      return story.at('m', at(paid)).lots[0]?.expiresAt;
    };
    expect(ends('month', '2026-01-31T10:00:00Z')).toBe(at('2026-02-28T23:00:00Z'));
    expect(ends('month', '2026-02-28T23:30:00Z')).toBe(at('2026-04-30T22:00:00Z'));
    expect(ends('year', '2026-12-05T10:00:00Z')).toBe(at('2027-12-31T23:00:00Z'));
  });
});

describe('RULES 17 with chargebacks: in any order, never below zero and never more than it was', () => {
  test('refunded in part, charged back, won, and refunded in full', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(reversed(story.refund('m', 'o', { amount: 2_500 }, { at: NOW }))).toBe(25);
    const dispute = (type: string) => story.fact('m', type, { chargebackId: 'c', orderId: 'o' }, { at: NOW });
    dispute('order.charged_back');
    expect(story.points('m', NOW).available).toBe(0);
    dispute('order.chargeback_won');
    expect(story.points('m', NOW).available).toBe(75);
    expect(reversed(story.refund('m', 'o', { amount: 99_999 }, { at: NOW }))).toBe(75);
    expect(story.at('m', NOW)).toMatchObject({ available: 0, owed: 0, orders: 0, spent: 0 });
  });
});
