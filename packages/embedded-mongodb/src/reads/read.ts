import type { Doc } from '../bson/types.ts';
import { choosePlan } from '../plan/choose.ts';
import { PAUSE, type Pause, type ScanStats, scan } from '../plan/scan.ts';
import type { Plan } from '../plan/types.ts';
import type { EvalContext } from '../query/context.ts';
import { type SortField, sortKeys } from '../query/sort.ts';
import type { FilterNode } from '../query/tree.ts';
import type { Collection } from '../store/catalog.ts';
import { type Store, Stored } from '../store/Store.ts';

export interface ReadWish {
  readonly filter: FilterNode;
  readonly sort: readonly SortField[];
  readonly sortDoc: Doc;
  readonly skip: number;
  /** 0 is all. */
  readonly limit: number;
  readonly hint: unknown;
  readonly context: EvalContext;
  readonly between?: { readonly min: Doc | undefined; readonly max: Doc | undefined };
}

export interface Read {
  readonly plan: Plan;
  readonly stats: ScanStats;
  readonly documents: Generator<Stored | Pause>;
}

/** Plans a read and gives its documents as they are pulled: filtered, sorted, skipped and limited. */
export function readDocuments(store: Store, collection: Collection, wish: ReadWish, note: (plan: Plan) => void): Read {
  const plan = choosePlan(store, collection, wish);
  note(plan);
  const stats: ScanStats = { keysExamined: 0, docsExamined: 0 };
  const found = scan(store, collection, plan, wish.filter.test, stats);
  const ordered = wish.sort.length > 0 && !plan.sorted ? sorted(found, wish) : found;
  return { plan, stats, documents: slice(ordered, wish.skip, wish.limit) };
}

function* slice(documents: Iterable<Stored | Pause>, skip: number, limit: number): Generator<Stored | Pause> {
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  let over = skip;
  for (const item of documents) {
    if (item === PAUSE) yield item;
    else if (over > 0) over -= 1;
    else {
      yield item;
      left -= 1;
      if (left === 0) return;
    }
  }
}

/** Sorts in memory, holding bytes and keys only; with a limit, only as many as are wanted are kept. */
function* sorted(documents: Iterable<Stored | Pause>, wish: ReadWish): Generator<Stored | Pause> {
  const keys = sortKeys(wish.sortDoc, wish.context);
  const keep = wish.limit === 0 ? Number.POSITIVE_INFINITY : wish.limit + wish.skip;
  let rows: { key: unknown[]; at: number; record: number; raw: Buffer }[] = [];
  const order = (a: (typeof rows)[number], b: (typeof rows)[number]): number =>
    keys.compare(a.key, b.key) || a.at - b.at;
  let at = 0;
  for (const item of documents) {
    if (item === PAUSE) {
      yield item;
      continue;
    }
    rows.push({ key: keys.of(item.doc), at: at++, record: item.record, raw: item.raw });
    if (rows.length > keep * 2 + 1000) rows = rows.sort(order).slice(0, keep);
  }
  rows.sort(order);
  for (const { record, raw } of rows) yield new Stored(record, raw);
}
