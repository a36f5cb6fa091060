import { type Doc, getField, isDoc } from '../bson/types.ts';

/**
 * For the paths in which a number may be taken for a position, or a name has a dot: what each part is, a name or an index.
 * Change streams with expanded events tell it.
 */
export function ambiguous(paths: readonly string[], before: Doc, after: Doc): { dp?: Doc } {
  const found: Doc = {};
  for (const path of paths) {
    if (!/(^|\.)\d+(\.|$)/.test(path) || !path.includes('.')) continue;
    const parts = typed(path.split('.'), after) ?? typed(path.split('.'), before);
    if (parts?.some((part) => typeof part === 'string' && /^\d+$/.test(part))) found[path] = parts;
  }
  return Object.keys(found).length > 0 ? { dp: found } : {};
}

function typed(parts: readonly string[], doc: Doc): (string | number)[] | undefined {
  const result: (string | number)[] = [];
  let at: unknown = doc;
  for (const part of parts) {
    if (Array.isArray(at)) {
      result.push(Number(part));
      at = at[Number(part)];
    } else if (isDoc(at)) {
      result.push(part);
      at = getField(at, part);
    } else return undefined;
  }
  return result;
}
