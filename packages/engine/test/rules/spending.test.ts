import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { changesAt, type Entry, entryView, memberView } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const MINUTE = 60_000;
const rules = [
  { id: 'short', on: 'a.done', earn: 50, expiry: { days: 20 } },
  { id: 'long', on: 'b.done', earn: 50, expiry: { days: 90 } },
  { id: 'ever', on: 'c.done', earn: 900 },
];
const causes = [{ id: 'sea', name: 'Sea rescue' }];
const badges = [{ id: 'friend', name: 'Friend' }];
type Give = NonNullable<ProgramInput['rewards']>[number]['give'];

const begin = (input: Partial<ProgramInput> = {}) => {
  const story = new Story(programOf({ rules, causes, badges, ...input })).member('m', NOW);
  for (const type of ['c.done', 'b.done', 'a.done']) story.fact('m', type, {}, { at: NOW });
  return story;
};
const selling = (give: Give, rest: object = {}) => begin({ rewards: [{ id: 'it', cost: 70, give, ...rest }] });
const redeem = (story: Story, when = NOW, id = 'r') =>
  story.submit('m', { kind: 'redeem', redemption: id, reward: 'it', key: id, body: '' }, when);
const cancel = (story: Story, when = NOW, id = 'r', key = `x${id}`) =>
  story.submit('m', { kind: 'cancel', redemption: id, key, body: '' }, when);
const codeOf = (entry: Entry) => changesOf(entry, 'coupon.issued')[0]?.coupon.code ?? '';
const use = (
  story: Story,
  code: string,
  key: string,
  { amount = null, subject = null }: { amount?: number | null; subject?: string | null } = {},
  when = NOW,
) => story.submit('m', { kind: 'use', use: key, code, amount, subject, key, body: '' }, when);
const unuse = (story: Story, id: string, subject: string | null = null) =>
  story.submit('m', { kind: 'unuse', use: id, subject, key: `un${id}`, body: '' }, NOW);
const available = (story: Story, when = NOW) => story.points('m', when).available;
const view = (story: Story, when = NOW, stockLeft: Record<string, number | null> = {}) =>
  memberView(
    story.program,
    story.at('m', when),
    { externalId: 'm', alias: 'M', onBoards: true, stockLeft, referralCode: null, attributes: {} } as never,
    when,
    'en',
  );

/** Amends the order `o` of 50.00, by an id and with what else it says. */
const amending = (story: Story) => (id: string, data: object) =>
  story.fact(
    'm',
    'order.amended',
    { amendmentId: id, orderId: 'o', currency: 'EUR', total: 5_000, ...data },
    { at: NOW },
  );

