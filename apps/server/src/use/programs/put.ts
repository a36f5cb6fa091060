import type { ProgramInput } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { canonical } from '../../log/canonical.ts';
import { checkOfVersion } from '../../log/check.ts';
import { isDuplicate } from '../../store/faults.ts';
import { confirmPast } from '../fills/cost.ts';
import { openFill } from '../fills/fill.ts';
import { newChallenges } from './published.ts';
import { readProgram } from './read.ts';

/**
 * Publishes the next version: the insert of its document is the commit. A document that says the same as the standing one
 * publishes nothing.
 * @param how `base`: the version that the document was made from; `confirm`: that new challenges may give for the past
 * @throws LaurelError `program_invalid`, `program_not_found`, `retroactive_unconfirmed` with what it costs, or `version_conflict` when
 *   another version was published meanwhile
 */
export async function putProgram(
  laurel: Laurel,
  program: string,
  document: ProgramInput,
  { base, confirm }: { base?: number | undefined; confirm?: string | undefined } = {},
): Promise<PublishedProgram> {
  const read = readProgram(document);
  const standing = await laurel.programs.refresh(program);
  if (!standing) throw new LaurelError('program_not_found');
  if (base !== undefined && base !== standing.version)
    throw new LaurelError('version_conflict', { base, published: standing.version });
  if (canonical(read) === canonical(standing.document)) return standing;
  const version = standing.version + 1;
  const fills = newChallenges(standing.document, read, version);
  if (fills.length > 0) {
    await confirmPast(laurel, { ...standing, version, document: read, fills }, confirm);
    await openFill(laurel, program, version);
  }
  try {
    await laurel.store.versions.collection.insertOne({
      _id: `${program}:${version}`,
      program,
      version,
      document: read,
      publishedAt: new Date(laurel.now()),
      check: checkOfVersion({ program, version, document: read }),
    } as never);
  } catch (error) {
    if (isDuplicate(error)) throw new LaurelError('version_conflict', { base: standing.version, published: version });
    throw error;
  }
  await laurel.store.programs.collection.updateOne({ _id: program, version: { $lt: version } } as never, {
    $set: { version, name: read.name },
  });
  return (await laurel.programs.refresh(program)) ?? { ...standing, version, document: read };
}
