import { MongoError } from '../errors/MongoError.ts';
import { MAX_DEPTH } from './decode.ts';
import { BSONRegExp } from './types.ts';

const bad = (why: string): never => {
  throw new MongoError('InvalidBSON', `Invalid BSON: ${why}`);
};

/**
 * Checks that bytes are one good document, as `decode` does, without making anything of them.
 * @returns whether one of its own fields, but for `_id`, is a timestamp of zero, which the server is to fill in
 * @throws MongoError InvalidBSON, or Overflow where it is nested too deep
 */
export function checkDocument(buf: Buffer): boolean {
  if (buf.length < 5 || buf.readInt32LE(0) !== buf.length) bad('a document has a wrong length');
  const found = { zero: false };
  walk(buf, 0, 0, found);
  return found.zero;
}

/** Returns where the document that begins at `begin` ends. */
function walk(buf: Buffer, begin: number, depth: number, found: { zero: boolean }): number {
  if (depth > MAX_DEPTH) throw new MongoError('Overflow', `BSONObj exceeded maximum nested object depth: ${MAX_DEPTH}`);
  if (begin + 5 > buf.length) bad('a document is cut short');
  const size = buf.readInt32LE(begin);
  const end = begin + size;
  if (size < 5 || end > buf.length || buf[end - 1] !== 0) bad('a document has a wrong length');
  for (let at = begin + 4; ; ) {
    if (at >= end) bad('a document runs over its end');
    const type = buf[at] as number;
    if (type === 0) {
      if (at + 1 !== end) bad('a document ends early');
      return end;
    }
    const name = at + 1;
    const value = afterName(buf, name, end);
    if (type === 0x11 && depth === 0 && isZero(buf, value, end) && !isId(buf, name)) found.zero = true;
    at = afterValue(buf, type, value, end, depth, found);
  }
}

const isZero = (buf: Buffer, at: number, end: number): boolean => at + 8 < end && buf.readBigUInt64LE(at) === 0n;
const isId = (buf: Buffer, at: number): boolean => buf.readUInt32BE(at) === 0x5f696400;

function afterName(buf: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && buf[at] !== 0) at += 1;
  if (at >= end) bad('a name has no end');
  return at + 1;
}

function afterString(buf: Buffer, at: number, end: number): number {
  const size = buf.readInt32LE(within(at, 4, end) - 4);
  if (size < 1) bad('a string has a wrong length');
  const next = within(at + 4, size, end);
  if (buf[next - 1] !== 0) bad('a string has no end');
  return next;
}

function within(at: number, size: number, end: number): number {
  if (at + size >= end) bad('a value runs over the end of its document');
  return at + size;
}

function afterValue(
  buf: Buffer,
  type: number,
  at: number,
  end: number,
  depth: number,
  found: { zero: boolean },
): number {
  switch (type) {
    case 0x06:
    case 0x0a:
    case 0xff:
    case 0x7f:
      return at;
    case 0x08: {
      const next = within(at, 1, end);
      return (buf[at] as number) > 1 ? bad('a boolean is neither 0 nor 1') : next;
    }
    case 0x10:
      return within(at, 4, end);
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return within(at, 8, end);
    case 0x07:
      return within(at, 12, end);
    case 0x13:
      return within(at, 16, end);
    case 0x02:
    case 0x0d:
    case 0x0e:
      return afterString(buf, at, end);
    case 0x03:
    case 0x04:
      return walk(buf, at, depth + 1, found);
    case 0x05: {
      const size = buf.readInt32LE(within(at, 4, end) - 4);
      if (size < 0) bad('binary data has a wrong length');
      return within(at + 5, size, end);
    }
    case 0x0b: {
      const options = afterName(buf, at, end);
      const next = afterName(buf, options, end);
      // It knows by itself which options there are.
      new BSONRegExp(buf.toString('utf8', at, options - 1), buf.toString('utf8', options, next - 1));
      return next;
    }
    case 0x0c:
      return within(afterString(buf, at, end), 12, end);
    case 0x0f:
      return walk(buf, afterString(buf, within(at, 4, end), end), depth + 1, found);
    default:
      return bad(`unknown type ${type}`);
  }
}
