import type { Program } from '@laurel/contract';

/** Raised when scores are counted in another way: older cards are folded again. */
const SCORING = 4;

/** A hash of everything that scoring depends on: cards made under another hash are folded again. */
export function boardsHash({ boards, timeZone }: Program): string {
  return hashOf(
    JSON.stringify([SCORING, timeZone, boards.map(({ id, score, period, hold }) => [id, score, period, hold])]),
  );
}

/** A stable hash of a text in 16 hexadecimal digits (FNV-1a). No secret keeps it: it tells things apart and hides nothing. */
export function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
