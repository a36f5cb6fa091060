import { createHash } from 'node:crypto';
import { type Binary, type BSONRegExp, type Code, type DBRef, Double, type ObjectId, type Timestamp } from 'bson';
import { exact, type Numeric } from './numbers.ts';
import { type Doc, type TypeName, typeOf } from './types.ts';

/** Type bytes of a key, in MongoDB's order; 0 and 255 stay free for ends and escapes. */
const TAG: Record<TypeName, number> = {
  minKey: 10,
  undefined: 15,
  missing: 20,
  null: 20,
  int: 30,
  long: 30,
  double: 30,
  decimal: 30,
  string: 60,
  symbol: 60,
  object: 70,
  array: 80,
  binData: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  dbPointer: 150,
  javascript: 160,
  javascriptWithScope: 170,
  maxKey: 240,
};

/** Stands for an empty array in an index, which MongoDB sorts before null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** Appends values as bytes that order as the values do, so that one memcmp compares them. */
export class KeyWriter {
  private buf = Buffer.allocUnsafe(128);
  private at = 0;

  reset(): this {
    this.at = 0;
    return this;
  }

  bytes(): Buffer {
    return Buffer.from(this.buf.subarray(0, this.at));
  }

  /** One component of a key; descending ones have every bit turned over. */
  component(value: unknown, descending = false): this {
    const from = this.at;
    this.value(value);
    if (descending) for (let i = from; i < this.at; i++) this.buf[i] = ~(this.buf[i] as number) & 255;
    return this;
  }

  private room(size: number): void {
    if (this.at + size <= this.buf.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.at + size));
    this.buf.copy(grown, 0, 0, this.at);
    this.buf = grown;
  }

  byte(b: number): void {
    this.room(1);
    this.buf[this.at++] = b;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buf.set(bytes, this.at);
    this.at += bytes.length;
  }

  uint32(n: number): void {
    this.room(4);
    this.at = this.buf.writeUInt32BE(n >>> 0, this.at);
  }

  /** Zero bytes are escaped as 00 FF and the end is 00, so that a prefix comes first. */
  private text(text: string): void {
    const size = Buffer.byteLength(text);
    this.room(size * 2 + 1);
    const start = this.at;
    this.at += this.buf.write(text, start, 'utf8');
    if (text.includes('\0')) {
      const copy = Buffer.from(this.buf.subarray(start, this.at));
      this.at = start;
      for (const b of copy) {
        this.buf[this.at++] = b;
        if (b === 0) this.buf[this.at++] = 255;
      }
    }
    this.buf[this.at++] = 0;
  }

  private value(value: unknown): void {
    if (value === EMPTY_ARRAY) {
      this.byte(TAG.undefined);
      return;
    }
    const type = typeOf(value);
    this.byte(TAG[type]);
    switch (type) {
      case 'int':
      case 'long':
      case 'double':
      case 'decimal':
        this.number(value as Numeric);
        return;
      case 'string':
      case 'symbol':
        this.text(String(value));
        return;
      case 'object':
        this.doc(value as Doc);
        return;
      case 'array':
        for (const item of value as unknown[]) this.value(item ?? null);
        this.byte(0);
        return;
      case 'binData': {
        const bytes = (value as Binary).value();
        this.uint32(bytes.length);
        this.byte((value as Binary).sub_type);
        this.raw(bytes);
        return;
      }
      case 'objectId':
        this.raw((value as ObjectId).id);
        return;
      case 'bool':
        this.byte(value ? 2 : 1);
        return;
      case 'date': {
        this.room(8);
        const ms = (value as Date).getTime();
        this.buf.writeBigInt64BE(Number.isNaN(ms) ? 0n : BigInt(ms), this.at);
        this.buf[this.at] = (this.buf[this.at] as number) ^ 128;
        this.at += 8;
        return;
      }
      case 'timestamp':
        this.uint32((value as Timestamp).t);
        this.uint32((value as Timestamp).i);
        return;
      case 'regex':
        this.text((value as BSONRegExp).pattern);
        this.text((value as BSONRegExp).options);
        return;
      case 'dbPointer':
        this.text((value as DBRef).collection);
        this.raw((value as DBRef).oid.id);
        return;
      case 'javascript':
        this.text((value as Code).code);
        return;
      case 'javascriptWithScope':
        this.text((value as Code).code);
        this.doc((value as Code).scope as Doc);
        return;
      default:
    }
  }

  private doc(doc: Doc): void {
    for (const [name, value] of Object.entries(doc)) {
      if (value === undefined) continue;
      this.byte(TAG[typeOf(value)]);
      this.text(name);
      this.value(value);
    }
    this.byte(0);
  }

  /**
   * The double at or next below (towards zero) the value, then whether digits are left over and which: so 1, 1.0, Long 1 and
   * Decimal 1 are one key, and 2^53 + 1 and Decimal 0.1 still have their own.
   */
  private number(value: Numeric): void {
    const plain = value instanceof Double ? value.value : value;
    if (typeof plain === 'number') {
      this.approximate(plain, plain < 0 ? 2 : 1);
      return;
    }
    if (typeof plain === 'bigint' && plain >= -9007199254740992n && plain <= 9007199254740992n) {
      this.approximate(Number(plain), plain < 0n ? 2 : 1);
      return;
    }
    const parts = exact(plain);
    if (typeof parts === 'number') {
      this.approximate(parts, parts < 0 ? 2 : 1);
      return;
    }
    const negative = parts.coefficient < 0n;
    const magnitude = negative ? -parts.coefficient : parts.coefficient;
    const near = nearestBelow(magnitude, parts.exponent);
    const rest = difference(magnitude, parts.exponent, near);
    if (rest.coefficient === 0n) {
      this.approximate(negative ? -near : near, negative ? 2 : 1);
      return;
    }
    const from = this.at + 8;
    this.approximate(near, 2);
    this.uint32(rest.exponent + 0x8000);
    this.text(rest.digits);
    if (!negative) return;
    for (let i = from; i < this.at; i++) this.buf[i] = ~(this.buf[i] as number) & 255;
    this.buf[from] = 1;
    this.buf.writeDoubleBE(-near, from - 8);
    for (let i = from - 8; i < from; i++) this.buf[i] = ~(this.buf[i] as number) & 255;
  }

  private approximate(n: number, flag: number): void {
    this.room(9);
    if (Number.isNaN(n)) this.buf.fill(0, this.at, this.at + 8);
    else {
      this.buf.writeDoubleBE(n === 0 ? 0 : n, this.at);
      if (n < 0) for (let i = 0; i < 8; i++) this.buf[this.at + i] = ~(this.buf[this.at + i] as number) & 255;
      else this.buf[this.at] = (this.buf[this.at] as number) | 128;
    }
    this.at += 8;
    this.buf[this.at++] = flag;
  }
}

