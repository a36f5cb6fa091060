import { decode } from '../bson/decode.ts';
import { encodeReply, Raw } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

/** The largest message drivers may send; MongoDB says 48,000,000 bytes. */
const MAX_MESSAGE = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;

/** One request as it came in. */
export interface Request {
  readonly requestId: number;
  readonly command: Doc;
  /** Fields that came as raw documents. */
  readonly legacy: boolean;
  /** The client wants no answer. */
  readonly silent: boolean;
  readonly exhaustAllowed: boolean;
}

/** The length a message claims, or undefined until its header is there. Throws if no message can be like that. */
export function claimedLength(buffer: Buffer): number | undefined {
  if (buffer.length < 4) return undefined;
  const length = buffer.readInt32LE(0);
  if (length < HEADER || length > MAX_MESSAGE)
    throw new MongoError('ProtocolError', `a message cannot have ${length} bytes`);
  return length;
}

/** Parses one whole message; throws if it is none. */
export function parseMessage(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return parseMsg(message, requestId);
  if (opcode === OP_QUERY) return parseQuery(message, requestId);
  throw new MongoError('ProtocolError', `opcode ${opcode} is not supported`);
}

function parseMsg(message: Buffer, requestId: number): Request {
  if (message.length < HEADER + 10) throw new MongoError('ProtocolError', 'a message is too short');
  const flags = message.readUInt32LE(HEADER);
  if ((flags & 0xffff & ~(CHECKSUM | MORE_TO_COME)) !== 0)
    throw new MongoError('ProtocolError', 'a message has unknown required flags');
  const end = message.length - (flags & CHECKSUM ? 4 : 0);
  if (flags & CHECKSUM && crc32c(message.subarray(0, end)) !== message.readUInt32LE(end))
    throw new MongoError(200, 'OP_MSG checksum does not match contents.');
  let at = HEADER + 4;
  let command: Doc | undefined;
  const sequences: [string, Raw[]][] = [];
  while (at < end) {
    const kind = message[at] as number;
    at += 1;
    const size = at + 4 <= end ? message.readInt32LE(at) : 0;
    if (size < 5 || at + size > end) throw new MongoError('ProtocolError', 'a section runs over its message');
    if (kind === 0) {
      if (command) throw new MongoError('ProtocolError', 'a message has two bodies');
      command = decode(message.subarray(at, at + size));
    } else if (kind === 1) sequences.push(parseSequence(message.subarray(at, at + size)));
    else throw new MongoError('ProtocolError', `a message has a section of unknown kind ${kind}`);
    at += size;
  }
  if (!command) throw new MongoError('ProtocolError', 'a message has no body');
  for (const [name, documents] of sequences) {
    if (name in command) throw new MongoError('ProtocolError', `a message has '${name}' twice`);
    command[name] = documents;
  }
  return {
    requestId,
    command,
    legacy: false,
    silent: (flags & MORE_TO_COME) !== 0,
    exhaustAllowed: (flags & EXHAUST_ALLOWED) !== 0,
  };
}

function parseSequence(section: Buffer): [string, Raw[]] {
  const stop = section.indexOf(0, 4);
  if (stop < 0) throw new MongoError('ProtocolError', 'a document sequence has no name');
  const documents: Raw[] = [];
  let at = stop + 1;
  while (at < section.length) {
    const size = at + 4 <= section.length ? section.readInt32LE(at) : 0;
    if (size < 5 || at + size > section.length)
      throw new MongoError('ProtocolError', 'a document runs over its sequence');
    documents.push(new Raw(section.subarray(at, at + size)));
    at += size;
  }
  return [section.toString('utf8', 4, stop), documents];
}

/** The old query message; drivers still say hello with it. */
function parseQuery(message: Buffer, requestId: number): Request {
  const stop = message.indexOf(0, HEADER + 4);
  if (stop < 0 || stop + 9 > message.length) throw new MongoError('ProtocolError', 'a query is too short');
  const namespace = message.toString('utf8', HEADER + 4, stop);
  const query = decode(message.subarray(stop + 9));
  const inner = (query.$query ?? query.query) as Doc | undefined;
  const command = inner !== undefined && typeof inner === 'object' ? inner : query;
  command.$db ??= namespace.split('.')[0];
  return { requestId, command, legacy: true, silent: false, exhaustAllowed: false };
}

let lastId = 0;

/** An answer as bytes, and its own request id, which a stream of answers refers to. */
export function replyBytes(
  reply: Doc,
  to: { requestId: number; legacy: boolean },
  moreToCome = false,
): { bytes: Buffer; id: number } {
  const body = encodeReply(reply);
  lastId = (lastId + 1) & 0x7fffffff;
  const id = lastId;
  const extra = to.legacy ? 20 : 5;
  const head = Buffer.alloc(HEADER + extra);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(to.requestId, 8);
  head.writeInt32LE(to.legacy ? OP_REPLY : OP_MSG, 12);
  if (to.legacy) {
    head.writeInt32LE(8, HEADER);
    head.writeInt32LE(1, HEADER + 16);
  } else head.writeUInt32LE(moreToCome ? MORE_TO_COME : 0, HEADER);
  return { bytes: Buffer.concat([head, body]), id };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
  return c >>> 0;
});

/** The Castagnoli checksum that OP_MSG may end with. */
function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