describe('a reward gives what it says', () => {
  test.each<[string, Give, object]>([
    ['amount', { discount: { amount: 500 }, minimum: 2_000 }, { amount: 500 }],
    ['percent', { discount: { percent: 10 } }, { percent: 10 }],
    ['product', { product: 'mug' }, { product: 'mug' }],
    ['shipping', { shipping: 'free' }, { shipping: 'free' }],
    ['sample', { sample: 'tiny-mug' }, { sample: 'tiny-mug' }],
    ['gift_card', { giftCard: 2_500 }, { giftCard: 2_500 }],
    ['store_credit', { storeCredit: 2_500 }, { storeCredit: 2_500 }],
    ['event', { event: { name: 'Tasting', at: '2026-12-01T18:00:00Z' } }, { event: { name: 'Tasting' } }],
  ])('%s: as a code of that kind', (kind, give, fact) => {
    const story = selling(give);
    const entry = redeem(story);
    expect(changesOf(entry, 'coupon.issued')[0]?.coupon.give).toMatchObject(fact);
    const [coupon] = view(story).coupons;
    expect(coupon).toMatchObject({ kind, state: 'open', code: codeOf(entry) });
    expect(coupon?.give).toMatchObject('discount' in give ? { discount: give.discount } : give);
    expect(coupon?.minimum).toBe('minimum' in give ? give.minimum : null);
  });

  test('access: a right that is told, ends at its instant, is prolonged, and is withdrawn with its redemption', () => {
    const story = selling({ access: 'presale', lasts: { days: 2 } });
    expect(changesOf(redeem(story), 'coupon.issued')).toEqual([]);
    const iso = (when: number) => new Date(when).toISOString();
    expect(view(story).entitlements).toEqual([{ id: 'presale', since: iso(NOW), until: iso(NOW + 2 * DAY) }]);
    expect(changesAt(story.program, story.at('m', NOW + DAY))).toBe(NOW + 2 * DAY);
    expect(view(story, NOW + 2 * DAY).entitlements).toEqual([]);
    redeem(story, NOW + DAY, 'again');
    expect(view(story, NOW + 3 * DAY).entitlements[0]?.until).toBe(iso(NOW + 4 * DAY));
    cancel(story, NOW + DAY, 'again');
    expect(view(story, NOW + DAY).entitlements[0]?.until).toBe(iso(NOW + 2 * DAY));
    cancel(story, NOW + DAY);
    expect(view(story, NOW + DAY).entitlements).toEqual([]);
    expect(available(story, NOW + DAY)).toBe(1_000);
  });

  test('what is for ever is bought once', () => {
    for (const give of [{ access: 'club' }, { badge: 'friend' }] as const) {
      const story = selling(give);
      redeem(story);
      expect(redeem(story, NOW, 'r2')).toMatchObject({ outcome: 'refused', reason: 'already_yours' });
      cancel(story);
      expect(redeem(story, NOW, 'r3')).toMatchObject({ outcome: 'applied' });
    }
  });

  test('a badge is granted, and withdrawn with its redemption', () => {
    const story = selling({ badge: 'friend' });
    redeem(story);
    expect(view(story).badges.map(({ id }) => id)).toEqual(['friend']);
    cancel(story);
    expect(view(story).badges).toEqual([]);
  });

  test.each<[Give, 'money' | 'trees', number]>([
    [{ donation: 250, cause: 'sea' }, 'money', 250],
    [{ trees: 2, cause: 'sea' }, 'trees', 2],
  ])('%j: the cause gets it, and gives it back', (give, unit, n) => {
    const story = selling(give);
    expect(changesOf(redeem(story), 'gave')).toEqual([{ kind: 'gave', cause: 'sea', unit, n, redemption: 'r' }]);
    expect(changesOf(cancel(story), 'gave')).toEqual([{ kind: 'gave', cause: 'sea', unit, n: -n, redemption: 'r' }]);
  });
});

describe('a code of the shop’s own webhook', () => {
  const asking = () => selling({ product: 'x' }, { codes: { webhook: 'https://shop.example/codes' } });
  const deliver = (story: Story) =>
    story.submit('m', { kind: 'deliver', redemption: 'r', expiresAt: null, key: 'd', body: '' }, NOW);

  test('is asked for once the entry stands, and comes later', () => {
    const story = asking();
    const entry = redeem(story);
    expect(entry.effects).toMatchObject([{ kind: 'code', redemption: 'r', url: 'https://shop.example/codes' }]);
    expect(view(story).coupons).toEqual([]);
    const code = codeOf(deliver(story));
    expect(view(story).coupons).toMatchObject([{ code, redemption: 'r', state: 'open' }]);
  });

  test('comes too late for what was cancelled, and what never came gives the points back', () => {
    const cancelled = asking();
    redeem(cancelled);
    cancel(cancelled);
    expect(deliver(cancelled)).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    expect(view(cancelled).coupons).toEqual([]);
    const failed = asking();
    redeem(failed);
    const given = failed.submit('m', { kind: 'cancel', redemption: 'r', undelivered: true, key: 'u', body: '' }, NOW);
    expect(given).toMatchObject({ outcome: 'applied', reason: 'code_not_delivered' });
    expect(available(failed)).toBe(1_000);
  });
});

