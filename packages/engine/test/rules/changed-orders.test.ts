import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Command, type Context, decide, type Entry } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
let made = 0;

const euros = (n: number, rest: object = {}) => ({ currency: 'EUR', total: n * 100, ...rest });
const tell = (story: Story, type: string, data: object, when = NOW, who = 'm') =>
  story.fact(who, type, { orderId: 'o', ...data }, { at: when });
const amend = (story: Story, data: object, when = NOW) =>
  tell(story, 'order.amended', { amendmentId: `a${++made}`, ...data }, when);
const chargeBack = (story: Story, data: object = {}, when = NOW) =>
  tell(story, 'order.charged_back', { chargebackId: 'c', ...data }, when);
const win = (story: Story, when = NOW) => tell(story, 'order.chargeback_won', { chargebackId: 'c' }, when);
const begun = (input: Partial<ProgramInput> = {}) => new Story(programOf(input)).member('m', NOW);
const ask = (story: Story, asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW, who = 'm') =>
  story.submit(who, { key: `k${++made}`, body: '', ...asked } as Command, when);
const line = (sku: string, unitPrice: number, more: object = {}) => ({ sku, quantity: 1, unitPrice, ...more });
const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);

describe('a line that comes back (RULES 12)', () => {
  test('is found by its id, else by code and price, else by code in order', () => {
    const lines = [
      line('tea', 1_000, { quantity: 2 }),
      line('tea', 2_000, { lineId: 'dear' }),
      line('tea', 3_000),
      line('cup', 3_000),
    ];
    const back = (...parts: object[]) => {
      const story = begun();
      story.order('m', 'o', { total: 10_000, lines }, { at: NOW });
      return reversed(story.refund('m', 'o', { amount: 0, lines: parts as never }, { at: NOW }));
    };
    const tea = { sku: 'tea', quantity: 1 };
    expect(back({ ...tea, lineId: 'dear' })).toBe(20);
    expect(back({ ...tea, unitPrice: 3_000 })).toBe(30);
    expect(back(tea)).toBe(10);
    expect(back({ ...tea, quantity: 3 })).toBe(40);
    // No line has that price, so the code alone says which.
    expect(back({ ...tea, unitPrice: 999 })).toBe(10);
    // What one names by its id or price, another does not take by its code.
    expect(back(tea, { ...tea, lineId: 'dear' }, { ...tea, quantity: 2, unitPrice: 1_000 })).toBe(70);
    expect(back({ ...tea, quantity: 99 })).toBe(70);
    expect(back({ sku: 'pot', quantity: 1 })).toBe(0);
    expect(back({ sku: 'pot', lineId: 'dear', quantity: 1 })).toBe(20);
  });

  test('of an order without prices is the rest of it only with all of its pieces', () => {
    const story = begun({ rules: [{ id: 'r', on: 'order.paid', earn: 7 }] });
    story.order('m', 'o', { total: 0, lines: [line('a', 0), line('b', 0, { quantity: 2 })] }, { at: NOW });
    const back = (sku: string, quantity: number) =>
      reversed(story.refund('m', 'o', { amount: 0, lines: [{ sku, quantity }] }, { at: NOW }));
    expect([back('a', 1), back('b', 1), back('b', 1)]).toEqual([0, 0, 7]);
    expect(story.at('m', NOW).orders).toBe(0);
  });
});

describe('a delivery', () => {
  test('comes once as a whole, and in parts before and after it', () => {
    const story = begun({ rules: [{ id: 'r', on: 'order.delivered', earn: 3 }] });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    const came = (data: object = {}) => why(tell(story, 'order.delivered', data));
    expect([came({ partial: true }), came({ partial: true }), came(), came({ partial: true })]).toEqual(
      Array(4).fill('applied'),
    );
    expect([came(), came({ partial: false })]).toEqual(['already_delivered', 'already_delivered']);
    expect(came({ orderId: 'p' })).toBe('applied');
  });

  test('is late after what it says was promised, or else its order, in whole hours', () => {
    const rules = [
      { id: 'late', on: 'order.delivered', when: { 'event.late': true }, earn: 1 },
      { id: 'very', on: 'order.delivered', when: { 'event.lateHours': { $gte: 2 } }, earn: 10 },
      { id: 'on-time', on: 'order.delivered', when: { 'event.late': false, 'event.lateHours': 0 }, earn: 100 },
    ];
    const earned = (after: number, own?: string, ordered?: string) => {
      const story = begun({ rules });
      story.order('m', 'o', { total: 1_000, ...(ordered ? { promisedAt: ordered } : {}) }, { at: NOW });
      return awarded(tell(story, 'order.delivered', own ? { promisedAt: own } : {}, NOW + after));
    };
    const [promised, hour] = [new Date(NOW + DAY).toISOString(), 3_600_000];
    expect([earned(DAY, promised), earned(DAY + 1, promised), earned(DAY + 2 * hour - 1, promised)]).toEqual([
      100, 1, 1,
    ]);
    expect([earned(DAY + 2 * hour, promised), earned(DAY + 2 * hour, undefined, promised)]).toEqual([11, 11]);
    expect(earned(DAY + 2 * hour, new Date(NOW + 2 * DAY).toISOString(), promised)).toBe(100);
    expect(earned(9 * DAY)).toBe(100);
  });
});

