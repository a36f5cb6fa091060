import { BSONRegExp, type Doc, has } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { isOperatorDoc } from '../query/parseFilter.ts';
import { Target } from './target.ts';

/** The fields an upsert takes from the equalities of its filter. */
export function docFromFilter(filter: Doc): Doc {
  const found = new Map<string, unknown>();
  collect(filter, found);
  const target = new Target({});
  if (found.has('_id')) target.set(['_id'], found.get('_id'));
  for (const [path, value] of found) if (path !== '_id') target.set(path.split('.'), value);
  return target.doc;
}

/** For a replacement, only the `_id` counts. */
export function idFromFilter(filter: Doc): unknown {
  const found = new Map<string, unknown>();
  collect(filter, found, true);
  return found.get('_id');
}

function collect(filter: Doc, found: Map<string, unknown>, onlyId = false): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && (value as unknown[]).length === 1)) {
      for (const each of value as Doc[]) collect(each, found, onlyId);
    } else if (!name.startsWith('$') && (!onlyId || name === '_id')) {
      const equality = equalityOf(value);
      if (equality) put(found, name, equality.value);
    }
  }
}

function equalityOf(value: unknown): { value: unknown } | undefined {
  if (value instanceof BSONRegExp) return undefined;
  if (!isOperatorDoc(value)) return { value };
  if (has(value, '$eq')) return { value: value.$eq };
  if (Array.isArray(value.$in) && value.$in.length === 1) return { value: value.$in[0] };
  if (Array.isArray(value.$all) && value.$all.length === 1 && !isOperatorDoc(value.$all[0]))
    return { value: value.$all[0] };
  return undefined;
}

function put(found: Map<string, unknown>, path: string, value: unknown): void {
  for (const known of found.keys()) {
    if (known === path)
      throw new MongoError('NotSingleValueField', `cannot infer query fields to set, path '${path}' is matched twice`);
    if (known.startsWith(`${path}.`) || path.startsWith(`${known}.`)) {
      const [shorter, longer] = known.length < path.length ? [known, path] : [path, known];
      throw new MongoError(
        'NotSingleValueField',
        `cannot infer query fields to set, both paths '${shorter}' and '${longer}' are matched`,
      );
    }
  }
  found.set(path, value);
}
