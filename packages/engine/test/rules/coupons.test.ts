import { describe, expect, test } from 'vitest';
import { entryView } from '../../src/index.ts';
import { changesOf, DAY } from '../story.ts';
import {
  amending,
  available,
  begin,
  cancel,
  codeOf,
  type Give,
  NOW,
  redeem,
  selling,
  unuse,
  use,
  view,
} from './spending.ts';

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
