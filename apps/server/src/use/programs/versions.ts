import type { Page, ProgramVersionView } from '@laurel/contract';
import type { Laurel } from '../../laurel.ts';
import type { VersionDocument } from '../../store/documents.ts';
import { readCursor, writeCursor } from '../cursor.ts';

/** The published versions of a program, newest first. */
export async function listVersions(
  laurel: Laurel,
  program: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<ProgramVersionView>> {
  const before = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const found = await laurel.store.versions
    .find({ program, ...(before === undefined ? {} : { version: { $lt: before } }) })
    .sort({ version: -1 })
    .limit(page.limit + 1)
    .lean<VersionDocument[]>();
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ version, publishedAt, document }) => ({
      version,
      publishedAt: publishedAt.toISOString(),
      program: document,
    })),
    next: last && found.length > page.limit ? writeCursor(last.version) : null,
  };
}
