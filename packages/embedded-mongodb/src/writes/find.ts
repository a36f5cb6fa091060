import type { Doc } from '../bson/types.ts';
import { choosePlan } from '../plan/choose.ts';
import { PAUSE, scan } from '../plan/scan.ts';
import type { EvalContext } from '../query/context.ts';
import { parseFilter } from '../query/parseFilter.ts';
import { parseSort, sortKeys } from '../query/sort.ts';
import type { FilterNode } from '../query/tree.ts';
import type { Collection } from '../store/catalog.ts';
import type { Store, Stored } from '../store/Store.ts';

export interface Target {
  readonly filter: Doc;
  readonly context: EvalContext;
  readonly hint?: unknown;
  readonly sort?: Doc | undefined;
  readonly many: boolean;
}

/** The documents a write is about, all found before the first is changed. */
export function findTargets(
  store: Store,
  collection: Collection,
  target: Target,
  note: (plan: ReturnType<typeof choosePlan>) => void,
): { found: Stored[]; filter: FilterNode } {
  const filter = parseFilter(target.filter, target.context);
  const sort = target.sort ? parseSort(target.sort) : [];
  const plan = choosePlan(store, collection, { filter, sort, hint: target.hint, context: target.context });
  note(plan);
  const found: Stored[] = [];
  for (const item of scan(store, collection, plan, filter.test, { keysExamined: 0, docsExamined: 0 })) {
    if (item === PAUSE) continue;
    found.push(item);
    if (!target.many && plan.sorted) break;
  }
  if (!target.many && !plan.sorted && target.sort) {
    const keys = sortKeys(target.sort, target.context);
    const best = found
      .map((stored) => ({ stored, key: keys.of(stored.doc) }))
      .sort((a, b) => keys.compare(a.key, b.key))[0];
    return { found: best ? [best.stored] : [], filter };
  }
  return { found: target.many ? found : found.slice(0, 1), filter };
}
