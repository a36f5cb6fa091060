import { randomUUID } from 'node:crypto';
import type { CardView } from '@laurel/contract';
import { errors, jwtVerify, SignJWT } from 'jose';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { findMember } from '../members/find.ts';
import { secretOf } from '../programs/secret.ts';

/** Seconds that a card is good: long enough to be held to a scanner, too short to be passed on. */
const GOOD = 90;
const AUDIENCE = 'laurel:card';

/**
 * A member's card for the till, signed and short-lived.
 * @throws LaurelError `member_not_found`, `member_closed`
 */
export async function makeCard(laurel: Laurel, program: PublishedProgram, externalId: string): Promise<CardView> {
  const { _id: member } = await findMember(laurel, program.id, externalId);
  const now = Math.floor(laurel.now() / 1_000);
  const card = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(member)
    .setAudience(AUDIENCE)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + GOOD)
    .sign(await keyOf(laurel, program));
  return { card, expiresAt: new Date((now + GOOD) * 1_000).toISOString() };
}

/**
 * Whose card it is, and its own id.
 * @throws LaurelError `unauthorized` for what is no card of this program, `token_expired`
 */
export async function readCard(
  laurel: Laurel,
  program: PublishedProgram,
  card: string,
): Promise<{ member: string; id: string }> {
  try {
    const { payload } = await jwtVerify(card, await keyOf(laurel, program), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp', 'jti'],
      currentDate: new Date(laurel.now()),
    });
    return { member: payload.sub ?? '', id: payload.jti ?? '' };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new LaurelError('token_expired', undefined, { message: 'The card has expired; show a fresh one.' });
    if (error instanceof errors.JOSEError) throw new LaurelError('unauthorized', { reason: 'no card of this program' });
    throw error;
  }
}

async function keyOf(laurel: Laurel, program: PublishedProgram): Promise<Uint8Array> {
  return new TextEncoder().encode(`${AUDIENCE} ${await secretOf(laurel.store, program.id)}`);
}
