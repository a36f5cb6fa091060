import type { CouponView } from '@laurel/node';
import { type Response, Router } from 'express';
import { pointsFor, pointsText } from '../laurel/points.ts';
import { checkCoupon } from '../orders/coupon.ts';
import { placeOrder, priceBasket } from '../orders/place.ts';
import { checkoutPage } from '../pages/checkout.ts';
import { field } from '../web/form.ts';
import { say, visitOf } from '../web/visit.ts';
import { changeSession, type House, PATIENCE, show } from './house.ts';

/** What is known of the coupons of a visitor: the one that is chosen and still holds, and those that could be. */
interface Coupons {
  chosen: CouponView | null;
  open: CouponView[];
  fault: string | null;
}

export function checkout(house: House): Router {
  const routes = Router();

  routes.get('/checkout', async (_request, response) => {
    const visit = visitOf(response);
    const { t } = visit.words;
    if (!visit.session?.basket.length) return response.redirect(303, '/basket');
    const [{ chosen, open, fault }, program] = await Promise.all([
      couponsOf(house, response, null),
      house.desk.program(),
    ]);
    const price = priceBasket(visit.session, chosen);
    const points = visit.shopper ? pointsFor(program, price.subtotal) : 0;
    const earns = points > 0 ? pointsText(program, visit.words, points) : null;
    show(house, response, {
      title: t.checkout,
      body: checkoutPage(visit, { price, earns, coupon: chosen, coupons: open, fault }),
    });
  });

  routes.post('/checkout/coupon', async (request, response) => {
    const code = field(request, 'code');
    const { chosen, fault } = code === '' ? { chosen: null, fault: null } : await couponsOf(house, response, code);
    await changeSession(house, response, (session) => {
      session.coupon = chosen?.code ?? null;
    });
    if (fault) say(response, fault);
    response.redirect(303, '/checkout#coupon');
  });

  routes.post('/checkout', async (request, response) => {
    const visit = visitOf(response);
    const { session, referral } = visit;
    if (!session) return response.redirect(303, '/basket');
    const { chosen, fault } = await couponsOf(house, response, null);
    // Nobody pays another amount than the one on the button.
    if (fault || String(priceBasket(session, chosen).total) !== field(request, 'total'))
      return response.redirect(303, '/checkout');
    const order = await house.store.change((draft) => placeOrder(draft, session.id, chosen, referral));
    if (!order) return response.redirect(303, '/basket');
    await house.outbox.push(PATIENCE);
    response.redirect(303, `/orders/${order.id}?thanks`);
  });

  return routes;
}

/** Looks at the coupons again whenever money depends on them. @param typed a code just typed; null: the session's */
async function couponsOf(house: House, response: Response, typed: string | null): Promise<Coupons> {
  const { shopper, session, words } = visitOf(response);
  const code = typed ?? session?.coupon ?? null;
  const { t } = words;
  if (!shopper) return { chosen: null, open: [], fault: typed === null ? null : t.couponSignIn };
  // What was just bought or ordered may have made a coupon, or used one up.
  await house.outbox.push(PATIENCE);
  const member = await house.desk.member(shopper.id, words.language);
  if (!member) return { chosen: null, open: [], fault: code === null ? null : t.couponLater };
  const { goods } = priceBasket(session, null);
  const open = member.coupons.filter((coupon) => 'coupon' in checkCoupon(member, coupon.code, goods, words));
  const check =
    code === null ? null : isOnOrder(house, code) ? { fault: t.couponSpent } : checkCoupon(member, code, goods, words);
  if (check && 'fault' in check) return { chosen: null, open, fault: check.fault };
  return { chosen: check?.coupon ?? null, open: open.filter((coupon) => !isOnOrder(house, coupon.code)), fault: null };
}

/** Whether an order that Laurel has not heard of yet uses the code. */
function isOnOrder({ store }: House, code: string): boolean {
  return store.data.outbox.some(({ order }) => order !== null && store.data.orders[order]?.coupon === code);
}
