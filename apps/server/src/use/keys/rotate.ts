import { type Laurel, LaurelError } from '../../laurel.ts';
import type { KeyDocument } from '../../store/documents.ts';
import { createKey } from './create.ts';

/**
 * Makes a new key like another one. The old one goes on working until it is revoked, so that a shop can change over.
 * @returns `plain`, the new key, is told once
 * @throws LaurelError `not_found`
 */
export async function rotateKey(laurel: Laurel, program: string, id: string): Promise<{ id: string; plain: string }> {
  const key = await laurel.store.keys.findOne({ _id: id, program, revokedAt: null }).lean<KeyDocument>();
  if (!key) throw new LaurelError('not_found', { key: id });
  return createKey(laurel, program, { kind: key.kind, name: key.name, scope: key.scope ?? 'admin' });
}
