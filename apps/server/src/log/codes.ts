import { randomInt } from 'node:crypto';
import { PLAIN_LETTERS } from '@laurel/contract';
import { claimAll, claimOf } from '../store/claims.ts';
import type { Store } from '../store/store.ts';

/** What a code looks like: each # is one of the letters. */
export interface Pattern {
  pattern: string;
  letters: string;
}

/** A code that a person can copy, of the server's secure randomness: 8 letters are 650 thousand million codes. */
export function drawCode({ pattern, letters }: Pattern): string {
  return pattern.replaceAll('#', () => letters.charAt(randomInt(letters.length)));
}

/** So many plain letters. */
export function plain(length: number): Pattern {
  return { pattern: '#'.repeat(length), letters: PLAIN_LETTERS };
}

/** Draws a code and claims it in the program, so that it is unique there. */
export async function claimCode(
  store: Store,
  program: string,
  kind: 'code' | 'coupon',
  member: string,
  pattern: Pattern,
) {
  for (;;) {
    const code = drawCode(pattern);
    const standing = await claimAll(store, [claimOf(program, kind, code, member)]);
    if (standing.size === 0) return code;
  }
}
