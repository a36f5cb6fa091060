import { describe, expect, test } from 'vitest';
import { at, awarded, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-22T12:00:00Z');
const gold = { id: 'gold', from: { points: 10 }, earn: { times: 1.5 } };
const double = {
  id: 'double',
  from: '2026-11-01T00:00:00Z',
  until: '2026-12-01T00:00:00Z',
  earn: { times: 2 },
};

/** A gold member under a campaign of double points buys for 87.50 €. */
function goldOrder(stack: 'best' | 'add' | 'multiply', limit?: { points: number; per: 'order' }) {
  const rules = [
    { id: 'welcome', on: 'app.installed', earn: 10 },
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, ...(limit ? { limit } : {}) },
  ];
  const story = new Story(programOf({ rules, stack, tiers: [gold], campaigns: [double] })).member('m', NOW);
  story.fact('m', 'app.installed', {}, { at: NOW });
  return story.order('m', 'o', { total: 8750 }, { at: NOW + 1 });
}

describe('RULES 8, the table: 87.50 €, 1 point per 1.00 €, gold × 1.5, campaign × 2', () => {
  test.each([
    ['best', 175],
    ['add', 218],
    ['multiply', 262],
  ] as const)('%s gives %i', (stack, points) => {
    const entry = goldOrder(stack);
    expect(entry.tier).toBe('gold');
    expect(awarded(entry)).toBe(points);
    expect(entry.awards[0]).toMatchObject({ amount: 8750, base: 87.5, before: points, clippedBy: null });
  });

  test('with a cap of 200 per order, multiply gives 200, clipped by 62', () => {
    const [award] = goldOrder('multiply', { points: 200, per: 'order' }).awards;
    expect(award).toMatchObject({ before: 262, points: 200, clippedBy: { reason: 'limit', by: 62 } });
  });

  test('a fixed number is multiplied only if the rule or the campaign says so', () => {
    const review = { id: 'review', on: 'review.published', earn: 50 };
    const of = (program: Parameters<typeof programOf>[0]) => {
      const story = new Story(programOf(program)).member('m', NOW);
      return awarded(story.fact('m', 'review.published', {}, { at: NOW }));
    };
    expect(of({ rules: [review], campaigns: [double] })).toBe(50);
    expect(of({ rules: [{ ...review, multiply: true }], campaigns: [double] })).toBe(100);
    expect(of({ rules: [review], campaigns: [{ ...double, earn: { times: 2, rules: ['review'] } }] })).toBe(100);
  });

  test('a campaign that names rules touches no other', () => {
    const rules = [
      { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'shoes', on: 'order.paid', earn: { points: 1, per: 100 } },
    ];
    const campaigns = [{ ...double, earn: { times: 2, rules: ['shoes'] } }];
    const story = new Story(programOf({ rules, campaigns })).member('m', NOW);
    const entry = story.order('m', 'o', { total: 1000 }, { at: NOW });
    expect(entry.awards.map(({ points }) => points)).toEqual([10, 20]);
  });

  test('a campaign holds from its first instant to just before its last, by when the order happened', () => {
    const story = new Story(programOf({ campaigns: [double] })).member('m', at('2026-10-31T00:00:00Z'));
    const points = [
      '2026-10-31T23:59:59.999Z',
      '2026-11-01T00:00:00Z',
      '2026-11-30T23:59:59.999Z',
      '2026-12-01T00:00:00Z',
    ].map((iso, n) => awarded(story.order('m', `o${n}`, { total: 1000 }, { at: at(iso) })));
    expect(points).toEqual([10, 20, 20, 10]);
    // Late, but it happened inside.
    const late = story.order(
      'm',
      'late',
      { total: 1000 },
      { at: at('2026-11-30T12:00:00Z'), received: at('2026-12-02T00:00:00Z') },
    );
    expect(awarded(late)).toBe(20);
  });
});

