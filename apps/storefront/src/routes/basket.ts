import { Router } from 'express';
import { productOf } from '../catalogue/product.ts';
import { pointsFor, pointsText } from '../laurel/points.ts';
import { priceBasket } from '../orders/place.ts';
import { basketPage } from '../pages/basket.ts';
import { field, whole } from '../web/form.ts';
import { say, visitOf } from '../web/visit.ts';
import { changeSession, type House, show } from './house.ts';

const MOST = 99;

export function basket(house: House): Router {
  const routes = Router();

  routes.get('/basket', async (_request, response) => {
    const visit = visitOf(response);
    const price = priceBasket(visit.session, null);
    const program = await house.desk.program();
    const points = pointsFor(program, price.goods);
    const body = basketPage(visit, price, points > 0 ? pointsText(program, visit.words, points) : null);
    show(house, response, { title: visit.words.t.basket, body, here: 'basket' });
  });

  routes.post('/basket/add', async (request, response, next) => {
    const product = productOf(field(request, 'sku'));
    if (!product) return next();
    const quantity = whole(request, 'quantity', [1, MOST], 1);
    await changeSession(house, response, (session) => {
      const line = session.basket.find(({ sku }) => sku === product.sku);
      if (line) line.quantity = Math.min(MOST, line.quantity + quantity);
      else session.basket.push({ sku: product.sku, quantity });
    });
    const { t, language } = visitOf(response).words;
    say(response, t.added(product.name[language]));
    response.redirect(303, '/basket');
  });

  routes.post('/basket/set', async (request, response) => {
    const sku = field(request, 'sku');
    const quantity = field(request, 'remove') ? 0 : whole(request, 'quantity', [0, MOST], 1);
    await changeSession(house, response, (session) => {
      session.basket = session.basket
        .map((line) => (line.sku === sku ? { sku, quantity } : line))
        .filter((line) => line.quantity > 0);
    });
    response.redirect(303, '/basket');
  });

  return routes;
}
