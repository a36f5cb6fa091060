import { connect, type Socket } from 'node:net';
import { BSON } from 'mongodb';

/** A socket that speaks OP_MSG by hand. */
export class Wire {
  readonly socket: Socket;
  private buffer = Buffer.alloc(0);
  private wake: (() => void) | undefined;
  closed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.buffer = Buffer.concat([this.buffer, chunk]);
      this.wake?.();
    });
    socket.on('close', () => {
      this.closed = true;
      this.wake?.();
    });
    socket.on('error', () => undefined);
  }

  static open(port: number): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port }, () => resolve(new Wire(socket)));
      socket.once('error', reject);
    });
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  async command(command: object): Promise<Record<string, unknown>> {
    this.send(message(command));
    for (;;) {
      const size = this.buffer.length >= 4 ? this.buffer.readInt32LE(0) : Number.POSITIVE_INFINITY;
      if (this.buffer.length >= size) {
        const reply = BSON.deserialize(this.buffer.subarray(21, size));
        this.buffer = this.buffer.subarray(size);
        return reply;
      }
      if (this.closed) throw new Error('the connection was closed');
      await this.news();
    }
  }

  async untilClosed(): Promise<void> {
    while (!this.closed) await this.news();
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}

export function message(command: object): Buffer {
  const body = BSON.serialize(command);
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}
