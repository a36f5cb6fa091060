import { type Entry, sumsOf } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { BatchDocument, SumDocument } from '../../store/documents.ts';
import { duplicatesOf, isDuplicate } from '../../store/faults.ts';
import { setAside } from '../../store/letters.ts';
import type { Store } from '../../store/store.ts';

/** Where a projector stands: so many batches of this generation are committed, the log is projected up to the token. */
export interface Position {
  generation: number;
  n: number;
  token: unknown;
}

/** Another process has committed the batch with this number: it projects now, we do not. */
export class FencedOff extends Error {}

/** Batches kept behind the last one, for whoever looks into what happened. */
const KEPT = 100;

/** What entries add to the sums of each program and day. */
export class Additions {
  private readonly days = new Map<string, { program: string; day: string; add: Record<string, number> }>();

  constructor(private readonly laurel: Laurel) {}

  /** An entry that cannot be added up is set aside, and the others go on. */
  async take(entry: Entry): Promise<void> {
    try {
      this.add(entry);
    } catch (error) {
      const { program, member, seq } = entry;
      await setAside(this.laurel, { kind: 'sums', program, member, entry: `${member}:${seq}` }, error);
    }
  }

  private add(entry: Entry): void {
    const sums = Object.entries(sumsOf(entry));
    const day = new Date(entry.recordedAt).toISOString().slice(0, 10);
    const key = `${entry.program}:${day}`;
    const found = this.days.get(key) ?? { program: entry.program, day, add: {} };
    this.days.set(key, found);
    for (const [name, n] of sums) found.add[name] = (found.add[name] ?? 0) + n;
  }

  all(): BatchDocument['sums'] {
    return [...this.days.values()];
  }
}

/** The last committed batch of the newest generation; null before the first. */
export async function lastBatch(store: Store): Promise<BatchDocument | null> {
  return store.batches.findOne({}).sort({ generation: -1, n: -1 }).lean<BatchDocument>();
}

/**
 * Commits a batch and applies it to the sums.
 * @throws FencedOff when another process has committed this number
 */
export async function commitBatch(
  store: Store,
  before: Position,
  token: unknown,
  additions: Additions,
): Promise<Position> {
  const { generation } = before;
  const n = before.n + 1;
  const batch: BatchDocument = {
    _id: `${generation}:${n}`,
    generation,
    n,
    token,
    sums: additions.all(),
    at: new Date(),
  };
  try {
    await store.batches.collection.insertOne(batch as never);
  } catch (error) {
    if (isDuplicate(error)) throw new FencedOff(`batch ${n} was committed by another process`);
    throw error;
  }
  await applyBatch(store, batch);
  if (n % KEPT === 0) await store.batches.collection.deleteMany({ generation, n: { $lt: n - KEPT } } as never);
  return { generation, n, token };
}

/** Applies a committed batch to the sums that have not taken it yet; as often as one likes. */
export async function applyBatch(store: Store, { generation, n, sums }: BatchDocument): Promise<void> {
  const ids = sums.map(({ program, day }) => `${generation}:${program}:${day}`);
  const found = await store.sums.find({ _id: { $in: ids } }).lean<SumDocument[]>();
  const standing = new Map(found.map((document) => [document._id, document]));
  const writes = sums.flatMap(({ program, day, add }): object[] => {
    const _id = `${generation}:${program}:${day}`;
    const before = standing.get(_id);
    if (before && before.batch >= n) return [];
    // Names have points in them, so that no update operator can address them.
    const replacement: SumDocument = { _id, generation, program, day, batch: n, sums: added(before?.sums ?? {}, add) };
    return before
      ? [{ replaceOne: { filter: { _id, batch: before.batch }, replacement } }]
      : [{ insertOne: { document: replacement } }];
  });
  if (writes.length === 0) return;
  // What another process applied first stands: the batch that it applied is the same.
  await store.sums.collection.bulkWrite(writes as never[], { ordered: false }).catch(duplicatesOf);
}

function added(sums: Record<string, number>, add: Record<string, number>): Record<string, number> {
  const result = { ...sums };
  for (const [name, by] of Object.entries(add)) result[name] = (result[name] ?? 0) + by;
  return result;
}
