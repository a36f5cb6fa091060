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
  readonly body: () => Doc;
  /** The bytes of the document that it tells whole. */
  readonly document: () => Buffer | undefined;
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
  }

  append(kind: OplogKind, collectionId: number, body: Record<string, unknown | Raw>): Timestamp {
    const time = this.clock.next();
    const bytes = encodeReply({ ...body, w: new Date() });
    const head = Buffer.allocUnsafe(5);
    head.writeUInt32BE(collectionId);
    head[4] = KINDS.indexOf(kind);
    this.table.put(timestampKey(time), Buffer.concat([head, bytes]));
    this.entries += 1;
    this.bytes += bytes.length + 64;
    this.fresh += 1;
    return time;
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
    const start = Buffer.concat([timestampKey(time), Buffer.from([0])]);
    return this.table.range({ start, end: BEYOND, limit }).map(({ key, value }) => {
      const name = key.toString('latin1');
      const known = this.recent.get(name);
      if (known) return known;
      const entry = entryOf(key, value);
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

function entryOf(key: Buffer, value: Buffer): OplogEntry {
  let body: Doc | undefined;
  return {
    time: timestampOfKey(key),
    kind: KINDS[value[4] as number] as OplogKind,
    collectionId: value.readUInt32BE(0),
    body: () => {
      body ??= decodeLazily(value, 5);
      return body;
    },
    document: () => documentAt(value, 5, 'o'),
  };
}

export const uuidBinary = (uuid: string): Binary => new Binary(Buffer.from(uuid.replaceAll('-', ''), 'hex'), 4);
