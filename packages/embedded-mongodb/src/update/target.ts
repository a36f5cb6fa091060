import { identical } from '../bson/clone.ts';
import { textOf } from '../bson/text.ts';
import { type Doc, getField, has, isDoc, setField } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

const isIndex = (part: string): boolean => /^(0|[1-9]\d{0,8})$/.test(part);
/** MongoDB refuses to pad an array further than this. */
const MAX_PADDING = 1_500_000;

/** What an update did, as a change stream tells it. */
export interface Changes {
  readonly updated: Map<string, unknown>;
  readonly removed: Set<string>;
  readonly truncated: { field: string; newSize: number }[];
}

/** The document being updated, and what has been changed in it. */
export class Target {
  readonly doc: Doc;
  readonly changes: Changes = { updated: new Map(), removed: new Set(), truncated: [] };

  constructor(doc: Doc) {
    this.doc = doc;
  }

  get changed(): boolean {
    return this.changes.updated.size > 0 || this.changes.removed.size > 0 || this.changes.truncated.length > 0;
  }

  /** The value at a concrete path, or undefined. */
  get(parts: readonly string[]): unknown {
    let value: unknown = this.doc;
    for (const part of parts) {
      if (isDoc(value)) value = getField(value, part);
      else if (Array.isArray(value) && isIndex(part)) value = value[Number(part)];
      else return undefined;
    }
    return value;
  }

  /** Puts a value at a path, making what is missing on the way; nothing happens if it is there already. */
  set(parts: readonly string[], value: unknown): void {
    const before = this.get(parts);
    if (before !== undefined && identical(before, value)) return;
    let at: Doc | unknown[] = this.doc;
    let fresh: string | undefined;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as string;
      const last = i === parts.length - 1;
      const here = parts.slice(0, i + 1).join('.');
      if (Array.isArray(at)) this.pad(at, part, parts.slice(0, i));
      const existing: unknown = Array.isArray(at) ? at[Number(part)] : getField(at, part);
      const present: boolean = Array.isArray(at) ? Number(part) in at && existing !== undefined : has(at, part);
      if (!present) fresh ??= here;
      if (last) {
        if (Array.isArray(at)) at[Number(part)] = value;
        else setField(at, part, value);
        break;
      }
      if (!present) {
        const made: Doc = {};
        if (Array.isArray(at)) at[Number(part)] = made;
        else setField(at, part, made);
        at = made;
      } else if (isDoc(existing) || Array.isArray(existing)) at = existing;
      else {
        throw new MongoError(
          'PathNotViable',
          `Cannot create field '${parts[i + 1]}' in element {${part}: ${textOf(existing)}}`,
        );
      }
    }
    const path = fresh ?? parts.join('.');
    this.changes.removed.delete(path);
    this.changes.updated.set(path, this.get(path.split('.')));
  }

  private pad(list: unknown[], part: string, parents: readonly string[]): void {
    if (!isIndex(part)) {
      const name = parents[parents.length - 1];
      throw new MongoError('PathNotViable', `Cannot create field '${part}' in element {${name}: ${textOf(list)}}`);
    }
    const index = Number(part);
    if (index - list.length > MAX_PADDING) throw new MongoError(2, `can't backfill more than ${MAX_PADDING} elements`);
    if (index > list.length) {
      const path = parents.join('.');
      for (let i = list.length; i < index; i++) {
        list[i] = null;
        this.changes.updated.set(`${path}.${i}`, null);
      }
    }
  }

  /** Takes a field away; an element of an array becomes null. */
  unset(parts: readonly string[]): void {
    const parent = this.get(parts.slice(0, -1));
    const name = parts[parts.length - 1] as string;
    const path = parts.join('.');
    if (isDoc(parent)) {
      if (!has(parent, name)) return;
      delete parent[name];
      this.changes.updated.delete(path);
      this.changes.removed.add(path);
    } else if (Array.isArray(parent) && isIndex(name) && Number(name) < parent.length) {
      this.set(parts, null);
    }
  }

  /** Appends to an array in place, told as the elements it gained. */
  append(parts: readonly string[], items: readonly unknown[]): void {
    const list = this.get(parts) as unknown[];
    const path = parts.join('.');
    const known = this.changes.updated.has(path);
    for (const item of items) {
      list.push(item);
      if (!known) this.changes.updated.set(`${path}.${list.length - 1}`, item);
    }
  }
}
