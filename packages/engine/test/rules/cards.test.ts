import { describe, expect, test } from 'vitest';
import { changesOf, DAY, programOf } from '../story.ts';
import { codeOf, fresh, idOf, NOW, type RewardInput, Shop, shop, why } from './shop.ts';

describe('cards', () => {
  const card = (amount = 1_000): RewardInput => ({
    id: 'card',
    cost: 10,
    give: { giftCard: amount },
    couponValid: { days: 30 },
  });
  const paid = (code: string, amount: number, more: object[] = []) => ({
    paidWith: [{ kind: 'gift_card', code, amount }, ...more],
  });
  const tell = (story: Shop, type: string, data: object, when = NOW) =>
    story.fact('m', type, { orderId: 'o', currency: 'EUR', ...data }, { at: when });
  const left = (story: Shop, code: string) => story.at('m', NOW).coupons[code]?.left;

  test('of others pay for whoever has not joined; they get it back with the order, and pay again when that stands again', () => {
    const story = new Shop(programOf({ enrol: 'explicit' })).member('m', NOW, { joined: false }) as Shop;
    story.cards.add('THEIRS');
    const order = story.order(
      'm',
      'o',
      { total: 2_000, ...paid('THEIRS', 600, [{ kind: 'points', hold: 'h' }]) },
      { at: NOW },
    );
    expect([order.kind, order.effects.map(({ kind }) => kind), order.silent]).toEqual(['fact.kept', ['charge'], []]);
    const back = tell(story, 'order.charged_back', { chargebackId: 'c' });
    expect(back.effects).toEqual([{ kind: 'uncharge', id: `uncharge:m:${back.seq}`, subject: 'order:o' }]);
    const won = tell(story, 'order.chargeback_won', { chargebackId: 'c' });
    expect(won.effects).toEqual([{ kind: 'recharge', id: `recharge:m:${won.seq}`, subject: 'order:o' }]);
    const partly = tell(story, 'order.refunded', { refundId: 'r', amount: 100 });
    expect([partly.kind, partly.effects]).toEqual(['fact.kept', []]);
    expect(tell(story, 'order.cancelled', {}).effects.map(({ kind }) => kind)).toEqual(['uncharge']);
    // One that was given back before it came is not paid with anything.
    story.fact('m', 'order.refunded', { refundId: 'r', orderId: 'p', amount: 500 }, { at: NOW });
    const late = story.order('m', 'p', { total: 500, ...paid('THEIRS', 500) }, { at: NOW });
    expect(late.effects.map(({ kind }) => kind)).toEqual(['charge', 'uncharge']);
  });

  test('that paid for somebody else’s order get it back and pay again, as far as there is anything left of them', () => {
    const story = shop([card()]);
    const code = codeOf(story.buy('card'));
    const back = (again: boolean, of = code, key?: string) =>
      story.ask({ kind: 'returnCard', code: of, subject: 'order:x', again, ...(key ? { key } : {}) });
    expect([why(back(false, 'OTHER')), why(back(true, 'OTHER'))]).toEqual(['coupon_not_yours', 'coupon_not_yours']);
    const use = (amount: number | null, subject: string | null = 'order:x', once = false) =>
      story.ask({ kind: 'use', use: fresh('u'), code, amount, subject, ...(once ? { once: true } : {}) });
    use(700);
    const again = use(700, 'order:x', true);
    expect([why(again), again.changes]).toEqual(['applied', []]);
    expect(back(true).changes).toEqual([]);
    const returned = back(false, code, '\u0001uncharge:n:5:x');
    expect([changesOf(returned, 'coupon.returned'), left(story, code)]).toEqual([
      [{ kind: 'coupon.returned', code, amount: 700, subject: 'order:x' }],
      1_000,
    ]);
    expect(back(false).changes).toEqual([]);
    use(600, null);
    expect(changesOf(back(true), 'coupon.used').map(({ amount }) => amount)).toEqual([400]);
    expect([left(story, code), why(use(1, null)), back(true).changes]).toEqual([0, 'coupon_used', []]);
    expect(returned.subjects).toEqual(['order:x']);
  });

  test('that ran out, or were cancelled, meanwhile pay for nothing again', () => {
    const story = shop([card()]);
    const bought = story.buy('card');
    const code = codeOf(bought);
    story.order('m', 'o', { total: 5_000, ...paid(code, 400) }, { at: NOW });
    tell(story, 'order.charged_back', { chargebackId: 'c' });
    expect(left(story, code)).toBe(1_000);
    const won = tell(story, 'order.chargeback_won', { chargebackId: 'c' }, NOW + 30 * DAY);
    expect(changesOf(won, 'coupon.used')).toEqual([]);
    const other = shop([card()]);
    const ids = other.buy('card');
    const two = codeOf(ids);
    other.order('m', 'o', { total: 5_000, ...paid(two, 400) }, { at: NOW });
    expect(why(other.ask({ kind: 'cancel', redemption: idOf(ids) }))).toBe('coupon_used');
    tell(other, 'order.charged_back', { chargebackId: 'c' });
    expect(why(other.ask({ kind: 'cancel', redemption: idOf(ids) }))).toBe('applied');
    expect(changesOf(tell(other, 'order.chargeback_won', { chargebackId: 'c' }), 'coupon.used')).toEqual([]);
    const cancelled = tell(other, 'order.cancelled', {});
    expect(changesOf(cancelled, 'coupon.returned')).toEqual([]);
  });

  test('pay what an amended order says of them, beside points; not what they no longer have', () => {
    const story = shop([card()], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    const code = codeOf(story.buy('card'));
    story.ask({ kind: 'hold', hold: 'h', points: 50, goods: 5_000 });
    const points = [{ kind: 'points', hold: 'h' }];
    story.order('m', 'o', { total: 5_000, ...paid(code, 400, points) }, { at: NOW });
    const amend = (data: object, when = NOW) =>
      tell(story, 'order.amended', { amendmentId: fresh('a'), total: 5_000, ...data }, when);
    amend(paid(code, 300, points));
    expect(left(story, code)).toBe(700);
    const late = amend(paid(code, 500, points), NOW + 30 * DAY);
    expect([late.silent, left(story, code)]).toEqual([[{ rule: code, reason: 'coupon_expired', of: 'coupon' }], 700]);
    amend(paid(code, 100, points), NOW + 30 * DAY);
    expect(left(story, code)).toBe(1_000);
    story.audit();
  });
});

describe('a code', () => {
  const off: RewardInput = { id: 'off', cost: 10, give: { discount: { amount: 100 } }, couponValid: { days: 30 } };
  const begun = () => {
    const story = shop([off, { id: 'card', cost: 10, give: { storeCredit: 500 } }]);
    const bought = story.buy('off');
    return { story, id: idOf(bought), code: codeOf(bought) };
  };
  const use = (story: Shop, code: string, as: string, more: object = {}, when = NOW) =>
    story.ask({ kind: 'use', use: as, code, amount: null, subject: null, ...more }, when);
  const unuse = (story: Shop, as: string, subject: string | null = null) =>
    story.ask({ kind: 'unuse', use: as, subject });
  const amend = (story: Shop, data: object) =>
    story.fact(
      'm',
      'order.amended',
      { amendmentId: fresh('a'), orderId: 'o', currency: 'EUR', total: 5_000, ...data },
      { at: NOW },
    );

  test('that the till used for an order stays used when an amendment no longer names it', () => {
    const { story, code } = begun();
    use(story, code, 'u', { subject: 'order:o' });
    story.order('m', 'o', { total: 5_000, coupons: [code, 'OTHER'] }, { at: NOW });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([]);
    expect(story.at('m', NOW).coupons[code]?.usedOn).toBe('order:o');
  });

  test('of an order that an amendment drops comes back once, and not where it went to another order or was cancelled', () => {
    const { story, code, id } = begun();
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([
      { kind: 'coupon.returned', code, subject: 'order:o' },
    ]);
    story.order('m', 'p', { total: 5_000, coupons: [code] }, { at: NOW });
    amend(story, { coupons: [code] });
    expect(changesOf(amend(story, { coupons: [] }), 'coupon.returned')).toEqual([]);
    expect(story.at('m', NOW).coupons[code]?.usedOn).toBe('order:p');
    story.fact('m', 'order.cancelled', { orderId: 'p' }, { at: NOW });
    expect(story.at('m', NOW).coupons[code]?.cancelledAt).toBe(NOW);
    expect(why(story.ask({ kind: 'cancel', redemption: id }))).toBe('already_cancelled');
    expect(why(use(story, code, 'v'))).toBe('already_cancelled');
  });

  test('is not given back to be used once what it was bought with was', () => {
    const { story, code } = begun();
    use(story, code, 'u', { subject: 'order:o' });
    story.order('m', 'o', { total: 5_000, coupons: [code] }, { at: NOW });
    expect(why(unuse(story, 'u', 'order:o'))).toBe('order_stands');
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(why(unuse(story, 'u', 'order:o'))).toBe('already_cancelled');
    expect(story.has()).toBe(1_000);
  });

  test('of credit that was touched is not cancelled, whatever of it', () => {
    const { story } = begun();
    const bought = story.buy('card');
    const cancel = () => why(story.ask({ kind: 'cancel', redemption: idOf(bought) }));
    use(story, codeOf(bought), 'u', { amount: 1 });
    expect(cancel()).toBe('coupon_used');
    expect(why(use(story, codeOf(bought), 'v', { amount: 500 }))).toBe('coupon_too_little');
    expect(why(use(story, codeOf(bought), 'v', { amount: 499 }))).toBe('applied');
    expect([why(unuse(story, 'v')), why(unuse(story, 'u')), cancel()]).toEqual(['applied', 'applied', 'applied']);
  });
});

describe('points at the checkout', () => {
  test('of which several are worth a cent are as many as the worth takes, and no more', () => {
    const story = shop([], { checkout: { points: 3, amount: 1, minimum: 1, step: 1, percent: 50 } });
    const hold = (points: number, goods: number) => why(story.ask({ kind: 'hold', hold: fresh('h'), points, goods }));
    // Half of 0.10 is 0.05, which fifteen points are worth: nobody puts down two more that are worth nothing.
    expect([hold(16, 10), hold(15, 10), hold(14, 10)]).toEqual(['hold_out_of_bounds', 'applied', 'applied']);
    const held = story.log('m').flatMap((entry) => changesOf(entry, 'held'));
    expect(held.map(({ points, amount }) => [points, amount])).toEqual([
      [15, 5],
      [14, 4],
    ]);
  });

  test('that paid for goods which cost nothing else come back by the piece; without lines, with the last of it', () => {
    const paidWith = [{ kind: 'points', hold: 'h' }];
    const story = shop([], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 100 });
    const lines = [
      { sku: 'a', quantity: 3, unitPrice: 25, discount: 75 },
      { sku: 'b', quantity: 1, unitPrice: 25, discount: 25 },
    ];
    story.order('m', 'o', { total: 0, lines, paidWith }, { at: NOW });
    expect(story.has()).toBe(900);
    const back = (sku: string, quantity: number) => {
      story.refund('m', 'o', { amount: 0, lines: [{ sku, quantity }] }, { at: NOW });
      return story.has();
    };
    expect([back('a', 1), back('b', 1), back('a', 1), back('a', 1)]).toEqual([925, 950, 975, 1_000]);
    story.ask({ kind: 'hold', hold: 'i', points: 100, goods: 100 });
    story.order('m', 'p', { total: 0, paidWith: [{ kind: 'points', hold: 'i' }] }, { at: NOW });
    story.refund('m', 'p', { amount: 0 }, { at: NOW });
    expect(story.has()).toBe(900);
    story.fact('m', 'order.cancelled', { orderId: 'p' }, { at: NOW });
    expect(story.has()).toBe(1_000);
  });

  test('of two holds pay again, each its own, when a chargeback is won; and come back once more', () => {
    const story = shop([], { checkout: { points: 1, amount: 1, minimum: 1, step: 1 } });
    for (const [hold, points] of [
      ['h', 100],
      ['i', 50],
    ] as const)
      story.ask({ kind: 'hold', hold, points, goods: 1_000 });
    const paidWith = ['h', 'i'].map((hold) => ({ kind: 'points', hold }));
    story.order('m', 'o', { total: 1_000, paidWith }, { at: NOW });
    const tell = (type: string, data: object) => {
      story.fact('m', type, { orderId: 'o', ...data }, { at: NOW });
      return story.has();
    };
    expect(story.has()).toBe(850);
    expect(tell('order.refunded', { refundId: 'r', amount: 500, points: 60 })).toBe(910);
    expect(tell('order.charged_back', { chargebackId: 'c' })).toBe(1_000);
    expect(tell('order.chargeback_won', { chargebackId: 'c' })).toBe(910);
    expect(tell('order.refunded', { refundId: 's', amount: 100, points: 20 })).toBe(930);
    expect(tell('order.refunded', { refundId: 't', amount: 100, points: 999 })).toBe(1_000);
    expect(tell('order.cancelled', {})).toBe(1_000);
    story.audit();
  });

  test('of a log that was merged come back to the lot that they became', () => {
    const story = shop([], {
      checkout: { points: 1, amount: 1, minimum: 1, step: 1 },
      points: { expiry: { days: 90 } },
    });
    story.member('n', NOW);
    story.fact('n', 'a.done', {}, { at: NOW - DAY });
    story.ask({ kind: 'hold', hold: 'h', points: 100, goods: 1_000 }, NOW, 'n');
    story.order('n', 'o', { total: 1_000, paidWith: [{ kind: 'points', hold: 'h' }] }, { at: NOW });
    story.merge('n', 'm', NOW);
    expect(story.has()).toBe(1_900);
    const back = story.fact('m', 'order.refunded', { refundId: 'r', orderId: 'o', amount: 500 }, { at: NOW });
    const [returned] = changesOf(back, 'lot.returned');
    expect([returned?.points, story.at('m', NOW).lots.find(({ id }) => id === returned?.into)?.points]).toEqual([
      50, 950,
    ]);
    story.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect([story.has(), story.at('m', NOW).lots.map(({ points }) => points)]).toEqual([2_000, [1_000, 1_000]]);
    story.audit();
  });
});