/** The greatest double not above magnitude × 10^exponent. */
function nearestBelow(magnitude: bigint, exponent: number): number {
  let near = Number(`${magnitude}e${exponent}`);
  if (!Number.isFinite(near)) near = Number.MAX_VALUE;
  while (near > 0 && difference(magnitude, exponent, near).coefficient < 0n) near = previous(near);
  return near;
}

function previous(n: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, n);
  view.setBigUint64(0, view.getBigUint64(0) - 1n);
  return view.getFloat64(0);
}

function difference(
  magnitude: bigint,
  exponent: number,
  near: number,
): { coefficient: bigint; exponent: number; digits: string } {
  const base = exact(near) as { coefficient: bigint; exponent: number };
  const low = Math.min(exponent, base.exponent);
  const rest = magnitude * 10n ** BigInt(exponent - low) - base.coefficient * 10n ** BigInt(base.exponent - low);
  const digits = rest.toString().replace(/0+$/, '');
  return { coefficient: rest, exponent: low + rest.toString().length, digits };
}

/** Longer keys are cut here and end in a hash of the whole; LMDB holds at most 1,978 bytes. */
export const LONG_KEY = 1600;

/** A key that fits: itself, or its beginning and the SHA-256 of all of it. */
export function fitKey(key: Buffer): { key: Buffer; cut: boolean } {
  if (key.length <= LONG_KEY) return { key, cut: false };
  return { key: Buffer.concat([key.subarray(0, LONG_KEY), createHash('sha256').update(key).digest()]), cut: true };
}

const writer = new KeyWriter();

/** The key of one value. */
export function keyOf(value: unknown): Buffer {
  return writer.reset().component(value).bytes();
}

/** A string that is the same for values MongoDB counts as equal; for hash tables. */
export function hashKey(value: unknown): string {
  if (typeof value === 'string') return `s${value}`;
  return writer.reset().component(value).bytes().toString('latin1');
}
