import { randomBytes } from 'node:crypto';
import { referralFromCookie } from '@laurel/node';
import type { Request, RequestHandler, Response } from 'express';
import type { Session, Shopper } from '../store/data.ts';
import type { Store } from '../store/store.ts';
import { isLanguage, LANGUAGES, type Language, type Words, wordsOf } from '../text/language.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** What a page knows of its visitor. */
export interface Visit {
  words: Words;
  theme: Theme;
  /** Null before the first thing that is worth remembering. */
  session: Session | null;
  shopper: Shopper | null;
  /** The code of a friend's link that led here, until there is an account. */
  referral: string | null;
  /** What the page before wants to say, once. */
  flash: string | null;
  path: string;
}

const SESSION = 'shop_session';
const FLASH = 'shop_flash';
const YEAR = 31_536_000_000;
const cookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

/** Reads who is visiting, from cookies alone. */
export function readVisit(store: Store): RequestHandler {
  return (request, response, next) => {
    const id: unknown = request.signedCookies[SESSION];
    const session = (typeof id === 'string' && store.data.sessions[id]) || null;
    const shopper = (session?.shopper && store.data.shoppers[session.shopper]) || null;
    const flash: unknown = request.signedCookies[FLASH];
    if (flash) response.clearCookie(FLASH, cookie);
    response.locals.visit = {
      words: wordsOf(languageOf(request)),
      theme: THEMES.find((theme) => theme === request.cookies.shop_theme) ?? 'auto',
      session,
      shopper,
      referral: shopper ? null : referralFromCookie(request.headers.cookie),
      flash: typeof flash === 'string' ? flash : null,
      path: request.originalUrl,
    } satisfies Visit;
    next();
  };
}

export const visitOf = (response: Response): Visit => response.locals.visit as Visit;

function languageOf(request: Request): Language {
  const chosen: unknown = request.cookies.shop_language;
  if (isLanguage(chosen)) return chosen;
  const asked = request.acceptsLanguages([...LANGUAGES]);
  return isLanguage(asked) ? asked : 'en';
}

/** Says something on the next page. */
export function say(response: Response, sentence: string): void {
  response.cookie(FLASH, sentence, { ...cookie, secure: response.req.secure, signed: true, maxAge: 60_000 });
}

export function remember(response: Response, name: 'shop_language' | 'shop_theme', value: string): void {
  response.cookie(name, value, { ...cookie, secure: response.req.secure, maxAge: YEAR });
}

/** Gives the visitor a session that they come back to; a fresh id keeps a planted one from being signed in. */
export function sendSession(response: Response, id: string): void {
  response.cookie(SESSION, id, { ...cookie, secure: response.req.secure, signed: true, maxAge: YEAR });
}

export const newSession = (): Session => ({
  id: randomBytes(18).toString('base64url'),
  shopper: null,
  basket: [],
  coupon: null,
  seenAt: Date.now(),
});
