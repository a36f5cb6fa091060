import type { Entry } from '@laurel/engine';
import { checkOf } from '../log/check.ts';
import type { EntryDocument } from './documents.ts';

/** An entry as the store keeps it. */
export function documentOf(entry: Entry): EntryDocument {
  const document = {
    ...entry,
    _id: `${entry.member}:${entry.seq}`,
    occurredAt: new Date(entry.occurredAt),
    recordedAt: new Date(entry.recordedAt),
  };
  return { ...document, check: checkOf(document) };
}

/** A stored entry as the engine knows it. What a hand has broken stays broken, and is found where it is used. */
export function entryOf({ _id: _, check: __, occurredAt, recordedAt, ...rest }: EntryDocument): Entry {
  // Set on the one copy that was made: every log that is folded passes here.
  const entry = rest as Entry;
  entry.occurredAt = Number(occurredAt);
  entry.recordedAt = Number(recordedAt);
  return entry;
}
