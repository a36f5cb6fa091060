import { randomBytes } from 'node:crypto';
import type { ProgramDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

/** The secret that makes a program's row ids opaque: drawn by whoever needs it first, the same for every process. */
export async function saltOf(store: Store, program: string): Promise<string> {
  await store.programs.collection.updateOne({ _id: program, salt: { $exists: false } } as never, {
    $set: { salt: randomBytes(24).toString('base64url') },
  });
  const found = await store.programs.findById(program).lean<ProgramDocument>();
  if (!found?.salt) throw new Error(`the program ${program} is gone from the store`);
  return found.salt;
}
