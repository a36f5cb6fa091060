import { randomUUID } from 'node:crypto';
import type { CheckoutView, CouponView } from '@laurel/node';
import { type Response, Router } from 'express';
import { pointsFor, pointsText } from '../laurel/points.ts';
import { checkCoupon } from '../orders/coupon.ts';
import { placeOrder, priceBasket } from '../orders/place.ts';
import { checkoutPage } from '../pages/checkout.ts';
import type { Order } from '../store/data.ts';
import { field } from '../web/form.ts';
import { say, visitOf } from '../web/visit.ts';
import { changeSession, type House, PATIENCE, show } from './house.ts';

/** What is known of the coupons of a visitor: the one that is chosen and still holds, and those that could be. */
interface Coupons {
  chosen: CouponView | null;
  open: CouponView[];
  fault: string | null;
  /** The bounds of the points that may pay a part. */
  slider: CheckoutView | null;
}

export function checkout(house: House): Router {
  const routes = Router();

  routes.get('/checkout', async (_request, response) => {
    const visit = visitOf(response);
    const { t } = visit.words;
    if (!visit.session?.basket.length) return response.redirect(303, '/basket');
    const [{ chosen, open, fault, slider }, program] = await Promise.all([
      couponsOf(house, response, null),
      house.desk.program(),
    ]);
    const price = priceBasket(visit.session, chosen);
    const points = visit.shopper ? pointsFor(program, price.subtotal) : 0;
    const earns = points > 0 ? pointsText(program, visit.words, points) : null;
    show(house, response, {
      title: t.checkout,
      body: checkoutPage(visit, { price, earns, coupon: chosen, coupons: open, fault, slider, newKey: randomUUID }),
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

  routes.post('/checkout/points', async (request, response) => {
    const { slider } = await couponsOf(house, response, null);
    const asked = Number(field(request, 'points'));
    const points = slider && Number.isSafeInteger(asked) ? Math.min(asked, slider.most) : 0;
    const fits = slider && points >= slider.minimum && points % slider.step === 0;
    await changeSession(house, response, (session) => {
      session.points = fits ? { points, amount: Math.floor((points * slider.amount) / slider.points) } : null;
    });
    response.redirect(303, '/checkout#points');
  });

  routes.post('/checkout', async (request, response) => {
    const visit = visitOf(response);
    const { session, referral } = visit;
    if (!session) return response.redirect(303, '/basket');
    const { chosen, fault } = await couponsOf(house, response, null);
    // Nobody pays another amount than the one on the button.
    if (fault || String(priceBasket(session, chosen).total) !== field(request, 'total'))
      return response.redirect(303, '/checkout');
    const hold = await holdPoints(house, response, field(request, 'key'));
    if (session.points && !hold) {
      await changeSession(house, response, (draft) => {
        draft.points = null;
      });
      say(response, visit.words.t.pointsGone);
      return response.redirect(303, '/checkout#points');
    }
    const order = await house.store.change((draft) => placeOrder(draft, session.id, chosen, referral, hold));
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
  if (!shopper) return { chosen: null, open: [], fault: typed === null ? null : t.couponSignIn, slider: null };
  // What was just bought or ordered may have made a coupon, or used one up.
  await house.outbox.push(PATIENCE);
  const member = await house.desk.member(shopper.id, words.language);
  if (!member) return { chosen: null, open: [], fault: code === null ? null : t.couponLater, slider: null };
  const { goods } = priceBasket(session, null);
  const slider = sliderFor(member.checkout ?? null, goods);
  const open = member.coupons.filter((coupon) => 'coupon' in checkCoupon(member, coupon.code, goods, words));
  const check =
    code === null ? null : isOnOrder(house, code) ? { fault: t.couponSpent } : checkCoupon(member, code, goods, words);
  if (check && 'fault' in check) return { chosen: null, open, fault: check.fault, slider };
  return {
    chosen: check?.coupon ?? null,
    open: open.filter((coupon) => !isOnOrder(house, coupon.code)),
    fault: null,
    slider,
  };
}

/** The slider for goods of that value: points pay a part of them at most. */
function sliderFor(checkout: CheckoutView | null, goods: number): CheckoutView | null {
  if (!checkout) return null;
  const { points, amount, step, percent, minimum } = checkout;
  const part = Math.floor((goods * percent) / 100);
  const most = Math.min(checkout.most, Math.floor((part * points) / amount));
  const stepped = most - (most % step);
  return stepped < minimum ? null : { ...checkout, most: stepped, worth: Math.floor((stepped * amount) / points) };
}

/** Holds the points that the session wants to pay with; pressed twice, they are held once. */
async function holdPoints(
  { desk }: House,
  response: Response,
  key: string,
): Promise<{ id: string; amount: number } | null> {
  const { session, shopper } = visitOf(response);
  if (!session?.points || !shopper) return null;
  const { points, amount } = session.points;
  const { goods } = priceBasket({ ...session, points: null }, null);
  const held = await desk.hold({ key: `hold:${key || session.id}`, member: shopper.id, points, goods });
  return held && held.amount >= amount ? { id: held.id, amount } : null;
}

/** Whether an order that Laurel has not heard of yet uses the code. */
function isOnOrder({ store }: House, code: string): boolean {
  return store.data.outbox.some(({ order }) => order !== null && isOn(store.data.orders[order], code));
}

const isOn = (order: Order | undefined, code: string) => order?.coupon === code || order?.card?.code === code;