describe('why a reward cannot be had', () => {
  const reasonOf = (story: Story, when = NOW, left: Record<string, number | null> = {}) =>
    view(story, when, left).rewards[0];

  test.each<[string, object, object]>([
    ['not_yet', { from: '2026-12-01T00:00:00Z' }, { from: '2026-12-01T00:00:00.000Z' }],
    ['no_longer', { until: '2026-11-01T00:00:00Z' }, { until: '2026-11-01T00:00:00.000Z' }],
    ['tier_too_low', { when: { 'member.tier': { $in: ['gold', 'black'] } } }, { tier: { id: 'gold', name: 'Gold' } }],
    // Noon in London is one o’clock in Paris, on a Monday.
    ['outside_hours', { when: { 'time.hour': { $gte: 18 } } }, {}],
    ['not_enough_points', { cost: 1_250 }, { missing: 250 }],
  ])('%s', (reason, rest, more) => {
    const tiers = [
      { id: 'gold', name: 'Gold', from: { points: 5_000 } },
      { id: 'black', from: { points: 9_000 } },
    ];
    const story = begin({ tiers, rewards: [{ id: 'it', cost: 70, give: { product: 'x' }, ...rest }] });
    expect(reasonOf(story)).toMatchObject({ available: false, reason, ...more });
    expect(redeem(story)).toMatchObject({ outcome: 'refused', reason });
  });

  test('a segment gates as any condition does', () => {
    const segments = [{ id: 'buyers', when: { 'member.orders': { $gte: 1 } } }];
    const when = { 'member.segments': 'buyers' };
    const story = begin({ segments, rewards: [{ id: 'it', cost: 70, give: { product: 'x' }, when }] });
    expect(reasonOf(story)).toBeUndefined();
    expect(redeem(story)).toMatchObject({ outcome: 'refused', reason: 'reward_unavailable' });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(redeem(story, NOW, 'r2')).toMatchObject({ outcome: 'applied' });
  });

  test('sold out, limit reached and until when, and what is secret is not told at all', () => {
    expect(reasonOf(selling({ product: 'x' }, { stock: 3 }), NOW, { it: 0 })).toMatchObject({
      reason: 'out_of_stock',
      left: 0,
    });
    const limited = selling({ product: 'x' }, { limit: { times: 2, per: 'month' } });
    redeem(limited);
    expect(reasonOf(limited)).toMatchObject({
      available: true,
      reason: null,
      limit: { left: 1, until: '2026-11-30T23:00:00.000Z' },
    });
    redeem(limited, NOW, 'r2');
    expect(reasonOf(limited)).toMatchObject({ available: false, reason: 'limit', limit: { left: 0 } });
    expect(reasonOf(selling({ product: 'x' }, { when: { 'member.attributes.staff': true } }))).toBeUndefined();
  });
});

