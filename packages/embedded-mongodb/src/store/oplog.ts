import { Binary, Timestamp } from 'bson';
import { compareTimestamps } from '../bson/compare.ts';
import { decodeLazily } from '../bson/decode.ts';
import { documentAt } from '../bson/elements.ts';
import { encodeReply, type Raw } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import { type Clock, timestampKey, timestampOfKey } from './clock.ts';
import type { Table } from './table.ts';

/** What can happen to data; one letter each in the file. */
export type OplogKind =
  | 'insert'
  | 'update'
  | 'replace'
  | 'delete'
  | 'drop'
  | 'rename'
  | 'dropDatabase'
  | 'create'
  | 'createIndexes'
  | 'dropIndexes'
  | 'modify'
  | 'noop';
const KINDS: readonly OplogKind[] = [
  'noop',
  'insert',
  'update',
  'replace',
  'delete',
  'drop',
  'rename',
  'dropDatabase',
  'create',
  'createIndexes',
  'dropIndexes',
  'modify',
];

/** One line of the oplog. Its body is decoded only when somebody wants it. */
export interface OplogEntry {
  readonly time: Timestamp;
  readonly kind: OplogKind;
  readonly collectionId: number;
  /** What it is about: a database and, mostly, a collection. Cheaper than the body. */
  readonly names: () => Doc;
  readonly body: () => Doc;
  /** The bytes of the document that it tells whole. */
  readonly document: () => Buffer | undefined;
  /** How many it takes in the table. */
  readonly bytes: number;
}

export interface OplogLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
}

const SIZE = Buffer.from('oplogSize');
const FIRST = Buffer.alloc(8, 0);
const BEYOND = Buffer.alloc(9, 255);
/** How many old entries one transaction takes away at most, beside twice those it adds. */
const TRIM = 500;
/** How many entries are kept decoded. */
const RECENT = 512;
/** Bytes of an entry that is not kept. */
const LARGE = 65_536;
/** How many of the newest entries, and bytes of them, are kept at least; twice as many are let go of at once. */
const NEWEST = 2_048;
const NEWEST_BYTES = 8 * 1024 * 1024;

/** The history that change streams read; the oldest part goes when it grows beyond its limits. */
export class Oplog {
  private readonly table: Table;
  private readonly meta: Table;
  private readonly clock: Clock;
  private readonly limits: OplogLimits;
  private entries = 0;
  /** Entries of the transaction under way: at least twice as many may go at its end. */
  private fresh = 0;
  private bytes = 0;
  /** What was read lately, oldest first: streams follow each other closely, and each would decode the same again. */
  private readonly recent = new Map<string, OplogEntry>();
  /** The newest entries, oldest first, as they were appended: whoever follows closely reads nothing from the table. */
  private newest: OplogEntry[] = [];
  private newestBytes = 0;
  /** All entries after this time are among the newest. */
  private before = new Timestamp({ t: 0, i: 0 });
  /** The last entry that was let go. */
  private gone = new Timestamp({ t: 0, i: 0 });

  constructor(table: Table, meta: Table, clock: Clock, limits: OplogLimits) {
    this.table = table;
    this.meta = meta;
    this.clock = clock;
    this.limits = limits;
  }

  /** Reads how far it goes: at the start, and after a transaction that was undone. */
  load(): void {
    // A time that was undone is used again.
    this.recent.clear();
    const size = this.meta.get(SIZE);
    this.entries = size ? size.readDoubleBE(0) : 0;
    this.bytes = size ? size.readDoubleBE(8) : 0;
    if (size) this.gone = timestampOfKey(size.subarray(16));
    const [last] = this.table.keys({ start: FIRST, end: BEYOND, reverse: true, limit: 1 });
    if (last) this.clock.after(timestampOfKey(last));
    this.newest = [];
    this.newestBytes = 0;
    this.before = last ? timestampOfKey(last) : this.gone;
  }