describe('RULES 1 and 7: rounding', () => {
  const lines = (round: 'order' | 'line') => ({
    rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100, of: 'lines' as const, round } }],
  });
  const earned = (round: 'order' | 'line', data: object) => {
    const story = new Story(programOf(lines(round))).member('m', NOW);
    return awarded(story.order('m', 'o', { total: 297, ...data }, { at: NOW }));
  };

  test('the table: 3 × 0.99 € on one line, and on three lines', () => {
    const one = { lines: [{ sku: 'a', quantity: 3, unitPrice: 99 }] };
    const three = { lines: ['a', 'b', 'c'].map((sku) => ({ sku, quantity: 1, unitPrice: 99 })) };
    expect([earned('order', one), earned('line', one)]).toEqual([2, 2]);
    expect([earned('order', three), earned('line', three)]).toEqual([2, 0]);
  });

  test.each([
    ['floor', 150, 1],
    ['round', 150, 2],
    ['round', 149, 1],
    ['ceil', 101, 2],
    ['ceil', 100, 1],
  ] as const)('%s of %i cents', (rounding, total, points) => {
    const rules = [{ id: 'p', on: 'order.paid', earn: { points: 1, per: 100, rounding } }];
    const story = new Story(programOf({ rules })).member('m', NOW);
    expect(awarded(story.order('m', 'o', { total }, { at: NOW }))).toBe(points);
  });

  test('is exact where floats are not: 1.10 € × 1.1 at 100 points per euro is 121', () => {
    const rules = [{ id: 'p', on: 'order.paid', earn: { points: 1, per: 1 } }];
    const campaigns = [{ ...double, earn: { times: 1.1 } }];
    const story = new Story(programOf({ rules, campaigns })).member('m', NOW);
    expect(awarded(story.order('m', 'o', { total: 110 }, { at: NOW }))).toBe(121);
  });

  test('an amount too small for a point says so', () => {
    const story = new Story().member('m', NOW);
    expect(story.order('m', 'o', { total: 99 }, { at: NOW })).toMatchObject({
      awards: [],
      silent: [{ rule: 'purchase', reason: 'rounded_to_zero' }],
    });
  });
});

