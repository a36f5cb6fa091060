import { LIMITS } from '@laurel/contract';
import { SignJWT } from 'jose';
import { readSigningSecret } from './signing-secret.ts';

export interface MemberTokenOptions {
  /** The shop's own id of the shopper who is signed in. */
  externalId: string;
  /** `pk_…`: the program that the token is for. */
  publishableKey: string;
  /** `ss_…`; never leaves the shop's backend. */
  signingSecret: string;
  /** Id of the signing secret; by default the one that stands in it. */
  kid?: string;
  /** A name that the widgets may greet with; shown to this shopper only. */
  name?: string;
  /** How long it is good, 1 to 15 minutes; by default 15. */
  minutes?: number;
}

/**
 * Signs the short-lived JWT with which a shopper's browser shows who it belongs to.
 * Answer it from the address in `data-token` as `{ "token": "…" }` with `Cache-Control: no-store`; never print it in HTML.
 * @throws RangeError if it would live longer than 15 minutes
 * @throws TypeError if the signing secret or the externalId is not one
 */
export async function memberToken(options: MemberTokenOptions): Promise<string> {
  const { externalId, publishableKey, signingSecret, name, minutes = LIMITS.tokenMinutes } = options;
  if (!(minutes > 0 && minutes <= LIMITS.tokenMinutes))
    throw new RangeError(`a member token lives at most ${LIMITS.tokenMinutes} minutes`);
  if (externalId === '') throw new TypeError('a member token names somebody: `externalId` is empty');
  const secret = readSigningSecret(signingSecret);
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT(name === undefined ? {} : { name })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: options.kid ?? secret.kid })
    .setSubject(externalId)
    .setAudience(publishableKey)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.floor(minutes * 60))
    .sign(secret.key);
}
