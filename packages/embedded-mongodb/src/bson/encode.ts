import { serialize } from 'bson';
import type { Doc } from './types.ts';

/** A document that is already bytes and goes out as it is. */
export class Raw {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** Bytes of a document. Fields that are `undefined` are left out; inside an array they become null. */
export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A document whose fields may be `Raw` or arrays of `Raw`: how batches leave without being decoded. */
export function encodeReply(doc: Doc): Buffer {
  return Buffer.concat(pieces(doc));
}

function pieces(doc: Doc): Buffer[] {
  const parts: Buffer[] = [];
  let size = 5;
  let plain: Doc = {};
  let waiting = 0;
  const flush = (): void => {
    if (waiting === 0) return;
    const bytes = encode(plain);
    const inner = bytes.subarray(4, bytes.length - 1);
    parts.push(inner);
    size += inner.length;
    plain = {};
    waiting = 0;
  };
  for (const [name, value] of Object.entries(doc)) {
    const nested = rawInside(value);
    if (!nested) {
      plain[name] = value;
      waiting++;
      continue;
    }
    flush();
    const isList = Array.isArray(value);
    const body = isList ? list(value) : value instanceof Raw ? [value.bytes] : pieces(value as Doc);
    const head = Buffer.from(`${isList ? '\x04' : '\x03'}${name}\0`, 'utf8');
    parts.push(head, ...body);
    size += head.length + body.reduce((sum, b) => sum + b.length, 0);
  }
  flush();
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size, 0);
  return [head, ...parts, END];
}

const END = Buffer.from([0]);

function rawInside(value: unknown): boolean {
  if (value instanceof Raw) return true;
  if (Array.isArray(value)) return value.some((item) => item instanceof Raw);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).some(rawInside);
}

function list(items: unknown[]): Buffer[] {
  const parts: Buffer[] = [];
  let size = 5;
  items.forEach((item, i) => {
    const bytes = item instanceof Raw ? item.bytes : encode(item as Doc);
    const head = Buffer.from(`\x03${i}\0`, 'latin1');
    parts.push(head, bytes);
    size += head.length + bytes.length;
  });
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size, 0);
  return [head, ...parts, END];
}
