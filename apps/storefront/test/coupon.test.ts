import type { CouponView, MemberView } from '@laurel/node';
import { describe, expect, test } from 'vitest';
import { checkCoupon } from '../src/orders/coupon.ts';
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
    ['no discount', { discount: null }, words.t.couponOther],
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
