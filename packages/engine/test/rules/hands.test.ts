import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import type { Command, Context, Entry } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const BY = { by: 'Zoé', why: 'a late parcel' };
let made = 0;

class Shop extends Story {
  cards = new Set<string>();
  protected override extra(): Partial<Context> {
    return { cards: this.cards };
  }
  ask(asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW): Entry {
    return this.submit('m', { key: `k${++made}`, body: '', ...asked } as Command, when);
  }
}
const begun = (input: Partial<ProgramInput> = {}) => new Shop(programOf(input)).member('m', NOW) as Shop;
const kinds = ({ changes }: Entry) => changes.map(({ kind }) => kind);

describe('points by hand', () => {
  const adjust = (story: Shop, points: number, more: object = {}) =>
    story.ask({ kind: 'adjust', points, ...BY, ...more });

  test('live as the program’s points do, or as was said; they wait for nothing', () => {
    const story = begun({ points: { pending: { days: 14 }, expiry: { days: 10 } } });
    const expires = (more: object) =>
      changesOf(adjust(story, 5, more), 'lot.opened').map(({ activeAt, expiresAt, source }) => [
        activeAt,
        expiresAt,
        source,
      ]);
    const source = { kind: 'adjustment', ...BY };
    expect([expires({}), expires({ expiry: null }), expires({ expiry: { days: 3 } })]).toEqual([
      [[null, NOW + 10 * DAY, source]],
      [[null, null, source]],
      [[null, NOW + 3 * DAY, source]],
    ]);
    expect(story.log('m').at(-1)?.postings).toEqual([{ from: 'adjusted', to: 'available', points: 5 }]);
  });

  test('count for tiers and boards only where it is said so', () => {
    const story = begun({ tiers: [{ id: 'gold', from: { points: 50 } }] });
    expect(kinds(adjust(story, 60))).toEqual(['lot.opened']);
    const counts = adjust(story, 60, { qualifies: true });
    expect(kinds(counts)).toEqual(['lot.opened', 'tier.counted', 'tier.counted', 'tallied', 'tier.changed']);
    expect(changesOf(counts, 'lot.opened')[0]?.source).toEqual({ kind: 'adjustment', ...BY, qualifies: true });
  });

  test('that are taken come from what ends soonest, and what is more than there is becomes a debt that they fill', () => {
    const story = begun();
    adjust(story, 30);
    adjust(story, 20, { expiry: { days: 5 } });
    expect(changesOf(adjust(story, -25), 'adjusted').map(({ lot, points }) => [lot, points])).toEqual([
      ['4.1', 20],
      ['3.1', 5],
    ]);
    const more = adjust(story, -40);
    expect(changesOf(more, 'adjusted').map(({ lot, points }) => [lot, points])).toEqual([
      ['3.1', 25],
      [null, 15],
    ]);
    expect(more.postings).toEqual([
      { from: 'available', to: 'adjusted', points: 25 },
      { from: 'owed', to: 'adjusted', points: 15 },
    ]);
    expect(story.points('m', NOW)).toMatchObject({ available: 0, owed: 15 });
    adjust(story, 20);
    expect(story.points('m', NOW)).toMatchObject({ available: 5, owed: 0 });
    expect(kinds(adjust(story, -5))).toEqual(['adjusted']);
  });
});

