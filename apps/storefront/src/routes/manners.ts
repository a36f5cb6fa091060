import { referralCookie, referralFromUrl } from '@laurel/node';
import { Router } from 'express';
import { CSS, JS, SERIF } from '../assets/assets.ts';
import mark from '../assets/mark.svg?raw';
import { isLanguage } from '../text/language.ts';
import { backTo, field } from '../web/form.ts';
import { remember, THEMES, visitOf } from '../web/visit.ts';
import type { House } from './house.ts';

/** What belongs to no page: files, choices of how to see the shop, and the friend's link. */
export function manners(house: House): Router {
  const routes = Router();

  for (const { path, type, body } of [CSS, JS, SERIF]) {
    routes.get(path, (_request, response) => {
      response.set('cache-control', 'public, max-age=31536000, immutable').type(type).send(body);
    });
  }
  routes.get('/assets/mark.svg', (_request, response) => {
    response.set('cache-control', 'public, max-age=86400').type('image/svg+xml').send(mark);
  });

  routes.post('/language', (request, response) => {
    const language = field(request, 'language');
    if (isLanguage(language)) remember(response, 'shop_language', language);
    response.redirect(303, backTo(request));
  });

  routes.post('/theme', (request, response) => {
    const theme = THEMES.find((each) => each === field(request, 'theme'));
    if (theme) remember(response, 'shop_theme', theme);
    response.redirect(303, backTo(request));
  });

  // The code goes into a cookie that the server sets, and out of the address, so that nobody copies it on by accident.
  routes.use(async (request, response, next) => {
    const code = request.method === 'GET' ? referralFromUrl(request.originalUrl) : null;
    if (code === null) return next();
    if (!visitOf(response).shopper) {
      const days = await windowOf(house);
      response.append('set-cookie', referralCookie(code, { days, secure: request.secure }));
    }
    const url = new URL(request.originalUrl, 'http://shop.invalid');
    url.searchParams.delete('ref');
    response.redirect(303, `${url.pathname}${url.search}`);
  });

  return routes;
}

const DAYS = { minutes: 1 / 1_440, hours: 1 / 24, days: 1, weeks: 7, months: 30, years: 365 };

/** The program's attribution window in days; 30 while nobody can say. */
async function windowOf({ desk }: House): Promise<number> {
  const window = (await desk.program())?.program.referral?.window ?? { days: 30 };
  return Object.entries(window).reduce((sum, [unit, n]) => sum + n * DAYS[unit as keyof typeof DAYS], 0);
}
