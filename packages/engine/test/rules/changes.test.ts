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

  test('points that move from one rule to another are told as that, and not as a cap', () => {
    const earn = (points: number) => ({ points, per: 100, of: 'lines' as const });
    const rules = [
      { id: 'shoes', on: 'order.paid', lines: { category: 'shoes' }, earn: earn(1) },
      { id: 'hats', on: 'order.paid', lines: { category: 'hats' }, earn: earn(2) },
    ];
    const goods = (shoes: number, hats: number) => ({
      total: shoes + hats,
      lines: [
        { sku: 's', category: 'shoes', quantity: 1, unitPrice: shoes },
        { sku: 'h', category: 'hats', quantity: 1, unitPrice: hats },
      ],
    });
    const story = new Story(programOf({ rules })).member('m', NOW);
    story.order('m', 'o', goods(8_000, 2_000), { at: NOW });
    const entry = amend(story, 'o', { currency: 'EUR', ...goods(2_000, 12_000) }, NOW + 1);
    expect(entry.awards).toMatchObject([
      { rule: 'hats', points: 140, before: 200, clippedBy: { reason: 'rest_of_order', by: 60 } },
    ]);
    expect(story.points('m', NOW + 2).available).toBe(260);
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

describe('an amendment and what all members share', () => {
  const paid = { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 } };
  const shared = (extra: object, rule: object = {}) => {
    const story = new Story(programOf({ rules: [{ ...paid, ...rule }], ...extra })).member('m', NOW).member('n', NOW);
    return story;
  };

  test('upward takes from the budget what is left, to the point, and says so; a refund frees it again', () => {
    for (const of of [{ budget: 150 }, {}]) {
      const story = shared(of, 'budget' in of ? {} : { budget: 150 });
      expect(awarded(story.order('m', 'o', { total: 10_000 }, { at: NOW }))).toBe(100);
      expect(awarded(story.order('n', 'n', { total: 2_000 }, { at: NOW }))).toBe(20);
      const entry = amend(story, 'o', euros(200), NOW + 1);
      expect(entry.awards).toMatchObject([{ points: 30, before: 100, clippedBy: { reason: 'budget', by: 70 } }]);
      expect([...story.left.values()]).toEqual([0]);
      // Judged again with the room that it has now: 130 of the 180 that remain, then of 110.
      expect(reversed(story.refund('m', 'o', { amount: 2_000 }, { at: NOW + 2 }))).toBe(0);
      expect(reversed(story.refund('m', 'o', { amount: 7_000 }, { at: NOW + 3 }))).toBe(20);
      expect([...story.left.values()]).toEqual([20]);
      expect(awarded(story.order('n', 'n2', { total: 9_000 }, { at: NOW + 4 }))).toBe(20);
      expect(reversed(story.refund('m', 'o', { amount: 11_000 }, { at: NOW + 5 }))).toBe(110);
      expect([...story.left.values()]).toEqual([110]);
      expect(story.points('m', NOW + 6)).toMatchObject({ available: 0, owed: 0 });
    }
  });

  test('of a campaign’s budget only what the campaign adds is taken, for each rule that it touches', () => {
    const campaign = { id: 'double', from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z', earn: { times: 2 } };
    const rules = [paid, { ...paid, id: 'q' }];
    const story = new Story(programOf({ rules, campaigns: [{ ...campaign, budget: 70 }] })).member('m', NOW);
    expect(awarded(story.order('m', 'o', { total: 1_000 }, { at: NOW }))).toBe(40);
    // 20 of 70 are gone. 40 more, twice: 20 each would come from the campaign, 40 in all.
    expect(awarded(amend(story, 'o', euros(30), NOW + 1))).toBe(80);
    expect([...story.left.values()]).toEqual([10]);
    // 10 more, twice, and of the campaign's 20 there are 10.
    expect(amend(story, 'o', euros(40), NOW + 2).awards.map(({ points }) => points)).toEqual([20, 10]);
    expect([...story.left.values()]).toEqual([0]);
    expect(story.points('m', NOW + 3).available).toBe(150);
    // 80 and 70 with the room that there was; half of it is 40 and 40.
    expect(reversed(story.refund('m', 'o', { amount: 2_000 }, { at: NOW + 3 }))).toBe(70);
    expect([...story.left.values()]).toEqual([30]);
  });

  test('what a limit that all share counts in times is taken once for an order', () => {
    const rule = { limit: { times: 1, per: 'ever' as const, shared: true } };
    const story = shared({}, rule);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(awarded(amend(story, 'o', euros(150), NOW + 1))).toBe(50);
    story.order('n', 'n', { total: 50 }, { at: NOW });
    expect(awarded(story.order('n', 'n2', { total: 10_000 }, { at: NOW + 2 }))).toBe(0);
    expect(story.points('m', NOW + 3).available).toBe(150);
  });

  test('what was clipped when the order came is not topped up, whatever is free since (RULES 15)', () => {
    const story = shared({}, { limit: { points: 100, per: 'day' as const } });
    story.order('m', 'other', { total: 7_000 }, { at: NOW });
    expect(awarded(story.order('m', 'o', { total: 10_000 }, { at: NOW + 1 }))).toBe(30);
    story.refund('m', 'other', { amount: 7_000 }, { at: NOW + 2 });
    expect(awarded(amend(story, 'o', euros(120), NOW + 3))).toBe(20);
    // A refund judges with the room that it has since.
    expect(reversed(story.refund('m', 'o', { amount: 6_000 }, { at: NOW + 4 }))).toBe(0);
    expect(reversed(story.refund('m', 'o', { amount: 3_000 }, { at: NOW + 5 }))).toBe(20);
    expect(awarded(story.order('m', 'more', { total: 10_000 }, { at: NOW + 6 }))).toBe(70);
  });

  test('a rule that fires only since the amendment finds room and a cooldown like any fact', () => {
    const big = { id: 'big', on: 'order.paid', earn: 50, when: { 'event.total': { $gte: 10_000 } } };
    const once = shared({ rules: [{ ...big, limit: { times: 1, per: 'month' } }] });
    once.order('m', 'o', { total: 5_000 }, { at: NOW });
    once.order('m', 'p', { total: 5_000 }, { at: NOW + 1 });
    expect(awarded(amend(once, 'o', euros(100), NOW + 2))).toBe(50);
    expect(awarded(amend(once, 'p', euros(100), NOW + 3))).toBe(0);
    expect(reversed(once.refund('m', 'o', { amount: 100 }, { at: NOW + 4 }))).toBe(50);
    expect(awarded(once.order('m', 'q', { total: 10_000 }, { at: NOW + 5 }))).toBe(50);
    const slow = shared({ rules: [{ ...big, cooldown: { hours: 2 } }] });
    slow.order('m', 'o', { total: 5_000 }, { at: NOW });
    expect(awarded(amend(slow, 'o', euros(100), NOW + 2))).toBe(50);
    expect(awarded(slow.order('m', 'q', { total: 10_000 }, { at: NOW + 3_600_000 }))).toBe(0);
    expect(awarded(amend(slow, 'o', euros(300), NOW + 3))).toBe(0);
    expect(awarded(slow.order('m', 'r', { total: 10_000 }, { at: NOW + 7_200_000 }))).toBe(50);
  });

  test('another rule of an exclusive group takes over the room that the first one had', () => {
    const group = { exclusive: 'g', on: 'order.paid' };
    const rules = [
      { ...group, id: 'small', earn: { points: 1, per: 100 } },
      { ...group, id: 'large', earn: { points: 2, per: 100 }, when: { 'event.total': { $gte: 10_000 } } },
    ];
    const story = shared({ rules, limit: { points: 210, per: 'day' } });
    expect(awarded(story.order('m', 'o', { total: 9_000 }, { at: NOW }))).toBe(90);
    const entry = amend(story, 'o', euros(110), NOW + 1);
    expect(entry.standing?.awards).toMatchObject([{ rule: 'large', points: 210 }]);
    expect(story.points('m', NOW + 2).available).toBe(210);
    expect(reversed(story.refund('m', 'o', { amount: 500 }, { at: NOW + 3 }))).toBe(0);
    expect(reversed(story.refund('m', 'o', { amount: 600 }, { at: NOW + 4 }))).toBe(111);
    // The one keeps what it came to before the order was too small for the other.
    expect(story.points('m', NOW + 5).available).toBe(99);
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
