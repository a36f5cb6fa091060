import type { Kept } from '@laurel/engine';
import type { Store } from '../../store/store.ts';

/** Of an entry only what a replay needs is fetched. */
const FIELDS = {
  _id: 0,
  member: 1,
  seq: 1,
  kind: 1,
  keys: 1,
  fact: 1,
  changes: 1,
  occurredAt: 1,
  recordedAt: 1,
  outcome: 1,
  reason: 1,
  imported: 1,
} as const;

/** Whole logs of a program, one member after another. */
export async function* keptLogs(store: Store, program: string): AsyncGenerator<Kept[]> {
  const cursor = store.entries.collection
    .find({ program } as never, { projection: FIELDS, batchSize: 1_000 })
    .sort({ program: 1, member: 1, seq: 1 });
  let log: Kept[] = [];
  for await (const document of cursor) {
    const { occurredAt, recordedAt, ...rest } = document as unknown as Kept & { occurredAt: Date; recordedAt: Date };
    const entry = { ...rest, occurredAt: Number(occurredAt), recordedAt: Number(recordedAt) } as Kept;
    if (log[0] && log[0].member !== entry.member) {
      yield log;
      log = [];
    }
    log.push(entry);
  }
  if (log.length > 0) yield log;
}
