import { randomInt } from 'node:crypto';
import { claimAll, claimOf } from '../store/claims.ts';
import type { Store } from '../store/store.ts';

// Without what is mistaken for something else when read aloud or copied by hand: 0 O 1 I L U.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that a person can copy, of the server's secure randomness: 8 letters are 650 thousand million codes. */
export function drawCode(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** Draws a code and claims it in the program, so that it is unique there. */
export async function claimCode(
  store: Store,
  program: string,
  kind: 'code' | 'coupon',
  member: string,
  length: number,
) {
  for (;;) {
    const code = drawCode(length);
    const standing = await claimAll(store, [claimOf(program, kind, code, member)]);
    if (standing.size === 0) return code;
  }
}
