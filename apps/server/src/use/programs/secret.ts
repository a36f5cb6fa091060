import { randomBytes } from 'node:crypto';
import type { ProgramDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

const known = new WeakMap<Store, Map<string, Promise<string>>>();

/** A program's own secret, for codes that only this server makes and reads; drawn when it is first needed, and never told. */
export function secretOf(store: Store, program: string): Promise<string> {
  const secrets = known.get(store) ?? new Map<string, Promise<string>>();
  known.set(store, secrets);
  const standing = secrets.get(program);
  if (standing) return standing;
  const asked = draw(store, program);
  secrets.set(program, asked);
  asked.catch(() => secrets.delete(program));
  return asked;
}

async function draw(store: Store, program: string): Promise<string> {
  await store.programs.collection.updateOne({ _id: program, secret: { $exists: false } } as never, {
    $set: { secret: randomBytes(32).toString('base64url') },
  });
  const found = await store.programs.findById(program).lean<ProgramDocument>();
  if (!found?.secret) throw new Error(`the program ${program} is gone from the store`);
  return found.secret;
}
