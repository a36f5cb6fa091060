import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { visitOf } from './visit.ts';

/** Forms are taken from the shop's own pages only. Browsers that do not say where from are held by the cookie's SameSite. */
export const ownFormsOnly: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site');
  const harmless = request.method === 'GET' || request.method === 'HEAD';
  if (harmless || site === undefined || site === 'same-origin' || site === 'none') return next();
  response.status(403).type('text').send(visitOf(response).words.t.foreign);
};

/**
 * A strict Content-Security-Policy: nothing inline, nothing from elsewhere but Laurel.
 * @param laurel where the browser finds Laurel; '' where that is the shop's own origin
 */
export function policy(laurel: string): RequestHandler {
  const origin = laurel === '' ? [] : [new URL(laurel).origin];
  const socket = origin.map((each) => each.replace(/^http/, 'ws'));
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...origin],
        styleSrc: ["'self'", ...origin],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...origin, ...socket],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['laurel'],
      },
    },
    // The shop does not know whether it is served with TLS; what stands before it says so.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
