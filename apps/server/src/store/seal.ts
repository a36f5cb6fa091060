import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** No code has a control character in it: what was written before there was a secret is read as it stands. */
const SEALED = '\u0001sealed:';
const NONCE = 12;
const TAG = 16;

/** Keeps what only this server may read. */
export interface Seal {
  /** @param about what it belongs to: it opens nowhere else */
  close(plain: string, about: string): string;
  /** @throws Error with a sentence that says what to do, where it was sealed with another secret or was changed */
  open(stored: string, about: string): string;
}

/**
 * Seals by AES-256-GCM, with a key that is derived from the server's secret.
 * @param secret null: nothing is sealed, and what was sealed cannot be read
 */
export function sealOf(secret: string | null): Seal {
  const key = secret === null ? null : Buffer.from(hkdfSync('sha256', secret, '', 'laurel:seal', 32));
  return {
    close(plain, about) {
      if (key === null) return plain;
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${SEALED}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },
    open(stored, about) {
      if (!stored.startsWith(SEALED)) return stored;
      if (key === null)
        throw new Error('The codes of pools were sealed: start the server with the LAUREL_SECRET that sealed them.');
      const all = Buffer.from(stored.slice(SEALED.length), 'base64url');
      try {
        const open = createDecipheriv('aes-256-gcm', key, all.subarray(0, NONCE))
          .setAAD(Buffer.from(about))
          .setAuthTag(all.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([open.update(all.subarray(NONCE + TAG)), open.final()]).toString('utf8');
      } catch (cause) {
        throw new Error(
          'A code of a pool was sealed with another LAUREL_SECRET, or was changed in the store: start the server with the secret that sealed it.',
          { cause },
        );
      }
    },
  };
}
