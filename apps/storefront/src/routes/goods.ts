import { Router } from 'express';
import { productAt } from '../catalogue/product.ts';
import { reviewed } from '../laurel/letters.ts';
import { productPage } from '../pages/product.ts';
import { field, whole } from '../web/form.ts';
import { say, visitOf } from '../web/visit.ts';
import { type House, PATIENCE, show } from './house.ts';

/** One product, and its reviews. */
export function goods(house: House): Router {
  const routes = Router();

  routes.get('/goods/:slug', async (request, response, next) => {
    const product = productAt(request.params.slug);
    if (!product) return next();
    const visit = visitOf(response);
    const { reviews, shoppers } = house.store.data;
    const body = productPage(visit, { product, program: await house.desk.program(), reviews, shoppers });
    show(house, response, { title: product.name[visit.words.language], body, here: product.category });
  });

  routes.post('/goods/:slug/reviews', async (request, response, next) => {
    const product = productAt(request.params.slug);
    if (!product) return next();
    const { shopper, words } = visitOf(response);
    const page = `/goods/${product.slug}`;
    if (!shopper) return response.redirect(303, `/sign-in?back=${page}`);
    const stars = whole(request, 'stars', [0, 5], 0);
    const text = field(request, 'text').slice(0, 1_000);
    if (stars === 0 || text === '') {
      say(response, words.t.reviewMissing);
      return response.redirect(303, `${page}#reviews`);
    }
    const review = { sku: product.sku, shopper: shopper.id, stars, text, at: new Date().toISOString() };
    const isNew = await house.store.change((draft) => {
      if (draft.reviews.some(({ sku, shopper: by }) => sku === review.sku && by === review.shopper)) return false;
      draft.reviews.push(review);
      draft.outbox.push(reviewed(review));
      return true;
    });
    await house.outbox.push(PATIENCE);
    say(response, isNew ? words.t.reviewThanks : words.t.alreadyReviewed);
    response.redirect(303, `${page}#reviews`);
  });

  return routes;
}