describe('an order', () => {
  test('that somebody slower finds judged leaves no second answer', () => {
    const story = begun();
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    const context: Context = {
      program: 'prg',
      member: 'm',
      version: 1,
      history: story.log('m'),
      versions: story.versions,
      reservation: null,
      coupon: null,
      draw: null,
      attributes: {},
    };
    const fact = { type: 'order.paid', key: 'k', occurredAt: NOW, data: { orderId: 'o', ...euros(10) } };
    const entry = decide(
      story.program,
      story.at('m', NOW),
      { kind: 'fact', fact, referral: null, key: 'k', body: '' },
      context,
      NOW,
    );
    expect([why(entry), entry.keys, entry.changes]).toEqual([null, ['k', 'order:o'], []]);
  });

  test('of somebody who had not joined, and one of a partner, are handed over as if they had never been', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'q', on: 'partner.purchased', earn: { points: 1, per: 100, of: 'total' as const } },
    ];
    const kept = new Story(programOf({ enrol: 'explicit' })).member('m', NOW, { joined: false });
    kept.order('m', 'o', { total: 5_000, lines: [line('tea', 5_000)] }, { at: NOW });
    expect(kept.at('m', NOW)).toMatchObject({ orders: 1, spent: 5_000 });
    const left = ask(kept, { kind: 'handOver', subject: 'order:o', to: 'n' });
    expect(left.changes.map(({ kind }) => kind)).toEqual(['ordered', 'bought', 'handed.over']);
    expect(kept.at('m', NOW)).toMatchObject({ orders: 0, spent: 0 });
    expect(kept.at('m', NOW).bought.codes).toEqual([]);
    // What is said of it later is not said here any more.
    expect(tell(kept, 'order.cancelled', {}, NOW).changes).toEqual([]);
    expect(ask(kept, { kind: 'handOver', subject: 'order:o', to: 'x' }).changes.map(({ kind }) => kind)).toEqual([
      'handed.over',
    ]);
    const partner = begun({ rules, tiers: [{ id: 'gold', from: { spend: 1 } }] });
    const bought = partner.fact(
      'm',
      'partner.purchased',
      { orderId: 'o', transactionId: 'o', currency: 'EUR', amount: 2_000 },
      { at: NOW },
    );
    expect([awarded(bought), partner.at('m', NOW).orders, partner.at('m', NOW).spent]).toEqual([20, 0, 0]);
    const given = ask(partner, { kind: 'handOver', subject: 'order:o', to: 'n' });
    expect([...new Set(given.changes.map(({ kind }) => kind))]).toEqual([
      'lot.reversed',
      'tier.counted',
      'tallied',
      'handed.over',
    ]);
    expect(partner.at('m', NOW)).toMatchObject({ available: 0, orders: 0, spent: 0, measured: {} });
    const own = begun();
    own.order('m', 'o', { total: 5_000 }, { at: NOW });
    own.refund('m', 'o', { amount: 5_000 }, { at: NOW });
    expect(ask(own, { kind: 'handOver', subject: 'order:o', to: 'n' }).changes.map(({ kind }) => kind)).toEqual([
      'handed.over',
    ]);
    expect(own.at('m', NOW)).toMatchObject({ orders: 0, spent: 0, available: 0 });
    expect(ask(own, { kind: 'handOver', subject: 'order:unknown', to: 'n' })).toMatchObject({ outcome: 'applied' });
  });
});

