import cookieParser from 'cookie-parser';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { troublePage } from './pages/trouble.ts';
import { accounts } from './routes/account.ts';
import { basket } from './routes/basket.ts';
import { checkout } from './routes/checkout.ts';
import { goods } from './routes/goods.ts';
import { type House, show } from './routes/house.ts';
import { manners } from './routes/manners.ts';
import { orders } from './routes/orders.ts';
import { people } from './routes/people.ts';
import { shelves } from './routes/shelves.ts';
import type { Shopper } from './store/data.ts';
import { ownFormsOnly, policy } from './web/guard.ts';
import { readVisit, visitOf } from './web/visit.ts';

/** Puts the shop together. @param demo the shoppers whom anybody may sign in as */
export function createApp(house: House, demo: readonly Shopper[], logger: Logger): Express {
  const app = express();
  app.disable('x-powered-by');
  // What stands before the shop on the same machine says how the browser came; nobody else is believed.
  app.set('trust proxy', 'loopback');
  app.use(policy(house.embed.url));
  app.use(cookieParser(house.store.data.secret));
  app.use(express.urlencoded({ extended: false, limit: '20kb' }));
  app.use(readVisit(house.store), ownFormsOnly);
  app.use(manners(house), shelves(house), goods(house), basket(house), checkout(house), orders(house), accounts(house));
  app.use(people(house, demo));
  app.use(notFound(house), trouble(house, logger));
  return app;
}

const notFound =
  (house: House): RequestHandler =>
  (_request, response) => {
    const { words } = visitOf(response);
    show(
      house,
      response,
      { title: words.t.notFound, body: troublePage(words, words.t.notFound, words.t.notFoundHint) },
      404,
    );
  };

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO']);

/** The last stop of every error: a sentence for the shopper, the whole of it for the log. */
function trouble(house: House, logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, request, response, _next) => {
    const { status = 500, code } = error as { status?: number; code?: string };
    if (status >= 500) logger.error({ err: error, path: request.path }, 'a page failed');
    if (response.headersSent || !response.locals.visit) return void response.status(status).end();
    const { words } = visitOf(response);
    const hint = code && FULL.has(code) ? words.t.diskFull : words.t.troubleHint;
    show(house, response, { title: words.t.trouble, body: troublePage(words, words.t.trouble, hint) }, status);
  };
}
