import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { LaurelError } from '../../laurel.ts';
import type { Mark } from './standings.ts';

const CIPHER = 'aes-256-gcm';
const [IV, TAG] = [12, 16];

/** Where a list of a board goes on. Sealed: it holds a score and an id that nobody may read, and fits no other list. */
export function writeBoardCursor(salt: string, list: string, mark: Mark): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, keyOf(salt), iv).setAAD(Buffer.from(list));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(mark)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @throws LaurelError `bad_request` when it is none of this list's */
export function readBoardCursor(salt: string, list: string, cursor: string): Mark {
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(salt), bytes.subarray(0, IV)).setAAD(Buffer.from(list));
    decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString()) as Mark;
  } catch {
    throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  }
}

function keyOf(salt: string): Buffer {
  return createHash('sha256').update(`cursor ${salt}`).digest();
}
