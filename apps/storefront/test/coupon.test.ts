import type { CouponView, MemberView } from '@laurel/node';
import { describe, expect, test } from 'vitest';
import { priceOf } from '../src/money/price.ts';
import { checkCoupon } from '../src/orders/coupon.ts';
import { honour } from '../src/orders/honour.ts';
import { wordsOf } from '../src/text/language.ts';
import { newBrowser } from './support/browser.ts';
import { type Call, openDoor, takesAll } from './support/laurel.ts';
import { newFolder, startShop } from './support/shop.ts';

const coupon: CouponView = {
  code: 'FIVE-AB12-CD34',
  redemption: null,
  reward: 'five-off',
  name: '£5 off',
  kind: 'amount',
  give: { discount: { amount: 500 }, minimum: 1_000 },
  discount: { amount: 500 },
  left: null,
  minimum: 1_000,
  state: 'open',
  issuedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
};
const words = wordsOf('en');
const memberWith = (...coupons: CouponView[]) => ({ coupons }) as MemberView;
const check = (one: Partial<CouponView>, typed = coupon.code, goods = 2_000) =>
  checkCoupon(memberWith({ ...coupon, ...one }), typed, goods, words);

describe('a coupon', () => {
  test.each([coupon.code, 'five-ab12-cd34', ' FIVEAB12CD34 '])('is found however it is typed: %j', (typed) => {
    expect(check({}, typed)).toEqual({ coupon });
  });

  test.each<[string, Partial<CouponView>, string]>([
    ['somebody else’s', { code: 'OTHER' }, words.t.couponUnknown],
    ['cancelled', { state: 'cancelled' }, words.t.couponUnknown],
    ['used', { state: 'used' }, words.t.couponSpent],
    ['expired', { state: 'expired' }, words.t.couponExpired],
    ['for something else', { give: { event: { name: 'Tasting' } }, discount: null }, words.t.couponOther],
    ['for larger orders', { minimum: 2_001 }, words.t.couponMinimum('£20.01')],
  ])('that is %s is refused with its reason', (_, one, fault) => {
    expect(check(one)).toEqual({ fault });
  });

  test('is taken off at the checkout and named in the order', async () => {
    await using folder = await newFolder();
    const door = await openDoor((call: Call) =>
      call.path === 'members.get' ? { data: memberWith(coupon) } : takesAll(call),
    );
    await using shop = await startShop(door.url, folder.path);
    const browser = newBrowser(shop.url);
    await browser.signIn('anna');
    await browser.post('/basket/add', { sku: '22423', quantity: '1' });
    expect((await browser.post('/checkout/coupon', { code: 'nonsense' })).text).toContain('not a coupon of yours');
    const page = await browser.post('/checkout/coupon', { code: coupon.code });
    expect(page.text).toContain('£11.70');
    await browser.post('/checkout', { total: '1170' });
    expect(door.events()[0]).toMatchObject({
      data: { subtotal: 775, total: 1_170, coupons: [coupon.code], lines: [{ unitPrice: 1_275, discount: 500 }] },
    });
    await door.close();
  });
});

describe('the checkout honours', () => {
  const basket = [{ sku: '22423', quantity: 1, unitPrice: 1_275 }];
  const price = priceOf(basket);
  const given = (give: CouponView['give'], left: number | null = null) =>
    honour(price, { ...coupon, discount: null, give, left });

  test.each<[string, CouponView['give'], number | null, object]>([
    ['free postage', { shipping: 'free' }, null, { shipping: 0, total: 1_275, due: 1_275 }],
    ['a gift card, of which more is left', { giftCard: 5_000 }, 4_000, { total: 1_670, card: 1_670, due: 0 }],
    ['credit that is less than the order', { storeCredit: 500 }, 500, { total: 1_670, card: 500, due: 1_170 }],
  ])('%s', (_, give, left, expected) => {
    expect(given(give, left)).toMatchObject(expected);
  });

  test('a thing, which lies in the parcel and costs nothing', () => {
    const { lines, goods, discount, total } = given({ product: '22423' });
    expect(lines.at(-1)).toEqual({ sku: '22423', quantity: 1, unitPrice: 1_275, discount: 1_275 });
    expect([goods, discount, total]).toEqual([2_550, 1_275, price.total]);
    expect(check({ give: { product: 'nothing-of-ours' }, discount: null })).toEqual({ fault: words.t.couponOther });
  });

  test('points: held when the button is pressed, and named in the order', async () => {
    await using folder = await newFolder();
    const checkout = {
      points: 100,
      amount: 100,
      minimum: 100,
      maximum: null,
      step: 50,
      percent: 50,
      most: 900,
      worth: 900,
    };
    const member = { ...memberWith(), checkout };
    const door = await openDoor((call: Call) => {
      if (call.path === 'members.get') return { data: member };
      if (call.path === 'holds.create') return { data: { id: 'hold_1', amount: 600 } };
      return takesAll(call);
    });
    await using shop = await startShop(door.url, folder.path);
    const browser = newBrowser(shop.url);
    await browser.signIn('anna');
    await browser.post('/basket/add', { sku: '22423', quantity: '1' });
    expect((await browser.post('/checkout/points', { points: '120' })).text).not.toContain('£10.70');
    // Half of 12.75 is 6.37: at most 600 points, in steps of 50.
    expect((await browser.post('/checkout/points', { points: '900' })).text).toContain('£10.70');
    await browser.post('/checkout', { total: '1070', key: 'press' });
    expect(door.calls.find(({ path }) => path === 'holds.create')?.input).toMatchObject({
      member: 'anna',
      points: 600,
      goods: 1_275,
    });
    expect(door.events()[0]).toMatchObject({
      data: { subtotal: 675, total: 1_070, paidWith: [{ kind: 'points', hold: 'hold_1', amount: 600 }] },
    });
    await door.close();
  });
});
