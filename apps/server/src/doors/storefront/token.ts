import { LIMITS } from '@laurel/contract';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';

/** Who a member token says is looking, and until when it is good. */
export interface TokenHolder {
  externalId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Seconds that the shop's clock and ours may differ by. */
export const TOLERANCE = 30;

/**
 * Checks a member token: signed by one of the program's signing secrets, for this program, and short-lived.
 * @throws LaurelError `token_expired`, or `unauthorized` with the fault in `details.reason`
 */
export async function readToken(laurel: Laurel, program: PublishedProgram, token: string): Promise<TokenHolder> {
  try {
    const { payload } = await jwtVerify(token, secretOf(laurel, program), {
      algorithms: ['HS256'],
      audience: program.publishableKey,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(laurel.now()),
    });
    const { sub, exp = 0, iat = 0 } = payload;
    if (!sub || sub.length > LIMITS.idLength) throw new LaurelError('unauthorized', { reason: 'sub is no externalId' });
    if (exp - iat > LIMITS.tokenMinutes * 60)
      throw new LaurelError('unauthorized', { reason: `a token lives at most ${LIMITS.tokenMinutes} minutes` });
    if (iat > laurel.now() / 1_000 + TOLERANCE)
      throw new LaurelError('unauthorized', { reason: 'the token is from the future' });
    return { externalId: sub, expiresAt: exp * 1_000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new LaurelError('token_expired');
    if (error instanceof errors.JOSEError) throw new LaurelError('unauthorized', { reason: error.message });
    throw error;
  }
}

/** The signing secret that the token's header names; a revoked one is none. */
function secretOf(laurel: Laurel, program: PublishedProgram): JWTVerifyGetKey {
  return async ({ kid }) => {
    const key = typeof kid === 'string' ? await laurel.keys.signing(program.id, kid) : null;
    if (!key) throw new LaurelError('unauthorized', { reason: 'the token names no signing key of this program' });
    return key.secret;
  };
}
