import { randomUUID } from 'node:crypto';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import { plainContext } from '../query/context.ts';
import { parseFilter } from '../query/parseFilter.ts';
import type { FilterNode } from '../query/tree.ts';
import type { Table } from './table.ts';

interface IndexField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** An index; the flags only ever go from false to true. */
export interface Index {
  readonly id: number;
  readonly name: string;
  /** What the client gave, as `listIndexes` tells it. */
  readonly spec: Doc;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: FilterNode | undefined;
  readonly expireAfterSeconds: number | undefined;
  readonly hidden: boolean;
  /** By component: some document has an array there. */
  multikey: boolean[];
  /** Some key was too long to be kept whole, so the order of its keys is not exact. */
  cut: boolean;
}

export interface Collection {
  readonly id: number;
  readonly uuid: string;
  db: string;
  name: string;
  options: Doc;
  indexes: Index[];
  /** The greatest record number given out. */
  lastRecord: number;
  /** How many documents there are; counted when first asked. */
  count: number | undefined;
}

export const namespaceOf = (collection: { db: string; name: string }): string => `${collection.db}.${collection.name}`;

const COLLECTION = 'c';
const NEXT_ID = Buffer.from('nextId');
const keyOfCollection = (id: number): Buffer => Buffer.from(`${COLLECTION}${String(id).padStart(10, '0')}`);

/** Which collections and indexes there are. In memory, and written through. */
export class Catalog {
  private readonly meta: Table;
  private byNamespace = new Map<string, Collection>();
  private byId = new Map<number, Collection>();

  constructor(meta: Table) {
    this.meta = meta;
  }

  /** Reads it anew: at the start, and after a transaction that was undone. */
  load(lastRecord: (id: number) => number): void {
    const before = this.byId;
    this.byNamespace = new Map();
    this.byId = new Map();
    for (const { value } of this.meta.range({ start: Buffer.from(COLLECTION), end: Buffer.from('d') })) {
      const doc = decode(value);
      const id = doc.id as number;
      this.remember({
        id,
        uuid: doc.uuid as string,
        db: doc.db as string,
        name: doc.name as string,
        options: doc.options as Doc,
        indexes: (doc.indexes as Doc[]).map((each) =>
          makeIndex(each.id as number, each.spec as Doc, each.multikey as boolean[], each.cut as boolean),
        ),
        lastRecord: Math.max(lastRecord(id), before.get(id)?.lastRecord ?? 0),
        count: undefined,
      });
    }
  }

  get(db: string, name: string): Collection | undefined {
    return this.byNamespace.get(`${db}.${name}`);
  }

  getById(id: number): Collection | undefined {
    return this.byId.get(id);
  }

  all(): Collection[] {
    return [...this.byId.values()];
  }

  inDatabase(db: string): Collection[] {
    return this.all().filter((collection) => collection.db === db);
  }

  create(db: string, name: string, options: Doc): Collection {
    const collection: Collection = {
      id: this.nextId(),
      uuid: randomUUID(),
      db,
      name,
      options,
      indexes: [],
      lastRecord: 0,
      count: 0,
    };
    collection.indexes.push(makeIndex(this.nextId(), { v: 2, key: { _id: 1 }, name: '_id_' }, [false], false));
    this.remember(collection);
    this.save(collection);
    return collection;
  }

  drop(collection: Collection): void {
    this.byNamespace.delete(namespaceOf(collection));
    this.byId.delete(collection.id);
    this.meta.remove(keyOfCollection(collection.id));
  }

  rename(collection: Collection, db: string, name: string): void {
    this.byNamespace.delete(namespaceOf(collection));
    collection.db = db;
    collection.name = name;
    this.remember(collection);
    this.save(collection);
  }

  addIndex(collection: Collection, spec: Doc): Index {
    const fields = Object.keys(spec.key as Doc);
    const index = makeIndex(
      this.nextId(),
      spec,
      fields.map(() => false),
      false,
    );
    collection.indexes.push(index);
    this.save(collection);
    return index;
  }

  save(collection: Collection): void {
    const indexes = collection.indexes.map(({ id, spec, multikey, cut }) => ({ id, spec, multikey, cut }));
    const { id, uuid, db, name, options } = collection;
    this.meta.put(keyOfCollection(id), encode({ id, uuid, db, name, options, indexes }));
  }

  private remember(collection: Collection): void {
    this.byNamespace.set(namespaceOf(collection), collection);
    this.byId.set(collection.id, collection);
  }

  private nextId(): number {
    const id = (this.meta.get(NEXT_ID)?.readUInt32BE(0) ?? 0) + 1;
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(id);
    this.meta.put(NEXT_ID, bytes);
    return id;
  }
}

function makeIndex(id: number, spec: Doc, multikey: boolean[], cut: boolean): Index {
  const fields = Object.entries(spec.key as Doc).map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    direction: Number(direction) < 0 ? (-1 as const) : (1 as const),
  }));
  return {
    id,
    name: spec.name as string,
    spec,
    fields,
    unique: spec.unique === true || (fields.length === 1 && fields[0]?.path === '_id' && spec.name === '_id_'),
    sparse: spec.sparse === true,
    partial:
      spec.partialFilterExpression === undefined
        ? undefined
        : parseFilter(spec.partialFilterExpression as Doc, plainContext()),
    expireAfterSeconds: spec.expireAfterSeconds === undefined ? undefined : Number(spec.expireAfterSeconds),
    hidden: spec.hidden === true,
    multikey: [...multikey],
    cut,
  };
}