describe('an order that was given back before it came', () => {
  const checkout = { points: 1, amount: 1, minimum: 1, step: 1 };
  const rules = [
    { id: 'start', on: 'a.done', earn: 500 },
    { id: 'buy', on: 'order.paid', earn: { points: 1, per: 100 } },
  ];

  test('is no order: it earns nothing, counts for nothing, and gives back what paid for it', () => {
    const story = begun({
      rules,
      checkout,
      challenges: [{ id: 'c', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 5 } }],
      streaks: [{ id: 's', on: ['order.paid'] }],
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 1_000 });
    story.cards.add('THEIRS');
    const early = story.refund('m', 'o', { amount: 2_000 }, { at: NOW });
    expect([early.kind, early.reason]).toEqual(['fact.kept', 'unknown_order']);
    const paidWith = [
      { kind: 'points', hold: 'h' },
      { kind: 'gift_card', code: 'THEIRS', amount: 500 },
    ];
    const order = story.order('m', 'o', { total: 2_000, paidWith }, { at: NOW });
    expect([order.outcome, order.reason, order.standing?.gone, order.standing?.awards]).toEqual([
      'applied',
      'order_refunded',
      true,
      [],
    ]);
    expect(kinds(order)).toEqual(['ordered', 'hold.spent', 'hold.confirmed', 'lot.returned']);
    expect(changesOf(order, 'ordered')).toMatchObject([{ orders: 0, spend: 0 }]);
    expect(order.effects.map(({ kind }) => kind)).toEqual(['charge', 'uncharge']);
    expect(story.at('m', NOW)).toMatchObject({
      available: 500,
      orders: 0,
      spent: 0,
      firstOrderAt: null,
      challenges: {},
      streaks: {},
    });
  });

  test('in part is judged as it was, and the rest of it is what counts', () => {
    const story = begun({
      rules,
      checkout,
      challenges: [{ id: 'c', steps: [{ on: 'order.paid', sum: 'subtotal', reach: 5_000 }], grant: { points: 5 } }],
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 10_000 });
    story.refund('m', 'o', { amount: 2_500, points: 10 }, { at: NOW });
    story.refund('m', 'o', { amount: 2_500 }, { at: NOW });
    story.fact('m', 'order.charged_back', { orderId: 'o', chargebackId: 'c', amount: 1_000 }, { at: NOW });
    story.fact('m', 'order.chargeback_won', { orderId: 'o', chargebackId: 'c' }, { at: NOW });
    const order = story.order('m', 'o', { total: 10_000, paidWith: [{ kind: 'points', hold: 'h' }] }, { at: NOW });
    expect([order.awards[0]?.points, order.standing?.awards, order.standing?.total]).toEqual([
      100,
      [{ rule: 'buy', points: 50 }],
      { before: 10_000, after: 5_000 },
    ]);
    // Ten that the one says, and half of all by the other.
    expect(changesOf(order, 'lot.returned').map(({ points }) => points)).toEqual([50]);
    expect(story.at('m', NOW)).toMatchObject({ available: 505, orders: 1, spent: 5_000 });
    expect(changesOf(order, 'tallied').map(({ metric, n }) => [metric, n])).toEqual([
      ['points.earned', 50],
      ['spend', 5_000],
      ['orders', 1],
      ['challenges.completed', 1],
      ['points.earned', 5],
    ]);
  });
});

describe('of logs', () => {
  test('one is begun once, and joining again changes nothing', () => {
    const story = begun();
    const again = story.ask({ kind: 'create', guest: true });
    expect([again.outcome, again.reason, again.changes]).toEqual(['refused', null, []]);
    const joined = story.ask({ kind: 'join', referral: null });
    expect([joined.outcome, joined.changes, joined.effects]).toEqual(['applied', [], []]);
  });

  test('whoever joins has what was kept lately judged, where the program says so and they are not in the control group', () => {
    const joined = (program: Partial<ProgramInput>, draw = 9_999) => {
      const story = new Shop(programOf({ enrol: 'explicit', ...program }));
      story.draw = draw;
      story.member('m', NOW, { joined: false });
      return story.ask({ kind: 'join', referral: null, key: 'j' });
    };
    const credit = { lastDays: 30 };
    // Thirty days earlier it was winter as well.
    expect(joined({ credit }).effects).toEqual([{ kind: 'credit', id: 'credit:m:j', since: NOW - 30 * DAY }]);
    expect(joined({}).effects).toEqual([]);
    const holdout = { percent: 10, salt: 's' };
    expect([joined({ credit, holdout }, 999).effects, joined({ credit, holdout }, 1_000).effects.length]).toEqual([
      [],
      1,
    ]);
    const rules = [{ id: 'welcome', on: 'member.joined', earn: 8 }];
    expect([joined({ rules, holdout }, 999).awards, joined({ rules, holdout }, 1_000).awards.length]).toEqual([[], 1]);
  });
});
