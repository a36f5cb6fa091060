import { type Response, Router } from 'express';
import { giveBack } from '../orders/give-back.ts';
import { orderPage } from '../pages/order.ts';
import type { Order } from '../store/data.ts';
import { field, whole } from '../web/form.ts';
import { say, visitOf } from '../web/visit.ts';
import { type House, PATIENCE, show } from './house.ts';

/** An order, for whoever placed it. Somebody else's is not there. */
function ownOrder({ store }: House, response: Response, id: string): Order | null {
  const order = Object.hasOwn(store.data.orders, id) ? store.data.orders[id] : undefined;
  const { shopper, session } = visitOf(response);
  if (!order) return null;
  const own = order.shopper === null ? order.session === session?.id : order.shopper === shopper?.id;
  return own ? order : null;
}

export function orders(house: House): Router {
  const routes = Router();

  routes.get('/orders/:id', async (request, response, next) => {
    const order = ownOrder(house, response, request.params.id);
    if (!order) return next();
    const visit = visitOf(response);
    const program = await house.desk.program();
    const body = orderPage(visit, { order, program, fresh: 'thanks' in request.query && order.refunds.length === 0 });
    show(house, response, { title: visit.words.t.order(order.id), body, here: 'account' });
  });

  routes.post('/orders/:id/return', async (request, response, next) => {
    const order = ownOrder(house, response, request.params.id);
    if (!order) return next();
    const line = field(request, 'line') || null;
    const pieces = line === null ? undefined : whole(request, 'quantity', [1, 99], Number.POSITIVE_INFINITY);
    const refund = await house.store.change((draft) => giveBack(draft, order.id, line, pieces));
    const { t, money } = visitOf(response).words;
    if (refund) {
      await house.outbox.push(PATIENCE);
      say(response, t.returnThanks(money(refund.amount)));
    }
    response.redirect(303, `/orders/${order.id}`);
  });

  return routes;
}
