import { type RequestHandler, Router } from 'express';
import { LaurelError } from '../../../laurel.ts';
import { showDisplay } from '../../../use/visits/display.ts';
import type { House } from '../../house.ts';
import { neighbourhoodOf } from '../../limits/address.ts';
import { PAGE } from './page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** The page of a place's tablet: the code that changes, for whoever has the link that the shop's backend made. */
export function tillPage(house: House): Router {
  const page = Router({ strict: true });
  page.get('/', (_request, response) => void response.type('html').set('referrer-policy', 'no-referrer').send(PAGE));
  page.get('/page.js', (_request, response) => void response.type('js').send(SCRIPT));
  page.get('/style.css', (_request, response) => void response.type('css').send(STYLE));
  page.get('/code', codeNow(house));
  return page;
}

function codeNow(house: House): RequestHandler {
  return async (request, response) => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      response.set('cache-control', 'no-store').json(await showDisplay(house.laurel, token));
    } catch (error) {
      if (error instanceof LaurelError && error.code === 'unauthorized')
        await house.limits.take('failed', neighbourhoodOf(request.ip));
      throw error;
    }
  };
}