describe('RULES 21: gift cards and credit are used in parts, every other code once', () => {
  test.each<[string, Give]>([
    ['a gift card', { giftCard: 1_000 }],
    ['credit', { storeCredit: 1_000 }],
  ])('%s keeps what is left, takes no more than that, and takes a use back once', (_, give) => {
    const story = selling(give);
    const code = codeOf(redeem(story));
    const left = () => view(story).coupons[0]?.left;
    use(story, code, 'u1', { amount: 300 });
    expect(left()).toBe(700);
    use(story, code, 'u1', { amount: 300 });
    expect(left()).toBe(700);
    expect(use(story, code, 'u2', { amount: 701 })).toMatchObject({ outcome: 'refused', reason: 'coupon_too_little' });
    expect(cancel(story)).toMatchObject({ outcome: 'refused', reason: 'coupon_used' });
    unuse(story, 'u1');
    expect(left()).toBe(1_000);
    expect(story.submit('m', { kind: 'unuse', use: 'u1', subject: null, key: 'other', body: '' }, NOW)).toMatchObject({
      reason: 'already_cancelled',
    });
    use(story, code, 'u3');
    expect(view(story).coupons[0]).toMatchObject({ left: 0, state: 'used' });
    expect(use(story, code, 'u4', { amount: 1 })).toMatchObject({ reason: 'coupon_used' });
  });

  test('a code is used once, at the till or on an order, and not after it ran out', () => {
    const story = selling({ discount: { amount: 500 } }, { couponValid: { days: 10 } });
    const code = codeOf(redeem(story));
    use(story, code, 'u1');
    expect(use(story, code, 'u2')).toMatchObject({ outcome: 'refused', reason: 'coupon_used' });
    unuse(story, 'u1');
    expect(use(story, code, 'u3', {}, NOW + 10 * DAY)).toMatchObject({ reason: 'coupon_expired' });
    expect(use(story, 'NOBODYS', 'u5')).toMatchObject({ reason: 'coupon_not_yours' });
  });

  test('a card that paid for an order pays once, and has it back when nothing of the order remains', () => {
    const story = selling({ giftCard: 1_000 });
    const code = codeOf(redeem(story));
    const paidWith = [{ kind: 'gift_card', code, amount: 400 }];
    use(story, code, 'u1', { amount: 400, subject: 'order:o' });
    story.order('m', 'o', { total: 5_000, paidWith }, { at: NOW });
    expect(view(story).coupons[0]?.left).toBe(600);
    story.order('m', 'p', { total: 5_000, paidWith }, { at: NOW });
    expect(view(story).coupons[0]?.left).toBe(200);
    expect(story.order('m', 'q', { total: 5_000, paidWith }, { at: NOW }).silent).toContainEqual({
      rule: code,
      reason: 'coupon_too_little',
      of: 'coupon',
    });
    story.refund('m', 'p', { amount: 2_000 }, { at: NOW });
    expect(view(story).coupons[0]?.left).toBe(200);
    story.refund('m', 'p', { amount: 3_000 }, { at: NOW });
    expect(view(story).coupons[0]?.left).toBe(600);
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(view(story).coupons[0]?.left).toBe(1_000);
    // The till that takes back what came back with the order gets it no second time.
    expect(unuse(story, 'u1', 'order:o')).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    expect(view(story).coupons[0]?.left).toBe(1_000);
  });

  test.each<[string, Give, object, number | undefined]>([
    ['reaches it', { discount: { amount: 500 }, minimum: 5_000 }, { total: 5_000 }, undefined],
    [
      'may have reached it before 5.00 came off',
      { discount: { amount: 500 }, minimum: 5_000 },
      { total: 4_500 },
      undefined,
    ],
    ['cannot have', { discount: { amount: 500 }, minimum: 5_000 }, { total: 4_499 }, 5_000],
    ['may have before 10 % came off', { discount: { percent: 10 }, minimum: 5_000 }, { total: 4_500 }, undefined],
    ['cannot have before 10 % came off', { discount: { percent: 10 }, minimum: 5_000 }, { total: 4_499 }, 5_000],
    [
      'does, and delivery is no part of it',
      { shipping: 'free', minimum: 5_000 },
      { total: 5_400, subtotal: 4_900, shipping: 500 },
      5_000,
    ],
    ['asks for none', { discount: { amount: 500 } }, { total: 100 }, undefined],
  ])('an order with a code uses it, and says so where it is below its minimum: %s', (_, give, data, below) => {
    const story = selling(give);
    const code = codeOf(redeem(story));
    const entry = story.order('m', 'o', { ...data, coupons: [code] } as never, { at: NOW });
    expect(changesOf(entry, 'coupon.used').map((used) => used.below)).toEqual([below]);
    expect(view(story).coupons).toMatchObject([{ code, state: 'used' }]);
    const text = (locale: string) => entryView(entry, 'e', locale, story.program).text;
    expect(text('en').includes('below its minimum of €50.00')).toBe(below !== undefined);
    expect(text('fr').includes('n’atteigne pas son minimum de 50,00')).toBe(below !== undefined);
    // A code that was used with an order below its minimum does not come back: its discount was had.
    story.refund('m', 'o', { amount: 1 }, { at: NOW + 1 });
    expect(story.at('m', NOW + 1).coupons[code]).toMatchObject({ usedOn: 'order:o', cancelledAt: null });
  });

  test('two codes and points that took an order below a minimum together do so for neither', () => {
    const story = selling({ discount: { percent: 50 }, minimum: 5_000 }, { limit: { times: 2, per: 'ever' } });
    const codes = ['a', 'b'].map((id) => codeOf(redeem(story, NOW, id)));
    const paid = story.order(
      'm',
      'o',
      { total: 1_000, coupons: codes, paidWith: [{ kind: 'points', hold: 'h', amount: 250 }] } as never,
      { at: NOW },
    );
    expect(changesOf(paid, 'coupon.used').map((used) => used.below)).toEqual([undefined, undefined]);
  });

  test('the till that says what the goods come to is refused below the minimum, and the code stays good', () => {
    const story = selling({ discount: { amount: 500 }, minimum: 5_000 });
    const code = codeOf(redeem(story));
    expect(use(story, code, 'low', { amount: 4_999 })).toMatchObject({ outcome: 'refused', reason: 'below_minimum' });
    expect(use(story, code, 'high', { amount: 5_000 })).toMatchObject({ outcome: 'applied' });
  });

  test('an amended order that no longer names a code gives it back to be used, and its points only when it is cancelled', () => {
    const story = selling({ discount: { amount: 500 } });
    const code = codeOf(redeem(story));
    const amend = amending(story);
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    amend('silent', {});
    expect(story.at('m', NOW).coupons[code]).toMatchObject({ usedOn: 'order:o' });
    amend('dropped', { coupons: [] });
    expect(story.at('m', NOW).coupons[code]).toMatchObject({ usedOn: null, cancelledAt: null });
    expect(available(story)).toBe(930);
    amend('named', { coupons: [code] });
    expect(story.at('m', NOW).coupons[code]).toMatchObject({ usedOn: 'order:o' });
    amend('dropped again', { coupons: [] });
    expect(cancel(story)).toMatchObject({ outcome: 'applied' });
    expect(available(story)).toBe(1_000);
    story.audit();
  });

  test('an amended order takes as much more off a card as it says, or gives back what it no longer pays', () => {
    const story = selling({ giftCard: 3_000 });
    const code = codeOf(redeem(story));
    const left = () => story.at('m', NOW).coupons[code]?.left;
    const pay = (amount: number) => ({ paidWith: [{ kind: 'gift_card', code, amount }] });
    const amend = amending(story);
    story.order('m', 'o', { total: 5_000, ...pay(1_000) }, { at: NOW });
    const lefts = [{}, pay(400), pay(2_500), pay(9_000), { paidWith: [] }].map((data, n) => {
      const { silent } = amend(`a${n}`, data);
      return [left(), silent.find(({ rule }) => rule === code)?.reason];
    });
    expect(lefts).toEqual([
      [2_000, undefined],
      [2_600, undefined],
      [500, undefined],
      [500, 'coupon_too_little'],
      [3_000, undefined],
    ]);
    story.audit();
  });

  test('a chargeback gives a card back what it paid, and one that is won takes that again, as far as it is there', () => {
    const story = selling({ giftCard: 1_000 });
    const code = codeOf(redeem(story));
    const left = () => view(story).coupons[0]?.left;
    const dispute = (type: string) => story.fact('m', type, { chargebackId: 'c', orderId: 'o' }, { at: NOW });
    story.order('m', 'o', { total: 5_000, paidWith: [{ kind: 'gift_card', code, amount: 400 }] }, { at: NOW });
    dispute('order.charged_back');
    expect(left()).toBe(1_000);
    use(story, code, 'u1', { amount: 700 });
    dispute('order.chargeback_won');
    expect(left()).toBe(0);
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(left()).toBe(300);
  });
});