describe('RULES 7: what is eligible', () => {
  const data = {
    total: 11_500,
    subtotal: 9_000,
    shipping: 1_000,
    tax: 1_500,
    lines: [
      { sku: 'shoe', quantity: 1, unitPrice: 6_000, category: 'shoes' },
      { sku: 'sock', quantity: 4, unitPrice: 1_000, category: 'socks' },
    ],
  };
  const by = (earn: object, lines?: object) => {
    const rules = [{ id: 'p', on: 'order.paid', earn: { points: 1, per: 100, ...earn }, ...(lines ? { lines } : {}) }];
    const story = new Story(programOf({ rules } as Parameters<typeof programOf>[0])).member('m', NOW);
    return story.order('m', 'o', data, { at: NOW });
  };

  test('a discount on the whole order is spread over its lines by value', () => {
    expect(awarded(by({ of: 'subtotal' }))).toBe(90);
    expect(awarded(by({ of: 'total' }))).toBe(115);
    expect(awarded(by({ of: 'lines' }, { category: 'shoes' }))).toBe(54);
    expect(awarded(by({ of: 'subtotal' }, { category: 'socks' }))).toBe(36);
    expect(by({ of: 'lines' }, { category: 'hats' })).toMatchObject({ silent: [{ reason: 'nothing_eligible' }] });
  });

  test('of an order without lines, the subtotal counts, by default without shipping and tax', () => {
    const story = new Story().member('m', NOW);
    const entry = story.order('m', 'o', { total: 11_500, shipping: 1_000, tax: 1_500 }, { at: NOW });
    expect(awarded(entry)).toBe(90);
  });

  test('a condition looks at the event, the member and the local time', () => {
    const rules = [
      { id: 'big', on: 'order.paid', when: { 'event.total': { $gte: 5000 } }, earn: 1 },
      { id: 'second', on: 'order.paid', when: { 'member.orders': 1 }, earn: 2 },
      { id: 'sunday', on: 'order.paid', when: { 'time.weekday': 7, 'time.hour': 13 }, earn: 4 },
      { id: 'lyon', on: 'order.paid', when: { 'member.attributes.city': 'Lyon' }, earn: 8 },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    story.attributes = { city: 'Lyon', name: 'Claire' };
    const first = story.order('m', 'o1', { total: 5000 }, { at: NOW });
    expect(first.awards.map(({ rule }) => rule)).toEqual(['big', 'sunday', 'lyon']);
    // What a refund judges with later, and nothing else of a person, stands in the entry.
    expect(first.seen).toEqual({ orders: 0, spent: 0, attributes: { city: 'Lyon' } });
    story.attributes = {};
    const second = story.order('m', 'o2', { total: 4999 }, { at: NOW + 3_600_000 });
    expect(second.awards.map(({ rule }) => rule)).toEqual(['second']);
    expect(second.silent.map(({ reason }) => reason)).toEqual(['condition', 'condition', 'condition']);
  });

  test('of the rules in one exclusive group the largest stands', () => {
    const rules = [
      { id: 'flat', on: 'order.paid', earn: 50, exclusive: 'base' },
      { id: 'rate', on: 'order.paid', earn: { points: 1, per: 100 }, exclusive: 'base' },
      { id: 'extra', on: 'order.paid', earn: 5 },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    const of = (total: number, id: string) => story.order('m', id, { total }, { at: NOW });
    expect(of(10_000, 'a').awards.map(({ rule, points }) => [rule, points])).toEqual([
      ['rate', 100],
      ['extra', 5],
    ]);
    expect(of(1_000, 'b')).toMatchObject({ silent: [{ rule: 'rate', reason: 'exclusive' }] });
  });

  test('a fact that no rule is about says so', () => {
    const story = new Story().member('m', NOW);
    expect(story.fact('m', 'video.watched', {}, { at: NOW })).toMatchObject({ outcome: 'applied', reason: 'no_rule' });
  });
});

describe('RULES 7 and 2: caps', () => {
  const reviews = (limit: object) =>
    new Story(programOf({ rules: [{ id: 'review', on: 'review.published', earn: 50, limit }] } as never)).member(
      'm',
      at('2026-10-01T00:00:00Z'),
    );
  const write = (story: Story, iso: string, received?: string) =>
    awarded(story.fact('m', 'review.published', {}, { at: at(iso), ...(received ? { received: at(received) } : {}) }));

  test('three times a month, in the program’s time zone', () => {
    const story = reviews({ times: 3, per: 'month' });
    const points = [
      '2026-10-31T10:00:00Z',
      '2026-10-31T11:00:00Z',
      '2026-10-31T12:00:00Z',
      '2026-10-31T22:30:00Z', // 23:30 in Paris: still October
      '2026-10-31T23:00:00Z', // midnight in Paris
    ].map((iso) => write(story, iso));
    expect(points).toEqual([50, 50, 50, 0, 50]);
    // A late one counts in the month in which it happened, and that is full.
    expect(write(story, '2026-10-20T00:00:00Z', '2026-11-02T00:00:00Z')).toBe(0);
  });

  test('a cap of points clips the last one', () => {
    const story = reviews({ points: 120, per: 'day' });
    const day = '2026-11-22T10:00:00Z';
    expect([1, 2, 3, 4].map(() => write(story, day))).toEqual([50, 50, 20, 0]);
    expect(write(story, '2026-11-23T10:00:00Z')).toBe(50);
  });

  test('several caps hold together, and a cap for ever never opens again', () => {
    const story = reviews([
      { times: 2, per: 'day' },
      { points: 175, per: 'ever' },
    ]);
    const points = ['22', '22', '22', '23', '23', '24'].map((day) => write(story, `2026-11-${day}T10:00:00Z`));
    expect(points).toEqual([50, 50, 0, 50, 25, 0]);
  });

  test('lines can be asked what they cost after all discounts: what was free is no piece', () => {
    const rule = { id: 'r', on: 'order.paid', lines: { net: { $gt: 0 } }, earn: { points: 1, items: 1 } };
    const story = new Story(programOf({ rules: [rule] })).member('m', NOW);
    const line = (quantity: number, discount = 0) => ({ sku: 'refill', quantity, unitPrice: 500, discount });
    const bought = (n: number, total: number, ...lines: object[]) =>
      awarded(story.order('m', `o${n}`, { total, subtotal: total, lines } as never, { at: NOW + n }));
    expect(bought(1, 1_000, line(2), line(1, 500))).toBe(2);
    expect(bought(2, 0, line(1))).toBe(0);
    expect(bought(3, 250, line(1))).toBe(1);
  });

  test('a limit for each product is one for each, also of several that one fact names', () => {
    const story = reviews({ times: 1, per: 'ever', each: 'event.sku' });
    const review = (sku: unknown, day: number) =>
      awarded(story.fact('m', 'review.published', { sku }, { at: at('2026-11-01T10:00:00Z') + day * DAY }));
    const long = 'x'.repeat(90);
    expect(['lip', 'eye', 'lip', 'lip'].map(review)).toEqual([50, 50, 0, 0]);
    // Both must have room; a number is what it reads as; what comes without one counts together.
    expect([['nail', 'lip'], 'nail', ['nail', 'blush'], 7, '7'].map((sku) => review(sku, 5))).toEqual([
      0, 50, 0, 50, 0,
    ]);
    expect([undefined, null, {}].map((sku) => review(sku, 6))).toEqual([50, 0, 0]);
    // Long ones are told apart to their end.
    expect([`${long}a`, `${long}b`, `${long}a`].map((sku) => review(sku, 7))).toEqual([50, 50, 0]);
    // A state is bounded: past a thousand values no other one has room, and the old ones still have none.
    expect(
      review(
        Array.from({ length: 1_000 }, (_, n) => `s${n}`),
        8,
      ),
    ).toBe(50);
    expect([review('one more', 9), review('lip', 9), review('s999', 9)]).toEqual([0, 0, 0]);
  });

  test('the program’s own cap is shared by its rules', () => {
    const rules = [
      { id: 'a', on: 'order.paid', earn: 60 },
      { id: 'b', on: 'order.paid', earn: 60 },
    ];
    const story = new Story(programOf({ rules, limit: { points: 100, per: 'day' } })).member('m', NOW);
    expect(story.order('m', 'o', { total: 100 }, { at: NOW }).awards.map(({ points }) => points)).toEqual([60, 40]);
    expect(awarded(story.order('m', 'o2', { total: 100 }, { at: NOW }))).toBe(0);
  });

  test('a campaign’s cap limits what the campaign adds', () => {
    const campaigns = [{ ...double, limit: { points: 30, per: 'ever' as const } }];
    const story = new Story(programOf({ campaigns })).member('m', NOW);
    expect(awarded(story.order('m', 'o1', { total: 2000 }, { at: NOW }))).toBe(40);
    expect(awarded(story.order('m', 'o2', { total: 2000 }, { at: NOW }))).toBe(30);
    expect(awarded(story.order('m', 'o3', { total: 2000 }, { at: NOW }))).toBe(20);
  });

  test('windows that no late fact can reach are let go', () => {
    const story = reviews({ times: 3, per: 'day' });
    for (let day = 1; day <= 9; day += 1) write(story, `2026-10-0${day}T10:00:00Z`);
    const windows = () => Object.keys(story.states.get('m')?.windows ?? {});
    expect(windows()).toHaveLength(9);
    // Letting go is done once for some entries.
    for (let hour = 10; hour < 20; hour += 1) write(story, `2026-11-22T${hour}:00:00Z`);
    expect(windows()).toHaveLength(1);
  });

  test('a fact from long ago (a claim, an import) finds caps, cooldown and tier as they were then (RULES 2)', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 100, per: 'day' as const } },
      { id: 'v', on: 'store.visited', earn: 10, cooldown: { hours: 2 } },
    ];
    const tiers = [{ id: 'gold', from: { points: 100, within: { days: 30 } }, earn: { times: 1.5 } }];
    const story = new Story(programOf({ rules, tiers })).member('m', at('2026-01-01T00:00:00Z'));
    const then = at('2026-03-10T10:00:00Z');
    story.order('m', 'o1', { total: 7_000 }, { at: then });
    story.fact('m', 'store.visited', {}, { at: then });
    story.order('m', 'o2', { total: 3_000 }, { at: then + DAY });
    const now = at('2026-06-01T12:00:00Z');
    for (let n = 0; n < 20; n += 1) story.fact('m', 'page.seen', {}, { at: now + n });
    const state = story.states.get('m');
    expect([Object.keys(state?.windows ?? {}), state?.cooldowns, state?.tier.id]).toEqual([[], {}, null]);
    const late = { received: now + 100 };
    const visit = (minutes: number) =>
      awarded(story.fact('m', 'store.visited', {}, { at: then + minutes * 60_000, ...late }));
    expect([119, 120, -119, -120].map(visit)).toEqual([0, 10, 0, 10]);
    // Gold from the eleventh of March: the day had 30 of 100, and the next day of April was too late for gold.
    const order = (id: string, iso: string) => story.order('m', id, { total: 6_000 }, { at: at(iso), ...late });
    expect(order('c0', '2026-03-09T10:00:00Z')).toMatchObject({ tier: null, awards: [{ points: 60 }] });
    expect(order('c1', '2026-03-10T12:00:00Z')).toMatchObject({ tier: null, awards: [{ points: 30 }] });
    expect(order('c2', '2026-03-11T12:00:00Z')).toMatchObject({ tier: 'gold', awards: [{ points: 70 }] });
    expect(order('c3', '2026-03-11T13:00:00Z')).toMatchObject({ tier: 'gold', awards: [{ points: 0 }] });
    expect(order('c4', '2026-04-20T12:00:00Z')).toMatchObject({ tier: null, awards: [{ points: 60 }] });
    expect(awarded(story.order('m', 'c5', { total: 6_000 }, { at: now + 200 }))).toBe(60);
    // An old order that is amended finds its own day too.
    const amended = (orderId: string, total: number) =>
      awarded(
        story.fact(
          'm',
          'order.amended',
          { amendmentId: `a${total}`, orderId, currency: 'EUR', total },
          { at: now + 300 },
        ),
      );
    expect([amended('c4', 9_000), amended('c4', 12_000), amended('c1', 9_000)]).toEqual([30, 10, 0]);
    story.audit();
  });

  test('what a merged log used of caps long ago counts as well', () => {
    const story = reviews({ times: 3, per: 'day' });
    story.member('b', at('2026-10-01T00:00:00Z'));
    const day = '2026-10-05T10:00:00Z';
    story.fact('b', 'review.published', {}, { at: at(day) });
    write(story, day);
    story.merge('b', 'm', at('2026-10-06T00:00:00Z'));
    for (let hour = 10; hour < 30; hour += 1) write(story, `2026-12-${hour}T10:00:00Z`);
    expect([1, 2].map(() => write(story, day, '2026-12-30T00:00:00Z'))).toEqual([50, 0]);
  });
});

test('a rule holds from its first instant to the last before its end', () => {
  const [from, until] = ['2026-11-10T00:00:00Z', '2026-11-20T00:00:00Z'];
  const story = new Story(programOf({ rules: [{ id: 'visit', on: 'store.visited', earn: 3, from, until }] }));
  story.member('m', at('2026-11-01T00:00:00Z'));
  const earns = (when: number) => awarded(story.fact('m', 'store.visited', {}, { at: when }));
  const instants = [at(from) - 1, at(from), at(until) - 1, at(until)];
  expect(instants.map(earns)).toEqual([0, 3, 3, 0]);
});
