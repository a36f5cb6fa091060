import type { Keys, SecretKey, SigningKey } from '../../laurel.ts';
import type { KeyDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import { hashOf } from './create.ts';

/** Without word from the change stream, what is remembered of a key is asked again after this time, in milliseconds. */
const TRUST = 30_000;
const MOST = 10_000;

/** Keys that were asked for lately, so that a request costs no question to the store. */
export class KnownKeys implements Keys {
  private readonly known = new Map<string, { key: KeyDocument; until: number }>();

  constructor(private readonly store: Store) {}

  async secret(plain: string): Promise<SecretKey | null> {
    const key = await this.find(hashOf(plain));
    return key?.kind === 'secret' && key.scope ? { id: key._id, program: key.program, scope: key.scope } : null;
  }

  async signing(program: string, kid: string): Promise<SigningKey | null> {
    const key = await this.find(kid);
    if (key?.kind !== 'signing' || key.program !== program || !key.secret) return null;
    return { kid, program, secret: new Uint8Array(Buffer.from(key.secret, 'base64url')) };
  }

  forget(id?: string): void {
    if (id === undefined) this.known.clear();
    else this.known.delete(id);
  }

  private async find(id: string): Promise<KeyDocument | null> {
    const standing = this.known.get(id);
    if (standing && standing.until > Date.now()) return standing.key;
    const key = await this.store.keys.findOne({ _id: id, revokedAt: null }).lean<KeyDocument>();
    // Only what exists is remembered, so that guesses fill no memory.
    if (this.known.size >= MOST) this.known.clear();
    if (key) this.known.set(id, { key, until: Date.now() + TRUST });
    else this.known.delete(id);
    return key;
  }
}
