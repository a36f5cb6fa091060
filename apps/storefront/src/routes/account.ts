import { Router } from 'express';
import { accountPage } from '../pages/account.ts';
import { boardPage } from '../pages/board.ts';
import { visitOf } from '../web/visit.ts';
import { type House, PATIENCE, show } from './house.ts';

/** What belongs to a shopper: the account, the token for their browser; and the board of all. */
export function accounts(house: House): Router {
  const routes = Router();

  routes.get('/account', async (_request, response) => {
    const visit = visitOf(response);
    const { shopper, words } = visit;
    if (!shopper) return response.redirect(303, '/sign-in');
    await house.outbox.push(PATIENCE);
    const orders = Object.values(house.store.data.orders)
      .filter((order) => order.shopper === shopper.id)
      .reverse();
    const body = accountPage(visit, { shopper, orders });
    show(house, response, { title: words.t.accountTitle, body, here: 'account' });
  });

  routes.get('/laurel/token', async (_request, response) => {
    const { shopper } = visitOf(response);
    response.set('cache-control', 'no-store');
    if (!shopper) return void response.status(204).end();
    response.json({ token: await house.desk.token(shopper.id, shopper.name) });
  });

  routes.get(['/leaderboard', '/leaderboard/:board'], async (request, response) => {
    const visit = visitOf(response);
    const { board } = request.params;
    const body = boardPage(visit, await house.desk.program(), typeof board === 'string' ? board : null);
    show(house, response, { title: visit.words.t.boardTitle, body, here: 'board' });
  });

  return routes;
}
