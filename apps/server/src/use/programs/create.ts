import type { ProgramInput } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { checkOfVersion } from '../../log/check.ts';
import { drawId } from '../ids.ts';
import { createKey } from '../keys/create.ts';
import { readProgram } from './read.ts';

/**
 * Makes a program with its first version and its first keys, which are told once.
 * @param mode said once and for all: the same document may be published to a test program and to the live one
 * @throws LaurelError `program_invalid`
 */
export async function createProgram(
  laurel: Laurel,
  document: ProgramInput,
  { mode = 'live' }: { mode?: 'live' | 'test' } = {},
): Promise<{ program: PublishedProgram; secretKey: string; signingSecret: string }> {
  const read = readProgram(document);
  const id = drawId('prg');
  const publishableKey = drawId('pk');
  const at = new Date(laurel.now());
  // The program comes last: until it stands, the rest belongs to nothing.
  await laurel.store.versions.collection.insertOne({
    _id: `${id}:1`,
    program: id,
    version: 1,
    document: read,
    publishedAt: at,
    check: checkOfVersion({ program: id, version: 1, document: read }),
  } as never);
  const secret = await createKey(laurel, id, { kind: 'secret', name: 'first', scope: 'admin' });
  const signing = await createKey(laurel, id, { kind: 'signing', name: 'first', scope: 'admin' });
  await laurel.store.programs.collection.insertOne({
    _id: id,
    name: read.name,
    publishableKey,
    mode,
    version: 1,
    createdAt: at,
  } as never);
  return {
    program: { id, mode, publishableKey, version: 1, document: read },
    secretKey: secret.plain,
    signingSecret: signing.plain,
  };
}
