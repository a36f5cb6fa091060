import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Laurel } from '../../laurel.ts';
import { duplicatesOf } from '../../store/faults.ts';
import type { Store } from '../../store/store.ts';

/** A name that holds a hash of what is in the file. */
export const HASHED = /[-.][A-Za-z0-9_-]{8,}\.\w+(\.map)?$/;

/**
 * Leaves the files of this release in the store, so that every process answers for every release that was ever served: old
 * pages ask for old files, and while a deploy goes on new pages ask old processes. A name that is there stays as it is.
 */
export async function keepRelease(laurel: Laurel, folder: string): Promise<void> {
  const { files } = laurel.store;
  const names = (await readdir(folder)).filter((name) => HASHED.test(name));
  const known = await files.collection.find({ _id: { $in: names } as never }, { projection: { _id: 1 } }).toArray();
  const held = new Set(known.map(({ _id }) => String(_id)));
  const at = new Date(laurel.now());
  const added = names.filter((name) => !held.has(name));
  if (added.length === 0) return;
  const documents = await Promise.all(
    added.map(async (name) => ({ _id: name as never, bytes: await readFile(join(folder, name)), at })),
  );
  try {
    await files.collection.insertMany(documents, { ordered: false });
  } catch (error) {
    // Another process of the same release was first; whatever else it is, is thrown.
    duplicatesOf(error);
  }
}

/** What a file of any release that was served from this store holds, or null. */
export async function keptFile(store: Store, name: string): Promise<Buffer | null> {
  const found = await store.files.collection.findOne({ _id: name as never }, { promoteBuffers: true });
  return found ? Buffer.from(found.bytes as Uint8Array) : null;
}
