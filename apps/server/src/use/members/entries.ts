import type { EntryView, HistoryView, Page } from '@laurel/contract';
import { type Entry, entryView, historyView } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { EntryDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { documentOf, entryIdOf } from '../events/outcome.ts';
import { findMember } from './find.ts';

/**
 * A member's log, newest first.
 * @throws LaurelError `member_not_found`, `member_closed`, or `bad_request` for a cursor that is none
 */
export async function listEntries(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  page: { cursor?: string | undefined; limit: number; locale?: string },
): Promise<Page<EntryView>> {
  return listed(laurel, program, externalId, page, async (entry) =>
    entryView(entry, entryIdOf(entry), page.locale ?? 'en', await documentOf(laurel, program, entry)),
  );
}

/**
 * The same as its member reads it.
 * @throws LaurelError `member_not_found`, `member_closed`, or `bad_request` for a cursor that is none
 */
export async function listHistory(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  page: { cursor?: string | undefined; limit: number; locale: string },
): Promise<Page<HistoryView>> {
  return listed(laurel, program, externalId, page, async (entry) =>
    historyView(entry, entryIdOf(entry), page.locale, await documentOf(laurel, program, entry)),
  );
}

async function listed<Row>(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  page: { cursor?: string | undefined; limit: number },
  view: (entry: Entry) => Promise<Row>,
): Promise<Page<Row>> {
  const before = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const { _id: member } = await findMember(laurel, program.id, externalId);
  const found = await laurel.store.entries.collection
    .find({ program: program.id, member, ...(before === undefined ? {} : { seq: { $lt: before } }) } as never)
    .sort({ program: -1, member: -1, seq: -1 })
    .limit(page.limit + 1)
    .toArray();
  const entries = found.slice(0, page.limit).map((document) => entryOf(document as unknown as EntryDocument));
  const last = entries.at(-1);
  return {
    rows: await Promise.all(entries.map(view)),
    next: last && found.length > page.limit ? writeCursor(last.seq) : null,
  };
}
