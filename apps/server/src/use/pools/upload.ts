import { createHash } from 'node:crypto';
import type { PoolView } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { CodeDocument } from '../../store/documents.ts';
import { duplicatesOf, told } from '../../store/faults.ts';
import { poolView } from './list.ts';

/**
 * Adds codes to a pool. One that the program had before, in whichever pool, is refused and counted; sent again, all of them are.
 */
export async function uploadCodes(
  laurel: Laurel,
  program: PublishedProgram,
  { pool, codes }: { pool: string; codes: readonly string[] },
): Promise<PoolView & { added: number; duplicates: number }> {
  try {
    const fresh = new Map(codes.map((code) => [idOf(program.id, code), documentOf(laurel, program.id, pool, code)]));
    const refused = await insert(laurel, [...fresh.values()]);
    const added = fresh.size - refused;
    return { ...(await poolView(laurel, program, pool)), added, duplicates: codes.length - added };
  } catch (error) {
    throw told(error);
  }
}

async function insert({ store }: Laurel, documents: CodeDocument[]): Promise<number> {
  if (documents.length === 0) return 0;
  try {
    await store.codes.collection.insertMany(documents as never[], { ordered: false });
    return 0;
  } catch (error) {
    return duplicatesOf(error).length;
  }
}

function documentOf({ seal }: Laurel, program: string, pool: string, code: string): CodeDocument {
  const _id = idOf(program, code);
  return { _id, program, pool, code: seal.close(code, _id), reservation: null, member: null, at: null };
}

function idOf(program: string, code: string): string {
  return createHash('sha256')
    .update(JSON.stringify([program, code]))
    .digest('base64url');
}
