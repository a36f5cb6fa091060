import type { Kept } from '@laurel/engine';
import type { Store } from '../../store/store.ts';
import type { Range } from './order.ts';

/** Entries that are asked for at once. */
const TOGETHER = 1_000;
/** What a fact came to then is judged anew, and half of an entry's fields are about that. */
const ASKED: Record<keyof Kept, 1> = {
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
};

/** Whole logs of some of a program's members, one after another: as many at once as the store answers with. */
export async function* keptLogs(store: Store, program: string, range: Range): AsyncGenerator<Kept[][]> {
  let log: Kept[] = [];
  for await (const documents of ahead(batchesOf(store, program, range))) {
    const whole: Kept[][] = [];
    for (const document of documents) {
      // Nobody else has the document: a copy of each of a whole year's would cost more than reading them.
      const instants = { occurredAt: Number(document.occurredAt), recordedAt: Number(document.recordedAt) };
      const entry: Kept = Object.assign(document as Omit<Kept, keyof typeof instants>, instants);
      if (log[0] && log[0].member !== entry.member) {
        whole.push(log);
        log = [];
      }
      log.push(entry);
    }
    yield whole;
  }
  if (log.length > 0) yield [log];
}

type Document = Omit<Kept, 'occurredAt' | 'recordedAt'> & { occurredAt: Date; recordedAt: Date };

async function* batchesOf(store: Store, program: string, { from, below }: Range): AsyncGenerator<Document[]> {
  const member = { ...(from === null ? {} : { $gte: from }), ...(below === null ? {} : { $lt: below }) };
  const cursor = store.entries.collection
    .find({ program, ...(from === null && below === null ? {} : { member }) } as never, {
      batchSize: TOGETHER,
      projection: { ...ASKED, _id: 0 },
    })
    .sort({ program: 1, member: 1, seq: 1 });
  for (let first = await cursor.next(); first; first = await cursor.next())
    yield [first, ...cursor.readBufferedDocuments()] as unknown as Document[];
}

/** Asks for the next while what has come is worked on: the store reads meanwhile. */
async function* ahead<Each>(source: AsyncGenerator<Each>): AsyncGenerator<Each> {
  let next = source.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = source.next();
      // Whoever stops early never hears of it.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}
