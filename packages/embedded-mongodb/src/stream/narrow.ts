import { isDoc } from '../bson/types.ts';
import type { OplogKind } from '../store/oplog.ts';

/** Kinds of events and collections outside of which a stream shows nothing; undefined: any. */
export interface Narrow {
  readonly kinds?: ReadonlySet<string> | undefined;
  readonly collections?: ReadonlySet<string> | undefined;
}

const ANY: Narrow = {};
/** Whatever else happens may end a stream, whether or not it is shown. */
const DOCUMENTS = new Set<OplogKind>(['insert', 'update', 'replace', 'delete']);

/**
 * What a stream's first `$match` can let through at most, as far as that can be told from the kind of an event and its collection:
 * most events of a store are of no interest to a stream, and making them out costs more than this.
 */
export function narrowOf(filter: unknown): Narrow {
  if (!isDoc(filter)) return ANY;
  let found: Narrow = { kinds: textsOf(filter.operationType), collections: textsOf(filter['ns.coll']) };
  for (const part of listOf(filter.$and)) found = both(found, narrowOf(part));
  if (Array.isArray(filter.$or) && filter.$or.length > 0) {
    const parts = filter.$or.map(narrowOf);
    found = both(found, {
      kinds: all(parts.map(({ kinds }) => kinds)),
      collections: all(parts.map((part) => part.collections)),
    });
  }
  return found;
}

/** Whether a change of a document lies outside of what a stream may show. */
export function isOutside({ kinds, collections }: Narrow, kind: OplogKind, collection: unknown): boolean {
  if (!DOCUMENTS.has(kind)) return false;
  return (kinds?.has(kind) ?? true) === false || (collections?.has(String(collection)) ?? true) === false;
}

/** The texts that a condition on one field allows; undefined where it is not told by texts. */
function textsOf(condition: unknown): Set<string> | undefined {
  const one = isDoc(condition) && '$eq' in condition ? condition.$eq : condition;
  if (typeof one === 'string') return new Set([one]);
  const list = isDoc(condition) ? listOf(condition.$in) : [];
  return list.length > 0 && list.every((value) => typeof value === 'string') ? new Set(list as string[]) : undefined;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function both(a: Narrow, b: Narrow): Narrow {
  return { kinds: shared(a.kinds, b.kinds), collections: shared(a.collections, b.collections) };
}

function shared(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) {
  if (!a || !b) return a ?? b;
  return new Set([...a].filter((each) => b.has(each)));
}

function all(sets: (ReadonlySet<string> | undefined)[]): Set<string> | undefined {
  return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...(set as Set<string>)])) : undefined;
}
