import type { Test } from '../query/tree.ts';
import { rangeOfId, recordKey, recordOf } from '../store/bytes.ts';
import type { Collection } from '../store/catalog.ts';
import { type Store, Stored } from '../store/Store.ts';
import type { Plan } from './types.ts';

/** Comes between documents when a scan has worked for a while, so that others get their turn. */
export const PAUSE = Symbol('pause');
export type Pause = typeof PAUSE;

export interface ScanStats {
  keysExamined: number;
  docsExamined: number;
}

/** How many keys or documents are read at once; no LMDB reader stays open between. */
const CHUNK = 256;

/** The documents of a plan that pass the test, in the plan's order, each once. Goes on where it was after a pause of any length. */
export function* scan(
  store: Store,
  collection: Collection,
  plan: Plan,
  test: Test,
  stats: ScanStats,
): Generator<Stored | Pause> {
  if (plan.stage === 'COLLSCAN') {
    yield* scanDocs(store, collection, plan.reverse, test, stats);
    return;
  }
  const seen = needsSeen(plan) ? new Set<number>() : undefined;
  for (const record of records(store, plan, stats)) {
    if (record === PAUSE) {
      yield PAUSE;
      continue;
    }
    if (seen) {
      if (seen.has(record)) continue;
      seen.add(record);
    }
    const stored = store.get(collection, record);
    if (!stored) continue;
    stats.docsExamined += 1;
    if (test(stored.doc)) yield stored;
  }
}

const needsSeen = (plan: Plan): boolean =>
  plan.stage === 'OR' || (plan.stage === 'IXSCAN' && plan.index.multikey.some(Boolean));

function* records(store: Store, plan: Plan, stats: ScanStats): Generator<number | Pause> {
  if (plan.stage === 'OR') {
    for (const each of plan.plans) yield* records(store, each, stats);
    return;
  }
  if (plan.stage !== 'IXSCAN') return;
  const { index, reverse } = plan;
  const ranges = reverse ? [...plan.ranges].reverse() : plan.ranges;
  for (const range of ranges) {
    let { start, end } = range;
    for (let limit = 8; ; limit = CHUNK) {
      const found = index.unique
        ? store.env.keys
            .range({ start, end, reverse, limit })
            .map(({ key, value }) => ({ key, record: recordOf(value) }))
        : store.env.keys.keys({ start, end, reverse, limit }).map((key) => ({ key, record: recordOf(key) }));
      for (const { record } of found) {
        stats.keysExamined += 1;
        yield record;
      }
      const last = found[found.length - 1];
      if (!last || found.length < limit) break;
      if (reverse) end = last.key;
      else start = Buffer.concat([last.key, Buffer.from([0])]);
      if (limit === CHUNK) yield PAUSE;
    }
  }
}

function* scanDocs(
  store: Store,
  collection: Collection,
  reverse: boolean,
  test: Test,
  stats: ScanStats,
): Generator<Stored | Pause> {
  let { start, end } = rangeOfId(collection.id);
  for (;;) {
    const found = store.env.docs.range({ start, end, reverse, limit: CHUNK });
    for (const { key, value: raw } of found) {
      stats.docsExamined += 1;
      const stored = new Stored(recordOf(key), raw);
      if (test(stored.doc)) yield stored;
    }
    const last = found[found.length - 1];
    if (!last || found.length < CHUNK) return;
    if (reverse) end = last.key;
    else start = recordKey(collection.id, recordOf(last.key) + 1);
    yield PAUSE;
  }
}