  append(kind: OplogKind, collectionId: number, body: Record<string, unknown | Raw>): Timestamp {
    const time = this.clock.next();
    const bytes = encodeReply({ ...body, w: new Date() });
    const head = Buffer.allocUnsafe(5);
    head.writeUInt32BE(collectionId);
    head[4] = KINDS.indexOf(kind);
    const value = Buffer.concat([head, bytes]);
    this.table.put(timestampKey(time), value);
    this.entries += 1;
    this.bytes += bytes.length + 64;
    this.fresh += 1;
    this.keep(entryOf(time, value, body));
    return time;
  }

  private keep(entry: OplogEntry): void {
    this.newest.push(entry);
    this.newestBytes += entry.bytes;
    if (this.newest.length <= 2 * NEWEST && this.newestBytes <= 2 * NEWEST_BYTES) return;
    const most = Math.min(NEWEST, Math.floor(this.newest.length / 2));
    const left = this.newest.splice(0, this.newest.length - most);
    this.before = left.at(-1)?.time ?? this.before;
    this.newestBytes = this.newest.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Called once at the end of a transaction: keeps the sizes, and lets the oldest go. */
  settle(): void {
    if (this.entries > this.limits.maxEntries || this.bytes > this.limits.maxBytes) this.trim();
    this.fresh = 0;
    const size = Buffer.allocUnsafe(24);
    size.writeDoubleBE(this.entries, 0);
    size.writeDoubleBE(this.bytes, 8);
    timestampKey(this.gone).copy(size, 16);
    this.meta.put(SIZE, size);
  }

  private trim(): void {
    const limit = Math.min(TRIM + 2 * this.fresh, Math.max(0, this.entries - 1));
    for (const { key, value } of this.table.range({ start: FIRST, end: BEYOND, limit })) {
      if (this.entries <= this.limits.maxEntries && this.bytes <= this.limits.maxBytes) break;
      this.table.remove(key);
      this.gone = timestampOfKey(key);
      this.entries -= 1;
      this.bytes -= value.length - 5 + 64;
    }
  }

  /** Entries after a time, oldest first. Shared by all who follow: never to be changed. */
  after(time: Timestamp, limit: number): OplogEntry[] {
    if (compareTimestamps(time, this.before) >= 0) {
      const from = firstAfter(this.newest, time);
      return this.newest.slice(from, from + limit);
    }
    const start = Buffer.concat([timestampKey(time), Buffer.from([0])]);
    return this.table.range({ start, end: BEYOND, limit }).map(({ key, value }) => {
      const name = key.toString('latin1');
      const known = this.recent.get(name);
      if (known) return known;
      const entry = entryOf(timestampOfKey(key), value);
      if (value.length > LARGE) return entry;
      this.recent.set(name, entry);
      if (this.recent.size > RECENT)
        for (const oldest of this.recent.keys()) {
          this.recent.delete(oldest);
          break;
        }
      return entry;
    });
  }

  /** The entry of an exact time. */
  at(time: Timestamp): OplogEntry | undefined {
    const before = new Timestamp({ t: time.i > 0 ? time.t : time.t - 1, i: time.i > 0 ? time.i - 1 : 0xffffffff });
    const [entry] = this.after(before, 1);
    return entry?.time.equals(time) ? entry : undefined;
  }

  isLastGone(time: Timestamp): boolean {
    return time.equals(this.gone);
  }

  /** Whether something that happened after a time is no longer told here. */
  hasLostAfter(time: Timestamp): boolean {
    return compareTimestamps(time, this.gone) < 0;
  }
}

/** @param names what it is about, where that is known without reading it */
function entryOf(time: Timestamp, value: Buffer, names?: Doc): OplogEntry {
  let body: Doc | undefined;
  const read = () => {
    body ??= decodeLazily(value, 5);
    return body;
  };
  return {
    time,
    kind: KINDS[value[4] as number] as OplogKind,
    collectionId: value.readUInt32BE(0),
    names: () => names ?? read(),
    body: read,
    document: () => documentAt(value, 5, 'o'),
    bytes: value.length,
  };
}

/** Where the first entry after a time lies in a list that is in order. */
function firstAfter(entries: readonly OplogEntry[], time: Timestamp): number {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (compareTimestamps((entries[middle] as OplogEntry).time, time) > 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

export const uuidBinary = (uuid: string): Binary => new Binary(Buffer.from(uuid.replaceAll('-', ''), 'hex'), 4);
