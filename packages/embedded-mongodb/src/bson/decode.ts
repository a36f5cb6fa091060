import { MongoError } from '../errors/MongoError.ts';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  type Doc,
  Double,
  isInt32,
  MaxKey,
  MinKey,
  ObjectId,
  setField,
  Timestamp,
} from './types.ts';

/** MongoDB refuses documents nested deeper than this. */
export const MAX_DEPTH = 200;

const bad = (why: string): never => {
  throw new MongoError('InvalidBSON', `Invalid BSON: ${why}`);
};

/** Reads one document; `bson`'s own reader cannot tell 1.0 from 1 and still give plain numbers, nor stop at a depth. */
export function decode(bytes: Uint8Array, start = 0): Doc {
  return new Reader(bufferOf(bytes), start, false).document(0, false) as Doc;
}

/**
 * Reads one document whose bytes are known to be good and stay as they are. What is large inside is read when somebody looks at
 * it: most of a document is stored and sent on without anybody ever looking.
 */
export function decodeLazily(bytes: Uint8Array, start = 0): Doc {
  return new Reader(bufferOf(bytes), start, true).document(0, false) as Doc;
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Documents and lists of so many bytes are left for later; reading a smaller one costs less than putting it off. */
const LARGE = 96;

class Reader {
  readonly buf: Buffer;
  at: number;
  private readonly lazy: boolean;

  constructor(buf: Buffer, at: number, lazy: boolean) {
    this.buf = buf;
    this.at = at;
    this.lazy = lazy;
  }

  document(depth: number, isArray: boolean): Doc | unknown[] {
    if (depth > MAX_DEPTH)
      throw new MongoError('Overflow', `BSONObj exceeded maximum nested object depth: ${MAX_DEPTH}`);
    const { buf } = this;
    const begin = this.at;
    if (begin + 5 > buf.length) bad('a document is cut short');
    const size = buf.readInt32LE(begin);
    const end = begin + size;
    if (size < 5 || end > buf.length || buf[end - 1] !== 0) bad('a document has a wrong length');
    this.at = begin + 4;
    const doc: Doc = {};
    const list: unknown[] = [];
    for (;;) {
      if (this.at >= end) bad('a document runs over its end');
      const type = buf[this.at++] as number;
      if (type === 0) break;
      const name = this.cstring(end);
      if (this.lazy && !isArray && (type === 0x03 || type === 0x04) && this.later(doc, name, type, depth, end))
        continue;
      const value = this.value(type, depth, end);
      if (isArray) list.push(value);
      else setField(doc, name, value);
    }
    if (this.at !== end) bad('a document ends early');
    return isArray ? list : doc;
  }

  /** Puts the reading of a large field off; false if it is small. */
  private later(doc: Doc, name: string, type: number, depth: number, end: number): boolean {
    const { buf, at } = this;
    const size = buf.readInt32LE(at);
    if (size < LARGE) return false;
    if (at + size >= end) bad('a document runs over the end of the one around it');
    Object.defineProperty(doc, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = new Reader(buf, at, true).document(depth + 1, type === 0x04);
        Object.defineProperty(doc, name, { value, configurable: true, enumerable: true, writable: true });
        return value;
      },
      set(value: unknown) {
        Object.defineProperty(doc, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
    this.at = at + size;
    return true;
  }

  value(type: number, depth: number, end: number): unknown {
    const { buf } = this;
    switch (type) {
      case 0x01: {
        const n = buf.readDoubleLE(this.take(8, end));
        return isInt32(n) ? new Double(n) : n;
      }
      case 0x02:
        return this.string(end);
      case 0x03:
        return this.document(depth + 1, false);
      case 0x04:
        return this.document(depth + 1, true);
      case 0x05:
        return this.binary(end);
      case 0x06:
        return null;
      case 0x07:
        return this.objectId(end);
      case 0x08: {
        const b = buf[this.take(1, end)] as number;
        return b > 1 ? bad('a boolean is neither 0 nor 1') : b === 1;
      }
      case 0x09:
        return new Date(Number(buf.readBigInt64LE(this.take(8, end))));
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.cstring(end);
        return new BSONRegExp(pattern, this.cstring(end));
      }
      case 0x0c: {
        const collection = this.string(end);
        return new DBRef(collection, this.objectId(end));
      }
      case 0x0d:
        return new Code(this.string(end));
      case 0x0e:
        return new BSONSymbol(this.string(end));
      case 0x0f: {
        this.take(4, end);
        const code = this.string(end);
        return new Code(code, this.document(depth + 1, false) as Doc);
      }
      case 0x10:
        return buf.readInt32LE(this.take(4, end));
      case 0x11: {
        const at = this.take(8, end);
        return new Timestamp({ t: buf.readUInt32LE(at + 4), i: buf.readUInt32LE(at) });
      }
      case 0x12:
        return buf.readBigInt64LE(this.take(8, end));
      case 0x13: {
        const at = this.take(16, end);
        return new Decimal128(Buffer.from(buf.subarray(at, at + 16)));
      }
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        return bad(`unknown type ${type}`);
    }
  }

  private take(size: number, end: number): number {
    const at = this.at;
    if (at + size >= end) bad('a value runs over the end of its document');
    this.at = at + size;
    return at;
  }

  private cstring(end: number): string {
    const { buf, at } = this;
    let stop = at;
    let ascii = true;
    for (let b = buf[stop] as number; b !== 0; b = buf[++stop] as number) {
      if (b > 127) ascii = false;
      if (stop >= end) bad('a name has no end');
    }
    if (stop >= end) bad('a name has no end');
    this.at = stop + 1;
    return ascii ? buf.toString('latin1', at, stop) : buf.toString('utf8', at, stop);
  }

  private string(end: number): string {
    const size = this.buf.readInt32LE(this.take(4, end));
    if (size < 1) bad('a string has a wrong length');
    const at = this.take(size, end);
    if (this.buf[at + size - 1] !== 0) bad('a string has no end');
    return this.buf.toString('utf8', at, at + size - 1);
  }

  private objectId(end: number): ObjectId {
    const at = this.take(12, end);
    return new ObjectId(Buffer.from(this.buf.subarray(at, at + 12)));
  }

  private binary(end: number): Binary {
    const size = this.buf.readInt32LE(this.take(4, end));
    const subtype = this.buf[this.take(1, end)] as number;
    if (size < 0) bad('binary data has a wrong length');
    const at = this.take(size, end);
    if (subtype === 2 && size >= 4) return new Binary(Buffer.from(this.buf.subarray(at + 4, at + size)), subtype);
    return new Binary(Buffer.from(this.buf.subarray(at, at + size)), subtype);
  }
}