describe('a chargeback that is won', () => {
  test('after an amendment gives back what it took, beside what the amendment left', () => {
    const story = begun();
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    chargeBack(story, { amount: 4_000 });
    expect(story.points('m', NOW).available).toBe(60);
    // 120 less 40 that are in dispute: 20 more than the 60.
    amend(story, euros(120));
    expect(story.points('m', NOW).available).toBe(80);
    win(story);
    expect(story.points('m', NOW).available).toBe(120);
    expect(reversed(story.refund('m', 'o', { amount: 6_000 }, { at: NOW }))).toBe(60);
    const less = begun();
    less.order('m', 'o', { total: 10_000 }, { at: NOW });
    chargeBack(less);
    amend(less, euros(30));
    expect(less.points('m', NOW).available).toBe(0);
    win(less);
    expect(less.points('m', NOW)).toMatchObject({ available: 30, owed: 0 });
  });

  test('gives points back to wait where they were waiting, and by their old times', () => {
    const story = begun({ points: { pending: { days: 14 }, expiry: { days: 100 } } });
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(reversed(chargeBack(story, {}, NOW + DAY))).toBe(100);
    const won = win(story, NOW + 2 * DAY);
    expect(changesOf(won, 'lot.opened')).toMatchObject([
      { points: 100, activeAt: NOW + 14 * DAY, expiresAt: NOW + 114 * DAY },
    ]);
    expect(changesOf(won, 'tier.counted')).toMatchObject([{ count: 'earned', points: 100, at: NOW }]);
    expect(story.points('m', NOW + 2 * DAY)).toMatchObject({ pending: 100, available: 0 });
    const late = begun({ points: { pending: { days: 14 }, expiry: { days: 100 } } });
    late.order('m', 'o', { total: 10_000 }, { at: NOW });
    chargeBack(late, {}, NOW + 20 * DAY);
    const back = win(late, NOW + 30 * DAY);
    expect(changesOf(back, 'lot.opened')).toMatchObject([{ points: 100, activeAt: null, expiresAt: NOW + 114 * DAY }]);
    expect(changesOf(back, 'tier.counted').map(({ count, at: when }) => [count, when])).toEqual([
      ['earned', NOW],
      ['active', NOW + 14 * DAY],
    ]);
    const old = begun({ points: { expiry: { days: 40 } } });
    old.order('m', 'o', { total: 10_000 }, { at: NOW });
    chargeBack(old, {}, NOW + 20 * DAY);
    // They live for the days of grace at least.
    expect(changesOf(win(old, NOW + 21 * DAY), 'lot.opened')).toMatchObject([{ expiresAt: NOW + 51 * DAY }]);
    const ever = begun();
    ever.order('m', 'o', { total: 10_000 }, { at: NOW });
    chargeBack(ever, {}, NOW + 20 * DAY);
    expect(changesOf(win(ever, NOW + 21 * DAY), 'lot.opened')).toMatchObject([{ expiresAt: null }]);
  });

  test('gives what had expired before it back to expire, and the rest to live', () => {
    const rules = [
      { id: 'short', on: 'order.paid', earn: 40, expiry: { days: 5 } },
      { id: 'long', on: 'order.paid', earn: { points: 1, per: 100 }, expiry: { days: 90 } },
    ];
    const story = begun({ rules });
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(reversed(chargeBack(story, {}, NOW + 10 * DAY))).toBe(140);
    const won = win(story, NOW + 11 * DAY);
    expect(changesOf(won, 'lot.opened').map(({ points, expiresAt, source }) => [points, expiresAt, source])).toEqual([
      [40, NOW + 5 * DAY, { kind: 'rule', id: 'short' }],
      [100, NOW + 90 * DAY, { kind: 'rule', id: 'long' }],
    ]);
    expect(changesOf(won, 'lot.expired').map(({ points }) => points)).toEqual([40]);
    expect(story.points('m', NOW + 11 * DAY)).toMatchObject({ available: 100, owed: 0 });
  });
});

