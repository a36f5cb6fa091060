import { hash, randomBytes } from 'node:crypto';
import type { Laurel } from '../../laurel.ts';
import type { KeyDocument } from '../../store/documents.ts';

/**
 * Makes a secret key (`sk_…`, stored only as a hash), a signing key for member tokens (`ss_KID_SECRET`), or a key that signs
 * webhooks to the shop (`whsec_…`, Standard Webhooks).
 * @returns `plain`, the key itself, is told once
 */
export async function createKey(
  laurel: Laurel,
  program: string,
  input: { kind: 'secret' | 'signing' | 'webhook'; name: string; scope: 'read' | 'write' | 'admin' },
): Promise<{ id: string; plain: string }> {
  const random = randomBytes(32).toString('base64url');
  const kid = randomBytes(9).toString('hex');
  const whsec = `whsec_${randomBytes(32).toString('base64')}`;
  const plain = { secret: `sk_${random}`, signing: `ss_${kid}_${random}`, webhook: whsec }[input.kind];
  const key: KeyDocument = {
    _id: input.kind === 'secret' ? hashOf(plain) : kid,
    program,
    kind: input.kind,
    name: input.name,
    scope: input.kind === 'secret' ? input.scope : null,
    secret: { secret: null, signing: random, webhook: whsec }[input.kind],
    hint: plain.slice(-4),
    createdAt: new Date(laurel.now()),
    revokedAt: null,
  };
  await laurel.store.keys.collection.insertOne(key as never);
  return { id: key._id, plain };
}

/** What is stored of a secret key. */
export function hashOf(plain: string): string {
  return hash('sha256', plain, 'base64url');
}
