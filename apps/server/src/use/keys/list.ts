import type { Laurel } from '../../laurel.ts';
import type { KeyDocument } from '../../store/documents.ts';

/** A key without what must stay secret. */
export type KeyView = Pick<KeyDocument, 'kind' | 'name' | 'scope' | 'hint' | 'createdAt' | 'revokedAt'> & {
  id: string;
};

/** The keys of a program, oldest first. */
export async function listKeys(laurel: Laurel, program: string): Promise<KeyView[]> {
  const found = await laurel.store.keys.find({ program }).sort({ createdAt: 1 }).lean<KeyDocument[]>();
  return found.map(({ _id: id, kind, name, scope, hint, createdAt, revokedAt }) => ({
    id,
    kind,
    name,
    scope,
    hint,
    createdAt,
    revokedAt,
  }));
}
