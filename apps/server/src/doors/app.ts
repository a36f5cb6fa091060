import { type Express, default as express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Projector } from '../project/projector.ts';
import { errorHandler, nothingHere } from './errors/answer.ts';
import { health } from './health.ts';
import type { House } from './house.ts';
import { requestLog } from './log.ts';
import { mountRest } from './rest/mount.ts';
import { openApi } from './rest/openapi.ts';
import { mountShop } from './shop/mount.ts';
import { docsPage } from './static/docs.ts';
import { galleryPages } from './static/gallery.ts';
import { sdkFiles } from './static/sdk.ts';
import { shopBehind } from './static/shop.ts';
import { tillPage } from './static/till/till.ts';
import { mountStorefront } from './storefront/mount.ts';

export interface AppOptions {
  projector: Projector;
  stopping(): boolean;
  /** What Express calls `trust proxy`: who in front of us may say whom a request is from. */
  trustProxy: boolean | number | string;
  sdkDir: string | null;
  shop: { url: string } | null;
}

/** What is never the shop's behind us. */
const OURS = [
  '/v1',
  '/trpc',
  '/p',
  '/sdk',
  '/gallery',
  '/docs',
  '/till',
  '/openapi.json',
  '/livez',
  '/readyz',
  '/metrics',
];

/** All that answers over HTTP, put together. */
export function createApp(house: House, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustProxy);
  app.use(requestLog(house.laurel.logger));
  app.use(farewell(options.stopping));
  app.use(OURS, ourHeaders);
  app.use(health(house, options.projector, options.stopping));
  app.use(['/v1', '/trpc'], house.admission.admit);
  app.use(mountRest(house));
  app.use('/trpc', mountShop(house));
  app.use('/p/:key/trpc', mountStorefront(house));
  app.get(
    '/openapi.json',
    (request, response) => void response.json(openApi(house.ownOrigin ?? `${request.protocol}://${request.host}`)),
  );
  app.use('/docs', docsPage());
  app.use('/till', house.admission.admit, tillPage(house));
  if (options.sdkDir !== null) {
    app.use('/sdk', sdkFiles(options.sdkDir, house.laurel.store));
    app.use('/gallery', galleryPages(options.sdkDir));
  }
  app.use(OURS, nothingHere);
  if (options.shop) app.use(shopBehind(options.shop.url, house.laurel.logger));
  app.use(nothingHere);
  app.use(errorHandler(house.laurel.logger));
  return app;
}

/** For what is ours; the shop behind us has headers of its own. */
const ourHeaders: RequestHandler = Router().use(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The API's page sets styles on its elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  }),
);

/** While stopping, each answer closes its connection, so that the next request goes to another process. */
function farewell(stopping: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (stopping()) response.setHeader('connection', 'close');
    next();
  };
}
