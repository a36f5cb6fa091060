import type { DisplayView, PlaceDisplayView, Text } from '@laurel/contract';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { secretOf } from '../programs/secret.ts';
import { checkPlace, placeCode } from './code.ts';
import { qrOf } from './qr.ts';

const AUDIENCE = 'laurel:till';

/**
 * A link for the tablet at a place: whoever has it sees the code that the place shows, and nothing else. What it is good for stands behind
 * its `#`, which no browser sends to any server by itself.
 * @throws LaurelError `not_found` when the program has no such place
 */
export async function makeDisplay(
  laurel: Laurel,
  program: PublishedProgram,
  { place, page, days }: { place: string; page?: string | undefined; days: number },
  origin: string,
): Promise<DisplayView> {
  checkPlace(program, place);
  const now = Math.floor(laurel.now() / 1_000);
  const until = now + days * 86_400;
  const token = await new SignJWT(page === undefined ? {} : { page })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(program.publishableKey)
    .setSubject(place)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(until)
    .sign(await keyOf(laurel, program));
  return { place, url: `${origin}/till/#${token}`, expiresAt: new Date(until * 1_000).toISOString() };
}

/**
 * What the tablet shows now.
 * @throws LaurelError `unauthorized` for what is no link of ours, `token_expired`; `not_found` when the place is gone
 */
export async function showDisplay(laurel: Laurel, token: string): Promise<PlaceDisplayView> {
  const { program, place, page } = await readDisplay(laurel, token);
  const { name, visits } = program.document;
  const shown = await placeCode(laurel, program, place);
  const named: Text = visits?.places.find(({ id }) => id === place)?.name ?? place;
  const text = page === null ? shown.code : linkTo(page, place, shown.code);
  return { ...shown, name: named, program: name, qr: qrOf(text), now: new Date(laurel.now()).toISOString() };
}

function linkTo(page: string, place: string, code: string): string {
  const url = new URL(page);
  url.searchParams.set('visit', `${place}.${code}`);
  return url.href;
}

async function readDisplay(
  laurel: Laurel,
  token: string,
): Promise<{ program: PublishedProgram; place: string; page: string | null }> {
  try {
    const program = await laurel.programs.byKey(String(decodeJwt(token).iss));
    if (!program) throw new LaurelError('unauthorized', { reason: 'no link of a place' });
    const { payload } = await jwtVerify(token, await keyOf(laurel, program), {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      issuer: program.publishableKey,
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(laurel.now()),
    });
    return { program, place: payload.sub ?? '', page: typeof payload.page === 'string' ? payload.page : null };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw new LaurelError('token_expired', undefined, { message: 'This link is over; make a new one.' });
    if (error instanceof errors.JOSEError) throw new LaurelError('unauthorized', { reason: 'no link of a place' });
    throw error;
  }
}

async function keyOf(laurel: Laurel, program: PublishedProgram): Promise<Uint8Array> {
  return new TextEncoder().encode(`${AUDIENCE} ${await secretOf(laurel.store, program.id)}`);
}
