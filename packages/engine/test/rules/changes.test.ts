import { describe, expect, test } from 'vitest';
import { entryView, scoreEntry, scoreLog } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const pending = { pending: { days: 14 } };
const lines = [50, 30, 20].map((euros) => ({ sku: `of-${euros}`, quantity: 1, unitPrice: euros * 100 }));
let made = 0;

const euros = (n: number, rest: object = {}) => ({ currency: 'EUR', total: n * 100, ...rest });
const amend = (story: Story, orderId: string, data: object, when: number, amendmentId = `a${++made}`) =>
  story.fact('m', 'order.amended', { amendmentId, orderId, ...data }, { at: when });
const chargeBack = (story: Story, orderId: string, when: number, data: object = {}, id = 'm') =>
  story.fact(id, 'order.charged_back', { chargebackId: 'c', orderId, ...data }, { at: when });
const win = (story: Story, orderId: string, when: number, id = 'm') =>
  story.fact(id, 'order.chargeback_won', { chargebackId: 'c', orderId }, { at: when });

describe('an amendment, with all lines (RULES 6)', () => {
  test('downward is judged like a refund', () => {
    const story = new Story(programOf({ points: pending })).member('m', NOW);
    story.order('m', 'o', { total: 10_000, lines }, { at: NOW });
    const entry = amend(story, 'o', euros(70, { lines: [lines[0], lines[2]] }), NOW + DAY);
    expect([reversed(entry), entry.standing?.awards]).toEqual([30, [{ rule: 'purchase', points: 70 }]]);
    expect(story.points('m', NOW + 20 * DAY)).toMatchObject({ available: 70, pending: 0 });
  });

  test('upward is judged as what was added, in the original context: version, tier and campaign of its time', () => {
    const gold = { id: 'gold', from: { points: 10 }, earn: { times: 1.5 } };
    const rules = [
      { id: 'welcome', on: 'app.installed', earn: 10, pending: false as const },
      { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
    ];
    const story = new Story(programOf({ rules, points: pending, tiers: [gold] })).member('m', NOW);
    story.fact('m', 'app.installed', {}, { at: NOW });
    story.order('m', 'o', { total: 10_000 }, { at: NOW + 1 });
    story.publish(
      programOf({ tiers: [gold], rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 9, per: 100 } }] }),
    );
    const entry = amend(story, 'o', euros(140), NOW + 2 * DAY);
    expect(entry.awards).toMatchObject([
      { rule: 'purchase', points: 60, amount: 4_000, multipliers: [{ kind: 'tier', id: 'gold', times: 1.5 }] },
    ]);
    expect(entryView(entry, 'x', 'en', story.program).text).toBe(
      'Order o changed: +60 points by “purchase” (on €40.00, × 1.5 by the tier “gold”, available from 18 November 2026).',
    );
    // The return window of what was added starts with the amendment.
    expect(story.points('m', NOW + 15 * DAY)).toMatchObject({ pending: 60, available: 160 });
    expect(story.points('m', NOW + 17 * DAY)).toMatchObject({ pending: 0, available: 220 });
  });

  test('rounding is of the whole order: 19.50 € and then 20.50 € is one point more', () => {
    const story = new Story().member('m', NOW);
    expect(awarded(story.order('m', 'o', { total: 1_950 }, { at: NOW }))).toBe(19);
    expect(awarded(amend(story, 'o', { currency: 'EUR', total: 2_050 }, NOW + 1))).toBe(1);
  });

  test('points fixed per order are not given again', () => {
    const story = new Story(programOf({ rules: [{ id: 'each', on: 'order.paid', earn: 25 }] })).member('m', NOW);
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(amend(story, 'o', euros(500), NOW + 1).awards).toEqual([]);
    expect(story.points('m', NOW + 2).available).toBe(25);
  });

  test('an addition finds the cap’s room as it is now, not as it was before others took it', () => {
    const rules = [
      { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 100, per: 'day' as const } },
    ];
    const story = new Story(programOf({ rules })).member('m', NOW);
    story.order('m', 'a', { total: 6_000 }, { at: NOW });
    expect(awarded(story.order('m', 'b', { total: 3_000 }, { at: NOW + 1 }))).toBe(30);
    const entry = amend(story, 'a', euros(100), NOW + 2);
    expect(entry.awards).toMatchObject([{ points: 10, before: 40, clippedBy: { reason: 'limit', by: 30 } }]);
    expect(awarded(story.order('m', 'c', { total: 3_000 }, { at: NOW + 3 }))).toBe(0);
    expect(story.points('m', NOW + 4).available).toBe(100);
  });

  test('the order of refunds and amendments does not matter, nor does coming before the order', () => {
    const all = [
      (story: Story) => story.order('m', 'o', { total: 10_000, lines }, { at: NOW, received: NOW + 3 * DAY }),
      (story: Story) =>
        story.fact(
          'm',
          'order.refunded',
          { refundId: 'r', orderId: 'o', amount: 3_000, lines: [{ sku: 'of-30', quantity: 1 }] },
          { at: NOW + DAY, received: NOW + 3 * DAY },
        ),
      (story: Story) =>
        story.fact(
          'm',
          'order.amended',
          { amendmentId: 'x', orderId: 'o', ...euros(150, { lines: [...lines, { ...lines[0], sku: 'new' }] }) },
          { at: NOW + 2 * DAY, received: NOW + 3 * DAY },
        ),
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const story = new Story().member('m', NOW);
      for (const which of order) all[which]?.(story);
      const { orders: count, spent, available } = story.at('m', NOW + 4 * DAY);
      expect([order, count, spent, available]).toEqual([order, 1, 12_000, 120]);
    }
  });

  test('of two the one that happened last holds, whichever came first; each counts once', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    amend(story, 'o', euros(80), NOW + 2 * DAY, 'late');
    const early = story.fact(
      'm',
      'order.amended',
      { amendmentId: 'early', orderId: 'o', ...euros(200) },
      { at: NOW + DAY, received: NOW + 3 * DAY },
    );
    expect([early.reason, early.changes]).toEqual(['superseded', []]);
    const twin = new Story().member('m', NOW);
    twin.order('m', 'o', { total: 10_000 }, { at: NOW });
    amend(twin, 'o', euros(80), NOW + DAY, 'once');
    expect(isolated(() => amend(twin, 'o', euros(80), NOW + DAY, 'once'))).toContain('refund:o:');
    expect(story.points('m', NOW + 4 * DAY).available).toBe(80);
  });

  test('a cancelled order stays cancelled, one in another currency is refused', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(amend(story, 'o', { currency: 'USD', total: 1 }, NOW)).toMatchObject({
      outcome: 'refused',
      reason: 'currency_mismatch',
    });
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW + 1 });
    amend(story, 'o', euros(300), NOW + 2);
    expect(story.points('m', NOW + 3)).toMatchObject({ available: 0, owed: 0 });
  });

  test('challenges, tiers and boards follow it up and down', () => {
    const program = programOf({
      challenges: [
        { id: 'big', steps: [{ on: 'order.paid', sum: 'subtotal', reach: 15_000 }], grant: { badge: 'big' } },
      ],
      badges: [{ id: 'big' }],
      tiers: [{ id: 'gold', from: { points: 150 }, onRefund: 'now' }],
      boards: [
        { id: 'spend', score: { sum: 'spend' }, period: 'month' },
        { id: 'best', score: { best: 'points.earned' }, period: 'month' },
      ],
    });
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    amend(story, 'o', euros(160), NOW + DAY);
    expect(story.at('m', NOW + DAY)).toMatchObject({ tier: { id: 'gold' }, badges: { big: NOW + DAY }, spent: 16_000 });
    let scores = {};
    const log = story.log('m');
    log.forEach((entry, n) => {
      const scored = scoreEntry(program, scores, entry);
      scores = scored.refold ? scoreLog(program, log.slice(0, n + 1)) : scored.scores;
    });
    expect(scores).toMatchObject({ spend: { '2026-11': { n: 16_000 } }, best: { '2026-11': { n: 160 } } });
    amend(story, 'o', euros(20), NOW + 2 * DAY);
    expect(story.at('m', NOW + 2 * DAY)).toMatchObject({ tier: { id: null }, spent: 2_000, available: 20 });
  });
});

