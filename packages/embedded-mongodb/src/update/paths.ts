import { textOf } from '../bson/text.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { EvalContext } from '../query/context.ts';
import { parseFilter } from '../query/parseFilter.ts';
import type { Target } from './target.ts';

type ElementFilter = (item: unknown) => boolean;
export type ArrayFilters = ReadonlyMap<string, ElementFilter>;

/** Array filters by identifier, each tested with the element under that name. */
export function parseArrayFilters(filters: readonly unknown[], context: EvalContext): ArrayFilters {
  const parsed = new Map<string, ElementFilter>();
  for (const filter of filters) {
    if (!isDoc(filter)) throw new MongoError('TypeMismatch', 'Each array filter must be an object');
    const name = identifierOf(filter);
    if (name === undefined) {
      throw new MongoError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new MongoError(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (parsed.has(name))
      throw new MongoError('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`);
    const node = parseFilter(filter, context);
    parsed.set(name, (item) => node.test({ [name]: item }));
  }
  return parsed;
}

function identifierOf(filter: Doc): string | undefined {
  let found: string | undefined;
  for (const [key, value] of Object.entries(filter)) {
    const names = key.startsWith('$')
      ? Array.isArray(value)
        ? value.filter(isDoc).map(identifierOf)
        : []
      : [key.split('.')[0]];
    for (const name of names) {
      if (name === undefined) continue;
      if (found !== undefined && found !== name) {
        throw new MongoError(
          'FailedToParse',
          `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${found}' and '${name}'`,
        );
      }
      found = name;
    }
  }
  return found;
}

const identifier = (part: string): string | undefined => /^\$\[(.*)\]$/.exec(part)?.[1];

/** Names used by `$[name]` in a path. */
export const identifiersIn = (path: string): string[] =>
  path
    .split('.')
    .map(identifier)
    .filter((name): name is string => name !== undefined && name !== '');

/** Checks an update path when it is parsed. */
export function checkPath(path: string, filters: ArrayFilters): void {
  const parts = path.split('.');
  if (path === '' || parts.includes('')) {
    throw new MongoError(
      'EmptyFieldName',
      path === ''
        ? `An empty update path is not valid.`
        : `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  parts.forEach((part, i) => {
    if (!part.startsWith('$')) return;
    const name = identifier(part);
    if (i === 0 && (part === '$' || name !== undefined)) {
      throw new MongoError(
        'BadValue',
        `Cannot have array filter identifier (i.e. '$[<id>]') or positional operator element in the first position in path '${path}'`,
      );
    }
    if (part === '$') {
      if (parts.indexOf('$', i + 1) > 0)
        throw new MongoError('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
      return;
    }
    if (name === undefined) {
      if (['$id', '$ref', '$db'].includes(part) && i > 0) return;
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
      );
    }
    if (name !== '' && !filters.has(name))
      throw new MongoError('BadValue', `No array filter found for identifier '${name}' in path '${path}'`);
  });
}

/** The concrete paths that a path with `$`, `$[]` and `$[name]` stands for in this document. */
export function expandPath(
  target: Target,
  path: string,
  filters: ArrayFilters,
  arrayIndex: number | undefined,
): string[][] {
  let found: string[][] = [[]];
  for (const part of path.split('.')) {
    const name = identifier(part);
    if (part === '$') {
      if (arrayIndex === undefined)
        throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
      found = found.map((parts) => [...parts, String(arrayIndex)]);
    } else if (name === undefined) found = found.map((parts) => [...parts, part]);
    else {
      found = found.flatMap((parts) => {
        const list = target.get(parts);
        if (list === undefined)
          throw new MongoError(
            'BadValue',
            `The path '${parts.join('.')}' must exist in the document in order to apply array updates.`,
          );
        if (!Array.isArray(list)) {
          const last = parts[parts.length - 1];
          throw new MongoError('BadValue', `Cannot apply array updates to non-array element ${last}: ${textOf(list)}`);
        }
        const test = filters.get(name);
        return list.flatMap((item, i) => (test === undefined || test(item) ? [[...parts, String(i)]] : []));
      });
    }
  }
  return found;
}
