import { parseCookie, stringifySetCookie } from 'cookie';

/** Name of the cookie that keeps the code of a friend's link. */
export const REFERRAL_COOKIE = 'laurel_ref';

/** The parameter of a friend's link: `https://shop.example/?ref=CODE`. */
export const REFERRAL_PARAMETER = 'ref';

const shape = /^[A-Za-z0-9_-]{1,64}$/;
const DAY = 86_400;

/**
 * The friend's code in an address, or null if there is none or it cannot be one.
 * @param url an address, absolute or from the root of the shop
 */
export function referralFromUrl(url: string | URL): string | null {
  const code = new URL(url, 'http://shop.invalid').searchParams.get(REFERRAL_PARAMETER);
  return code !== null && shape.test(code) ? code : null;
}

/**
 * The friend's code that an earlier visit left, or null.
 * @param header the request's `Cookie`
 */
export function referralFromCookie(header: string | null | undefined): string | null {
  const code = parseCookie(header ?? '')[REFERRAL_COOKIE];
  return code !== undefined && shape.test(code) ? code : null;
}

export interface ReferralCookieOptions {
  /** The attribution window, in days, as the program's `referral.window` has it; by default 30. */
  days?: number;
  /** False only where the shop is served without TLS, such as on one's own machine. By default true. */
  secure?: boolean;
}

/**
 * A `Set-Cookie` that keeps a friend's code for the attribution window. Pages cannot read it, and the shop's server
 * sets it, because browsers shorten the life of cookies that scripts set.
 * @throws RangeError if the code has a shape that no code has
 */
export function referralCookie(code: string, { days = 30, secure = true }: ReferralCookieOptions = {}): string {
  if (!shape.test(code)) throw new RangeError('this is no referral code');
  return cookie(code, days * DAY, secure);
}

/** A `Set-Cookie` that forgets the code, once the friend has an account. */
export function forgetReferral({ secure = true }: Pick<ReferralCookieOptions, 'secure'> = {}): string {
  return cookie('', 0, secure);
}

function cookie(value: string, maxAge: number, secure: boolean): string {
  return stringifySetCookie({
    name: REFERRAL_COOKIE,
    value,
    maxAge: Math.round(maxAge),
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}