describe('a chargeback', () => {
  test('takes the order’s points back, in part or as a whole, and one that is won gives them back', () => {
    const story = new Story(programOf({ points: { expiry: { days: 40 } } })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(reversed(chargeBack(story, 'o', NOW + DAY))).toBe(100);
    expect(story.at('m', NOW + DAY)).toMatchObject({ available: 0, orders: 0, spent: 0, qualified: { earned: 0 } });
    const won = win(story, 'o', NOW + 20 * DAY);
    expect(changesOf(won, 'lot.opened')).toMatchObject([{ points: 100, expiresAt: NOW + 50 * DAY }]);
    expect(story.at('m', NOW + 20 * DAY)).toMatchObject({ available: 100, orders: 1, spent: 10_000 });
    expect(entryView(won, 'x', 'fr', story.program).text).toBe(
      'Litige sur la commande o tranché en faveur de la boutique\u00a0: restitution de 100 points.',
    );
    // It is an order like any other again.
    expect(reversed(story.refund('m', 'o', { amount: 4_000 }, { at: NOW + 21 * DAY }))).toBe(40);
  });

  test('that is won comes before or after the chargeback, and before the order', () => {
    for (const won of [0, 1, 2]) {
      const story = new Story().member('m', NOW);
      const steps = [
        () => story.order('m', 'o', { total: 10_000 }, { at: NOW }),
        () => chargeBack(story, 'o', NOW, { amount: 2_500 }),
      ];
      steps.splice(won, 0, () => win(story, 'o', NOW));
      for (const step of steps) step();
      expect([won, story.points('m', NOW).available, story.at('m', NOW).spent]).toEqual([won, 100, 10_000]);
    }
  });

  test('points that had expired before it expire again when it is won', () => {
    const story = new Story(programOf({ points: { expiry: { days: 10 } } })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const taken = chargeBack(story, 'o', NOW + 11 * DAY);
    expect(changesOf(taken, 'expiry.reversed')).toMatchObject([{ points: 100 }]);
    const won = win(story, 'o', NOW + 12 * DAY);
    expect(changesOf(won, 'lot.expired')).toMatchObject([{ points: 100 }]);
    expect(story.points('m', NOW + 12 * DAY)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
    expect(reversed(story.refund('m', 'o', { amount: 10_000 }, { at: NOW + 13 * DAY }))).toBe(100);
    expect(story.points('m', NOW + 13 * DAY).owed).toBe(0);
  });

  test('of a friend’s order may put the advocate in debt, a refund may not (RULES 25); won, the reward comes again', () => {
    const referral = { advocate: { points: 300 } };
    const rewards = [{ id: 'gift', cost: 300, give: { product: 'gift' } }];
    const told = (type: string) => {
      const story = new Story(programOf({ referral, rewards })).member('ann', NOW).member('bob', NOW);
      story.submit('bob', { kind: 'refer', referral: { advocate: 'ann', code: 'A' }, key: 'refer', body: '' }, NOW);
      story.order('bob', 'o', { total: 10_000 }, { at: NOW });
      story.deliver(NOW);
      story.submit('ann', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, NOW);
      const undone = { orderId: 'o', refundId: 'r', amount: 10_000, chargebackId: 'c' };
      const { refundId: _, amount: __, ...charged } = undone;
      story.fact('bob', type, type === 'order.refunded' ? undone : charged, { at: NOW + 1 });
      story.deliver(NOW + 1);
      return story;
    };
    expect(told('order.refunded').points('ann', NOW + 2).owed).toBe(0);
    const story = told('order.charged_back');
    expect(story.points('ann', NOW + 2).owed).toBe(300);
    win(story, 'o', NOW + 3, 'bob');
    story.deliver(NOW + 3);
    expect(story.points('ann', NOW + 4)).toMatchObject({ owed: 0, available: 0 });
    expect(story.at('ann', NOW + 4).friendCounts).toMatchObject({ rewarded: 1, undone: 0 });
  });
});

/** The key that a repeat would take a second time. */
function isolated(doing: () => unknown): string {
  try {
    doing();
  } catch (error) {
    return String((error as Error).message);
  }
  return 'nothing was refused';
}
