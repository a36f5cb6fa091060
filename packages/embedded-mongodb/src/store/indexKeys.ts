import { EMPTY_ARRAY, fitKey, KeyWriter } from '../bson/keystring.ts';
import { type Doc, getField, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Index } from './catalog.ts';

export interface IndexKeys {
  /** Encoded keys, each once. */
  readonly keys: Buffer[];
  /** Which components went through an array. */
  readonly multikey: boolean[];
  /** Whether a key was too long to be kept whole. */
  readonly cut: boolean;
}

interface At {
  readonly node: unknown;
  readonly rest: readonly string[];
}

const writer = new KeyWriter();
const isIndex = (part: string | undefined): part is string => part !== undefined && /^(0|[1-9]\d{0,8})$/.test(part);

/** The keys a document has in an index; none if the index is sparse or partial and leaves it out. */
export function indexKeys(index: Index, doc: Doc): IndexKeys {
  const multikey = index.fields.map(() => false);
  if (index.partial && !index.partial.test(doc)) return { keys: [], multikey, cut: false };
  const rows: unknown[][] = [];
  collect(
    index.fields.map((field) => ({ node: doc, rest: field.parts })),
    rows,
    multikey,
    index,
  );
  const seen = new Set<string>();
  const keys: Buffer[] = [];
  let anyCut = false;
  for (const row of rows) {
    if (index.sparse && row.every((value) => value === undefined)) continue;
    writer.reset();
    index.fields.forEach((field, i) => {
      writer.component(unwrapWhole(row[i]) ?? null, field.direction === -1);
    });
    const { key, cut } = fitKey(writer.bytes());
    anyCut ||= cut;
    const text = key.toString('latin1');
    if (!seen.has(text)) keys.push(key);
    seen.add(text);
  }
  return { keys, multikey, cut: anyCut };
}

/** Walks all components at once, since those that meet the same array take its elements together. */
function collect(start: readonly At[], rows: unknown[][], multikey: boolean[], index: Index): void {
  const ats = start.map(descend);
  let list: unknown[] | undefined;
  ats.forEach((at, i) => {
    if (!expands(at, start[i] as At)) return;
    const found = at.node as unknown[];
    if (list !== undefined && list !== found) {
      throw new MongoError(
        171,
        `cannot index parallel arrays [${lastPart(index, i)}] [${lastPart(
          index,
          ats.findIndex((other) => other.node === list),
        )}]`,
      );
    }
    list = found;
    multikey[i] = true;
  });
  if (list === undefined) {
    rows.push(ats.map((at) => at.node));
    return;
  }
  const shared = list;
  if (shared.length === 0) {
    rows.push(ats.map((at) => (at.node === shared ? (at.rest.length === 0 ? EMPTY_ARRAY : undefined) : at.node)));
    return;
  }
  for (const item of shared) {
    collect(
      ats.map((at) =>
        at.node === shared
          ? { node: at.rest.length === 0 ? new Whole(item) : isDoc(item) ? item : undefined, rest: at.rest }
          : at,
      ),
      rows,
      multikey,
      index,
    );
  }
}

/** An element of an array that stands for itself, even if it is an array again. */
class Whole {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

function descend(at: At): At {
  let { node, rest } = at;
  if (node instanceof Whole) return at;
  while (rest.length > 0) {
    if (Array.isArray(node)) {
      if (!isIndex(rest[0])) return { node, rest };
      const item = node[Number(rest[0])];
      if (item === undefined && node.some(isDoc)) return { node, rest };
      node = item;
    } else if (isDoc(node)) node = getField(node, rest[0] as string);
    else return { node: undefined, rest: [] };
    rest = rest.slice(1);
  }
  return { node, rest };
}

const expands = (at: At, before: At): boolean => Array.isArray(at.node) && !(before.node instanceof Whole);
const lastPart = (index: Index, i: number): string => index.fields[i]?.parts.at(-1) ?? '';

const unwrapWhole = (value: unknown): unknown => (value instanceof Whole ? value.value : value);
