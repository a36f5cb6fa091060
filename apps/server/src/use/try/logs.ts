import type { Program } from '@laurel/contract';
import { type Kept, poolsAt } from '@laurel/engine';
import type { MemberDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import type { Range, Share } from './order.ts';

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

/** A member's log, and what is asked of the member beside it. */
export interface Asked {
  log: Kept[];
  attributes: Record<string, unknown>;
}

/** The logs of a share, as often as they are looked at. A few are held where they may be wanted again; more are read again. */
export class Logs {
  private held: Asked[] | null;
  private entries = 0;
  private isWhole = false;
  private readonly asksAttributes: boolean;

  constructor(
    private readonly store: Store,
    private readonly share: Share,
  ) {
    const both = [share.draft, share.published.document];
    this.asksAttributes = both.some((document) => JSON.stringify(document).includes('member.attributes'));
    this.held = both.some(mayTakeTwo) ? [] : null;
  }

  /** One member after another, as many at once as the store answers with. */
  async *each(): AsyncGenerator<Asked[]> {
    if (this.held && this.isWhole) {
      yield this.held;
      return;
    }
    const { program, range } = this.share;
    for await (const logs of keptLogs(this.store, program, range)) {
      const attributes = this.asksAttributes ? await attributesOf(this.store, logs) : null;
      const some = logs.map((log) => ({ log, attributes: attributes?.get(log[0]?.member ?? '') ?? {} }));
      this.hold(some);
      yield some;
    }
    this.isWhole = true;
  }

  private hold(some: Asked[]): void {
    for (const { log } of some) this.entries += log.length;
    if (this.entries > this.share.hold) this.held = null;
    this.held?.push(...some);
  }
}

/** Whether members may do something together that is only known when all logs were looked at. */
function mayTakeTwo(program: Program): boolean {
  return program.goals.length > 0 || poolsAt(program, 0).length > 0;
}

async function attributesOf(store: Store, logs: Kept[][]): Promise<Map<string, Record<string, unknown>>> {
  const found = (await store.members.collection
    .find({ _id: { $in: logs.map(([first]) => first?.member) } } as never, { projection: { 'profile.attributes': 1 } })
    .toArray()) as unknown as MemberDocument[];
  return new Map(found.map(({ _id, profile }) => [_id, profile.attributes ?? {}]));
}

/** Whole logs of some of a program's members, one after another: as many at once as the store answers with. */
async function* keptLogs(store: Store, program: string, range: Range): AsyncGenerator<Kept[][]> {
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
