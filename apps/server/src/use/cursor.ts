import { LaurelError } from '../laurel.ts';

/** The cursor of a list that is numbered: opaque to who asks. */
export function writeCursor(last: number): string {
  return Buffer.from(`n${last}`).toString('base64url');
}

/** @throws LaurelError `bad_request` when it is none of ours */
export function readCursor(cursor: string): number {
  const [, last] = /^n(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (last === undefined)
    throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  return Number(last);
}