describe('RULES 20: what turns back into points', () => {
  test('a code that the till used for an order does not while the order stands', () => {
    const story = selling({ discount: { amount: 500 } });
    const code = codeOf(redeem(story));
    use(story, code, 'u1', { subject: 'order:o' });
    const paid = story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(paid.silent.filter(({ of }) => of === 'coupon')).toEqual([]);
    expect(unuse(story, 'u1', 'order:o')).toMatchObject({ outcome: 'refused', reason: 'order_stands' });
    expect(cancel(story)).toMatchObject({ outcome: 'refused', reason: 'coupon_used' });
    story.refund('m', 'o', { amount: 4_000 }, { at: NOW });
    expect(available(story)).toBe(930);
    story.refund('m', 'o', { amount: 1_000 }, { at: NOW });
    expect(available(story)).toBe(1_000);
    expect(view(story).coupons[0]?.state).toBe('cancelled');
  });

  test('an order that was given back before it came gives the points back at once', () => {
    const story = selling({ discount: { amount: 500 } });
    const code = codeOf(redeem(story));
    story.refund('m', 'o', { amount: 5_000 }, { at: NOW });
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(available(story)).toBe(1_000);
  });
});

describe('RULES 19: days of grace, once per lot', () => {
  test('whatever part of the lot comes back later shares them', () => {
    const story = begin({ rewards: [{ id: 'it', cost: 25, give: { product: 'x' } }] });
    redeem(story, NOW, 'r');
    redeem(story, NOW, 's');
    cancel(story, NOW + 19 * DAY, 'r');
    expect(available(story, NOW + 48 * DAY)).toBe(975);
    const late = cancel(story, NOW + 40 * DAY, 's');
    expect(changesOf(late, 'lot.restored')).toMatchObject([{ points: 25, expiresAt: NOW + 49 * DAY, graced: true }]);
    expect(available(story, NOW + 49 * DAY)).toBe(950);
  });
});

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
