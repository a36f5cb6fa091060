import type { ProgramVersionView } from '@laurel/contract';
import { type Laurel, LaurelError } from '../../laurel.ts';
import type { VersionDocument } from '../../store/documents.ts';

/**
 * A published version, by default the newest.
 * @throws LaurelError `not_found` where the program has no such version
 */
export async function getVersion(laurel: Laurel, program: string, version?: number): Promise<ProgramVersionView> {
  const wanted = version ?? (await laurel.programs.refresh(program))?.version;
  const found = await laurel.store.versions.findById(`${program}:${wanted}`).lean<VersionDocument>();
  if (!found) throw new LaurelError('not_found', { version });
  return { version: found.version, publishedAt: found.publishedAt.toISOString(), program: found.document };
}
