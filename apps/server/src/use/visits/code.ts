import { createHmac, timingSafeEqual } from 'node:crypto';
import { PLAIN_LETTERS, type PlaceCodeView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { secretOf } from '../programs/secret.ts';

/** How long a place shows one code, in milliseconds. It is taken for one more such time, for whoever scans at its end. */
const STEP = 30_000;
const LENGTH = 8;

/**
 * The code that a place shows now. It changes every half minute, so that a photograph of it is soon worth nothing.
 * @throws LaurelError `not_found` when the program has no such place
 */
export async function placeCode(laurel: Laurel, program: PublishedProgram, place: string): Promise<PlaceCodeView> {
  checkPlace(program, place);
  const step = Math.floor(laurel.now() / STEP);
  return {
    place,
    code: codeAt(await secretOf(laurel.store, program.id), program.id, place, step),
    nextAt: new Date((step + 1) * STEP).toISOString(),
    validUntil: new Date((step + 2) * STEP).toISOString(),
  };
}

/** The step that a code was shown in, if it is still good; null: it is none of this place, or too old. */
export async function stepOf(
  laurel: Laurel,
  program: PublishedProgram,
  place: string,
  code: string,
): Promise<number | null> {
  checkPlace(program, place);
  const secret = await secretOf(laurel.store, program.id);
  const now = Math.floor(laurel.now() / STEP);
  const said = Buffer.from(code.replace(/[\s-]/g, '').toUpperCase());
  for (const step of [now, now - 1]) {
    const shown = Buffer.from(codeAt(secret, program.id, place, step));
    if (shown.length === said.length && timingSafeEqual(shown, said)) return step;
  }
  return null;
}

/** @throws LaurelError `not_found` */
export function checkPlace({ document }: PublishedProgram, place: string): void {
  if (!document.visits?.places.some(({ id }) => id === place)) throw new LaurelError('not_found', { place });
}

function codeAt(secret: string, program: string, place: string, step: number): string {
  const hash = createHmac('sha256', secret)
    .update(JSON.stringify(['visit', program, place, step]))
    .digest();
  return Array.from(hash.subarray(0, LENGTH), (byte) => PLAIN_LETTERS[byte % PLAIN_LETTERS.length]).join('');
}
