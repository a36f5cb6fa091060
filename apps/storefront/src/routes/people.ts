import { randomUUID } from 'node:crypto';
import { forgetReferral } from '@laurel/node';
import { type Response, Router } from 'express';
import { account } from '../laurel/letters.ts';
import { invitation } from '../pages/invitation.ts';
import { signInPage } from '../pages/sign-in.ts';
import type { Session, ShopData, Shopper } from '../store/data.ts';
import { backTo, field } from '../web/form.ts';
import { newSession, remember, say, sendSession, visitOf } from '../web/visit.ts';
import { type House, PATIENCE, show } from './house.ts';

/** Signing in, signing up, signing out. */
export function people(house: House, demo: readonly Shopper[]): Router {
  const routes = Router();

  const page = async (response: Response, back: string, fault: string | null) => {
    const visit = visitOf(response);
    const invited = visit.referral === null ? null : invitation(visit.words, await house.desk.program());
    const body = signInPage(visit, { shoppers: demo, back, invitation: invited, fault });
    show(house, response, { title: visit.words.t.signIn, body, here: 'account' }, fault ? 422 : 200);
  };

  routes.get('/sign-in', async (request, response) => {
    const { back } = request.query;
    await page(response, typeof back === 'string' ? back : '/account', null);
  });

  routes.post('/sign-in', async (request, response, next) => {
    const shopper = demo.find(({ id }) => id === field(request, 'shopper'));
    if (!shopper) return next();
    const id = await house.store.change((draft) => signIn(draft, visitOf(response).session, shopper));
    sendSession(response, id);
    remember(response, 'shop_language', shopper.language);
    response.redirect(303, backTo(request));
  });

  routes.post('/sign-up', async (request, response) => {
    const { words, session, referral } = visitOf(response);
    const name = field(request, 'name').replace(/\s+/g, ' ');
    if (!/^[\p{L}\p{M}][\p{L}\p{M} '’.-]{1,29}$/u.test(name))
      return page(response, backTo(request), words.t.nameMissing);
    const shopper: Shopper = { id: `shopper-${randomUUID()}`, name, language: words.language };
    const profile = { name, locale: words.language, ...(referral !== null && { referralCode: referral }) };
    const id = await house.store.change((draft) => {
      draft.shoppers[shopper.id] = shopper;
      draft.outbox.push(account(shopper.id, profile));
      return signIn(draft, session, shopper);
    });
    await house.outbox.push(PATIENCE);
    sendSession(response, id);
    // The code stands in the letter now; left in the cookie it would follow the next account of this browser.
    if (referral !== null) response.append('set-cookie', forgetReferral({ secure: response.req.secure }));
    say(response, words.t.welcome(name));
    response.redirect(303, backTo(request));
  });

  routes.post('/sign-out', async (_request, response) => {
    const { session, words } = visitOf(response);
    const fresh = newSession();
    await house.store.change((draft) => {
      if (session) delete draft.sessions[session.id];
      draft.sessions[fresh.id] = fresh;
    });
    sendSession(response, fresh.id);
    say(response, words.t.bye);
    response.redirect(303, '/');
  });

  return routes;
}

/** A new session with the old one's basket. @returns its id */
function signIn(draft: ShopData, old: Session | null, shopper: Shopper): string {
  const basket = (old && draft.sessions[old.id]?.basket) ?? [];
  if (old) delete draft.sessions[old.id];
  const session = { ...newSession(), shopper: shopper.id, basket };
  draft.sessions[session.id] = session;
  return session.id;
}