describe('an order that is judged again asks of what all members share', () => {
  const lines = [line('tea', 2_000), line('cup', 2_000)];
  const rules = [
    { id: 'tea', on: 'order.paid', lines: { sku: 'tea' }, exclusive: 'g', earn: { points: 3, per: 100, of: 'lines' } },
    { id: 'all', on: 'order.paid', exclusive: 'g', earn: { points: 1, per: 100 } },
  ];
  const shared = (more: object[]) => begun({ rules: rules.map((rule, at) => ({ ...rule, ...more[at] })) as never });
  const left = (story: Story) => Object.fromEntries(story.left);
  const others = (story: Story, total: number) =>
    story.member('n', NOW).order('n', 'n', { total, lines: [line('cup', total)] }, { at: NOW });

  test('for a rule of a group that stands only now, as much of its budget as is left', () => {
    const story = shared([{ budget: 100 }, { budget: 50 }]);
    story.order('m', 'o', { total: 4_000, lines }, { at: NOW });
    expect(left(story)).toEqual({ 'budget:rule:tea:ever': 40 });
    others(story, 3_500);
    const entry = story.refund('m', 'o', { amount: 2_000, lines: [{ sku: 'tea', quantity: 1 }] }, { at: NOW });
    expect(entry.silent).toMatchObject([{ rule: 'all', reason: 'budget' }]);
    expect([left(story), story.points('m', NOW).available]).toEqual([
      { 'budget:rule:tea:ever': 100, 'budget:rule:all:ever': 0 },
      15,
    ]);
    // What was clipped is not topped up when others give theirs back.
    story.fact('n', 'order.cancelled', { orderId: 'n' }, { at: NOW });
    story.refund('m', 'o', { amount: 100 }, { at: NOW });
    expect([left(story)['budget:rule:all:ever'], story.points('m', NOW).available]).toEqual([35, 15]);
    story.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect([left(story)['budget:rule:all:ever'], story.points('m', NOW).available]).toEqual([41, 9]);
    tell(story, 'order.cancelled', {});
    expect(left(story)).toEqual({ 'budget:rule:tea:ever': 100, 'budget:rule:all:ever': 50 });
    story.audit();
  });

  test('for such a rule, a time of those that are left', () => {
    for (const [times, points] of [
      [2, 20],
      [1, 0],
    ] as const) {
      const story = shared([{}, { limit: { times, per: 'ever', shared: true } }]);
      story.order('m', 'o', { total: 4_000, lines }, { at: NOW });
      others(story, 1_000);
      story.refund('m', 'o', { amount: 2_000, lines: [{ sku: 'tea', quantity: 1 }] }, { at: NOW });
      expect([left(story), story.points('m', NOW).available]).toEqual([{ 'all:rule:all:ever:times': 0 }, points]);
      tell(story, 'order.cancelled', {});
      expect(left(story)).toEqual({ 'all:rule:all:ever:times': times - 1 });
    }
  });

  test('for a campaign that rounding lets add more to less of the order', () => {
    const campaign = { id: 'c', from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z', earn: { times: 1.5 } };
    const pool = 'budget:campaign:c:ever';
    for (const taken of [false, true]) {
      const story = begun({ campaigns: [{ ...campaign, budget: 1 }] });
      // 1.99 by 1.5 is 2, of which the rule alone gives 1; 1.30 is 1 with the campaign and without; 0.70 is 1 with it and 0 without.
      expect(awarded(story.order('m', 'o', { total: 199 }, { at: NOW }))).toBe(2);
      expect(left(story)).toEqual({ [pool]: 0 });
      story.refund('m', 'o', { amount: 69 }, { at: NOW });
      expect([left(story), story.points('m', NOW).available]).toEqual([{ [pool]: 1 }, 1]);
      if (taken) others(story, 199);
      story.refund('m', 'o', { amount: 60 }, { at: NOW });
      expect([left(story), story.points('m', NOW).available]).toEqual([{ [pool]: 0 }, taken ? 0 : 1]);
      tell(story, 'order.cancelled', {});
      expect(left(story)).toEqual({ [pool]: taken ? 0 : 1 });
      story.audit();
    }
  });

  test('nothing for a campaign that gave it nothing when it came', () => {
    const campaign = { id: 'c', from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z', earn: { times: 2 } };
    const story = begun({
      rules: [{ id: 'p', on: 'order.paid', earn: { points: 2, per: 100 }, limit: { points: 400, per: 'ever' } }],
      campaigns: [{ ...campaign, budget: 60 }],
    });
    story.order('m', 'o', { total: 0 }, { at: NOW });
    // The rule alone comes to all that its limit has room for; two cents less, to one point less.
    expect(awarded(amend(story, { currency: 'EUR', total: 20_001 }))).toBe(400);
    story.refund('m', 'o', { amount: 2 }, { at: NOW });
    expect([left(story), story.points('m', NOW).available]).toEqual([{}, 399]);
    tell(story, 'order.cancelled', {});
    expect(left(story)).toEqual({});
    story.audit();
  });
});

describe('an amended order', () => {
  test('of which a campaign’s part becomes the rule’s own gives the campaign’s budget back', () => {
    const campaigns = [
      { id: 'double', from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z', earn: { times: 2 }, budget: 100 },
    ];
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 20, per: 'day' as const } },
    ];
    const story = begun({ rules, campaigns });
    expect(awarded(story.order('m', 'o', { total: 1_000 }, { at: NOW }))).toBe(20);
    expect([...story.left.values()]).toEqual([90]);
    // The rule alone comes to the twenty of its limit now.
    const entry = amend(story, euros(20));
    expect([awarded(entry), story.points('m', NOW).available]).toEqual([0, 20]);
    expect([...story.left.values()]).toEqual([100]);
    expect(entry.standing?.awards).toMatchObject([{ rule: 'p', points: 20 }]);
    expect(reversed(story.refund('m', 'o', { amount: 1_500 }, { at: NOW }))).toBe(15);
    expect([...story.left.values()]).toEqual([100]);
  });

  test('counts again for a challenge what it did not have before, of values and of sums', () => {
    const challenges = [
      { id: 'kinds', steps: [{ on: 'order.paid', distinct: 'lines.category', times: 3 }], grant: { points: 100 } },
      { id: 'sum', steps: [{ on: 'order.paid', sum: 'subtotal', reach: 3_000 }], grant: { points: 1_000 } },
      {
        id: 'fixed',
        order: 'fixed' as const,
        steps: [
          { on: 'order.paid', times: 1 },
          { on: 'order.paid', when: { 'event.total': { $gte: 3_000 } }, times: 1 },
        ],
        grant: { points: 10_000 },
      },
      {
        id: 'over',
        until: '2026-11-01T00:00:00Z',
        steps: [{ on: 'order.paid', sum: 'subtotal', reach: 1 }],
        grant: { points: 1 },
      },
      {
        id: 'other',
        when: { 'event.total': 7 },
        steps: [{ on: 'order.paid', sum: 'subtotal', reach: 1 }],
        grant: { points: 2 },
      },
    ];
    const story = begun({ rules: [], challenges });
    const goods = (...categories: string[]) =>
      euros(10 * categories.length, { lines: categories.map((category) => line(category, 1_000, { category })) });
    story.order('m', 'o', goods('tea') as never, { at: NOW });
    const steps = () => ['kinds', 'sum', 'fixed'].map((id) => story.at('m', NOW).challenges[id]?.steps);
    expect(steps()).toEqual([[1], [1_000], [1]]);
    amend(story, goods('tea', 'cups'));
    expect(steps()).toEqual([[2], [2_000], [1]]);
    expect(story.points('m', NOW).available).toBe(0);
    const done = amend(story, goods('tea', 'cups', 'pots'), NOW + 1);
    expect(changesOf(done, 'challenge.completed').map(({ challenge }) => challenge)).toEqual(['kinds', 'sum']);
    expect([steps(), story.points('m', NOW + 1).available]).toEqual([[[3], [3_000], [1]], 1_100]);
    story.publish(
      programOf({
        rules: [],
        challenges: [...challenges, { id: 'new', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 5 } }],
      }),
    );
    amend(story, goods('tea', 'cups', 'pots', 'mugs'), NOW + 2);
    expect(story.at('m', NOW + 2).challenges.new).toBeUndefined();
    story.audit();
  });

  test('keeps what paid for it that it leaves out, and of points without a worth what they were held for', () => {
    const story = begun({
      rules: [
        { id: 'start', on: 'a.done', earn: 500 },
        { id: 'p', on: 'order.paid', earn: { points: 1, per: 100, of: 'total' } },
      ],
      checkout: { points: 1, amount: 10, minimum: 1, step: 1 },
      payments: { earnNothing: ['points'] },
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    ask(story, { kind: 'hold', hold: 'h', points: 100, goods: 10_000 });
    const paidWith = [
      { kind: 'points', hold: 'h' },
      { kind: 'gift_card', code: 'X', amount: 500 },
    ];
    const entry = story.order('m', 'o', { total: 5_000, paidWith }, { at: NOW });
    // Points worth 10.00 paid a part of the 50.00.
    expect([awarded(entry), story.points('m', NOW).available]).toEqual([40, 440]);
    expect(awarded(amend(story, euros(60)))).toBe(10);
    expect(awarded(amend(story, euros(60, { paidWith: [] })))).toBe(10);
    story.audit();
  });
});
