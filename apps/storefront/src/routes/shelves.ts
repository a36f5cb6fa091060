import { Router } from 'express';
import { isCategory, PRODUCTS, productOf } from '../catalogue/product.ts';
import { invitation } from '../pages/invitation.ts';
import { shelfPage } from '../pages/shelf.ts';
import { draw } from '../pictures/draw.ts';
import { visitOf } from '../web/visit.ts';
import { type House, show } from './house.ts';

const EARLY = PRODUCTS.filter((_, at) => at % 17 === 8).slice(0, 4);
const WINDOW = ['22423', '85123A', '84879'].flatMap((sku) => productOf(sku) ?? []);

/** The first page, the aisles, and the pictures. */
export function shelves(house: House): Router {
  const routes = Router();

  routes.get('/', async (_request, response) => {
    const visit = visitOf(response);
    const program = await house.desk.program();
    const body = shelfPage(visit, {
      category: null,
      products: PRODUCTS,
      window: WINDOW,
      program,
      reviews: house.store.data.reviews,
      early: EARLY,
      invitation: visit.referral === null ? null : invitation(visit.words, program),
    });
    show(house, response, { title: visit.words.t.shop, body, here: 'all' });
  });

  routes.get('/aisle/:category', async (request, response, next) => {
    const { category } = request.params;
    if (!isCategory(category)) return next();
    const visit = visitOf(response);
    const products = PRODUCTS.filter((product) => product.category === category);
    const program = await house.desk.program();
    const { reviews } = house.store.data;
    const body = shelfPage(visit, { category, products, window: [], program, reviews, invitation: null, early: [] });
    show(house, response, { title: visit.words.t.categories[category], body, here: category });
  });

  routes.get('/pictures/:name', (request, response, next) => {
    const product = productOf(request.params.name.replace(/\.svg$/, ''));
    if (!product) return next();
    response.set('cache-control', 'public, max-age=86400').type('image/svg+xml').send(draw(product.picture));
  });

  return routes;
}
