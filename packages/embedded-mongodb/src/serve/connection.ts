import type { Socket } from 'node:net';
import type { Doc } from '../bson/types.ts';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { MongoError } from '../errors/MongoError.ts';
import { asMongoError } from '../store/commit.ts';
import { claimedLength, parseMessage, type Request, replyBytes } from './frame.ts';

/** Answers one request. An async iterable is a stream of answers to it, as `hello` gives to those who watch. */
export type Answer = (request: Request, connection: Connection) => Promise<Doc | AsyncIterable<Doc> | 'close'>;

/** More requests than this may not wait unread on one connection. */
const MAX_WAITING = 32;

/** One client's socket: its messages are answered in order. What is no message ends this connection and no other. */
export class Connection {
  readonly id: number;
  private readonly socket: Socket;
  private readonly answer: Answer;
  private readonly chunks: Buffer[] = [];
  private buffered = 0;
  private needed = 4;
  private readonly waiting: Request[] = [];
  private busy = false;
  /** Aborted when the client is gone. */
  readonly closed = new AbortController();

  constructor(id: number, socket: Socket, answer: Answer) {
    this.id = id;
    this.socket = socket;
    this.answer = answer;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.closed.abort());
  }

  get remote(): string {
    return `${this.socket.remoteAddress}:${this.socket.remotePort}`;
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    if (this.buffered < this.needed) return;
    try {
      this.cut();
    } catch {
      this.socket.destroy();
      return;
    }
    if (this.waiting.length > MAX_WAITING) this.socket.pause();
    void this.work();
  }

  private cut(): void {
    let buffer = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks, this.buffered);
    this.chunks.length = 0;
    for (;;) {
      const length = claimedLength(buffer);
      if (length === undefined || buffer.length < length) {
        this.needed = length ?? 4;
        break;
      }
      this.waiting.push(parseMessage(buffer.subarray(0, length)));
      buffer = buffer.subarray(length);
    }
    this.buffered = buffer.length;
    if (buffer.length > 0) this.chunks.push(buffer);
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let request = this.waiting.shift(); request && !this.socket.destroyed; request = this.waiting.shift()) {
      if (this.waiting.length === 0) this.socket.resume();
      const result = await this.answer(request, this).catch((error: unknown) => errorReply(error));
      if (result === 'close') this.socket.destroy();
      else if (Symbol.asyncIterator in result) await this.stream(request, result as AsyncIterable<Doc>);
      else if (!request.silent) this.send(result as Doc, request);
    }
    this.busy = false;
  }

  private send(reply: Doc, request: Request): void {
    if (!this.socket.destroyed) this.socket.write(replyBytes(reply, request).bytes);
  }

  private async stream(request: Request, replies: AsyncIterable<Doc>): Promise<void> {
    let to = request.requestId;
    for await (const reply of replies) {
      if (this.socket.destroyed) return;
      const { bytes, id } = replyBytes(reply, { requestId: to, legacy: false }, true);
      to = id;
      this.socket.write(bytes);
    }
  }
}

/** Any error as the answer a driver understands. */
export function errorReply(error: unknown): Doc {
  const known =
    error instanceof EmbeddedStoreError ? new MongoError('InternalError', error.message) : asMongoError(error);
  const reply: Doc = { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.details };
  if (known.labels.length > 0) reply.errorLabels = [...known.labels];
  return reply;
}
