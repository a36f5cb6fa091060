import { Program } from '@laurel/contract';
import type { Laurel } from '../../laurel.ts';
import { checkOfVersion } from '../../log/check.ts';
import type { VersionDocument } from '../../store/documents.ts';
import type { Findings } from './findings.ts';

/**
 * A published version never changes.
 * @returns how many versions were looked at
 */
export async function auditPrograms(laurel: Laurel, findings: Findings): Promise<number> {
  let versions = 0;
  for await (const found of laurel.store.versions.collection.find({})) {
    const version = found as unknown as VersionDocument;
    versions += 1;
    if (version.check !== checkOfVersion(version))
      findings.add('versions', version._id, 'its checksum does not match: it was changed after it was published');
    else if (!Program.safeParse(version.document).success)
      findings.add('versions', version._id, 'it is no program document');
  }
  const ids = new Set((await laurel.store.versions.collection.distinct('program')).map(String));
  for await (const { _id } of laurel.store.programs.collection.find({}, { projection: { _id: 1 } })) {
    if (!ids.has(String(_id))) findings.add('programs', String(_id), 'it has no published version');
  }
  return versions;
}
