import { identical } from '../bson/clone.ts';
import { type Doc, has, isDoc } from '../bson/types.ts';
import type { Changes } from './target.ts';

/** What changed between two versions of a document, as the change stream of a pipeline update tells it. */
export function diffDocs(before: Doc, after: Doc): Changes {
  const changes: Changes = { updated: new Map(), removed: new Set(), truncated: [] };
  compareDocs(before, after, '', changes);
  return changes;
}

function compareDocs(before: Doc, after: Doc, prefix: string, changes: Changes): void {
  for (const name of Object.keys(before)) if (!has(after, name)) changes.removed.add(prefix + name);
  for (const [name, value] of Object.entries(after)) {
    if (has(before, name)) compareValues(before[name], value, prefix + name, changes);
    else changes.updated.set(prefix + name, value);
  }
}

function compareValues(before: unknown, after: unknown, path: string, changes: Changes): void {
  if (identical(before, after)) return;
  if (isDoc(before) && isDoc(after)) {
    compareDocs(before, after, `${path}.`, changes);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0 && before.length > 0) {
    if (after.length < before.length) changes.truncated.push({ field: path, newSize: after.length });
    after.forEach((item, i) => {
      if (i < before.length) compareValues(before[i], item, `${path}.${i}`, changes);
      else changes.updated.set(`${path}.${i}`, item);
    });
    return;
  }
  changes.updated.set(path, after);
}
