import type { Timestamp } from 'bson';
import { decodeLazily } from '../bson/decode.ts';
import { Raw } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import type { Changes } from '../update/target.ts';
import { ambiguous } from './ambiguous.ts';
import { rangeOfId, recordKey, recordOf } from './bytes.ts';
import { Catalog, type Collection } from './catalog.ts';
import { Clock } from './clock.ts';
import { Committer } from './commit.ts';
import { type Environment, openEnvironment } from './environment.ts';
import { addKeys, changeKeys, removeKeys } from './indexWrites.ts';
import { Oplog, type OplogLimits, uuidBinary } from './oplog.ts';

/** A stored document: where it is, its bytes, and what they say, read when somebody asks. */
export class Stored {
  private read: Doc | undefined;

  constructor(
    readonly record: number,
    readonly raw: Buffer,
  ) {}

  get doc(): Doc {
    this.read ??= decodeLazily(this.raw);
    return this.read;
  }
}

/** Who writes: of a retryable write the session, which its change event tells; and whether validators are passed by. */
export interface WriteOrigin {
  readonly session?: unknown;
  readonly txnNumber?: bigint;
  readonly bypassValidation?: boolean;
}

const told = ({ session, txnNumber }: WriteOrigin): Doc =>
  txnNumber === undefined ? {} : { s: session, x: txnNumber };

/** Documents, their index keys and the oplog. Functions that write are called inside `write`. */
export class Store {
  readonly env: Environment;
  readonly clock = new Clock();
  readonly catalog: Catalog;
  readonly oplog: Oplog;
  private readonly committer: Committer;
  private readonly listeners = new Set<() => void>();
  private lastSeen: Timestamp;

  constructor(path: string, limits: OplogLimits) {
    this.env = openEnvironment(path);
    this.catalog = new Catalog(this.env.meta);
    this.oplog = new Oplog(this.env.oplog, this.env.meta, this.clock, limits);
    this.committer = new Committer(this.env.root, {
      settle: () => {
        if (this.clock.now().equals(this.lastSeen)) return;
        this.oplog.settle();
      },
      flush: () => this.env.flush(),
      committed: () => {
        const changed = !this.clock.now().equals(this.lastSeen);
        this.lastSeen = this.clock.now();
        if (changed) for (const listener of this.listeners) listener();
      },
      undone: () => this.load(),
    });
    this.load();
    this.lastSeen = this.clock.now();
  }

  private load(): void {
    this.oplog.load();
    this.catalog.load((id) => {
      const { start, end } = rangeOfId(id);
      const [last] = this.env.docs.keys({ start, end, reverse: true, limit: 1 });
      return last ? recordOf(last) : 0;
    });
  }

  /** Runs a function that writes in the next transaction; resolves when it is on disk. */
  write<T>(run: () => T): Promise<T> {
    return this.committer.write(run);
  }

  /** Calls back whenever something has been committed to the oplog. Returns how to stop that. */
  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The time of the last write that is on disk. */
  committedTime(): Timestamp {
    return this.lastSeen;
  }

  get(collection: Collection, record: number): Stored | undefined {
    const raw = this.env.docs.get(recordKey(collection.id, record));
    return raw && new Stored(record, raw);
  }

  count(collection: Collection): number {
    collection.count ??= this.env.docs.count(rangeOfId(collection.id));
    return collection.count;
  }

  insert(collection: Collection, raw: Buffer, doc: Doc, origin: WriteOrigin): void {
    const record = collection.lastRecord + 1;
    addKeys(this, collection, record, doc);
    this.count(collection);
    collection.lastRecord = record;
    this.env.docs.put(recordKey(collection.id, record), raw);
    collection.count = (collection.count ?? 0) + 1;
    this.oplog.append('insert', collection.id, {
      ...header(collection),
      k: { _id: doc._id },
      o: new Raw(raw),
      ...told(origin),
    });
  }

  /** Puts another version in the place of a document. */
  replace(
    collection: Collection,
    before: Stored,
    raw: Buffer,
    doc: Doc,
    changes: Changes | undefined,
    origin: WriteOrigin,
  ): void {
    changeKeys(this, collection, before.record, before.doc, doc);
    this.env.docs.put(recordKey(collection.id, before.record), raw);
    const common = { ...header(collection), k: { _id: doc._id }, ...images(collection, before, raw) };
    if (changes === undefined)
      this.oplog.append('replace', collection.id, { ...common, o: new Raw(raw), ...told(origin) });
    else {
      const { updated, removed, truncated } = changes;
      this.oplog.append('update', collection.id, {
        ...common,
        u: [...updated].map(([path, value]) => ({ p: path, v: value })),
        r: [...removed],
        ...ambiguous([...updated.keys(), ...removed], before.doc, doc),
        t: truncated,
        ...told(origin),
      });
    }
  }

  remove(collection: Collection, stored: Stored, origin: WriteOrigin): void {
    this.count(collection);
    removeKeys(this, collection, stored.record, stored.doc);
    this.env.docs.remove(recordKey(collection.id, stored.record));
    collection.count = (collection.count ?? 1) - 1;
    this.oplog.append('delete', collection.id, {
      ...header(collection),
      k: { _id: stored.doc._id },
      ...images(collection, stored),
      ...told(origin),
    });
  }

  async close(): Promise<void> {
    await this.committer.idle();
    await this.env.close();
  }
}

export const header = (collection: Collection): Doc => ({
  db: collection.db,
  coll: collection.name,
  ui: uuidBinary(collection.uuid),
});

/** Whole documents before and after a change, where the collection keeps them for its change streams. */
function images(collection: Collection, before: Stored, after?: Buffer): Record<string, unknown> {
  const option = collection.options.changeStreamPreAndPostImages as Doc | undefined;
  if (option?.enabled !== true) return {};
  return { pre: new Raw(before.raw), ...(after ? { post: new Raw(after) } : {}) };
}
