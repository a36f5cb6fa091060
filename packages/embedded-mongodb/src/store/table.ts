import { crc32 } from 'node:zlib';
import type { Database } from 'lmdb';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  /** Inclusive. */
  readonly start: Buffer;
  /** Exclusive. */
  readonly end: Buffer;
  readonly reverse?: boolean;
  readonly limit?: number;
}

const seal = (key: Buffer, value: Uint8Array): number => crc32(value, crc32(key));

/** One ordered table. Every value ends in a checksum of key and value, so that damage is seen and never read as data. */
export class Table {
  private readonly db: Database<Buffer, Buffer>;
  readonly name: string;

  constructor(name: string, db: Database<Buffer, Buffer>) {
    this.name = name;
    this.db = db;
  }

  get(key: Buffer): Buffer | undefined {
    const sealed = this.db.getBinary(key);
    return sealed === undefined ? undefined : this.open(key, sealed);
  }

  put(key: Buffer, value: Uint8Array): void {
    const sealed = Buffer.allocUnsafe(value.length + 4);
    sealed.set(value);
    sealed.writeUInt32LE(seal(key, value), value.length);
    this.db.putSync(key, sealed);
  }

  remove(key: Buffer): void {
    this.db.removeSync(key);
  }

  /** The entries of a range, read now; callers take a long one in pieces. */
  range(range: Range): Entry[] {
    const found: Entry[] = [];
    for (const { key, value } of this.db.getRange(this.options(range)))
      found.push({ key, value: this.open(key, value) });
    return found;
  }

  keys(range: Range): Buffer[] {
    return [...this.db.getKeys(this.options(range))];
  }

  count(range: Range): number {
    return this.db.getKeysCount(this.options(range));
  }

  private options(range: Range): object {
    const limit = range.limit === undefined ? {} : { limit: range.limit };
    if (!range.reverse) return { start: range.start, end: range.end, ...limit };
    return { start: range.end, end: range.start, reverse: true, exclusiveStart: true, inclusiveEnd: true, ...limit };
  }

  private open(key: Buffer, sealed: Buffer): Buffer {
    const size = sealed.length - 4;
    const value = sealed.subarray(0, size);
    if (size < 0 || sealed.readUInt32LE(size) !== seal(key, value)) {
      throw new EmbeddedStoreError(
        'damaged',
        `The store's table '${this.name}' is damaged: an entry does not match its checksum. Restore the data folder from a backup.`,
      );
    }
    return value;
  }
}
