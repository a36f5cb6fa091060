import type { Socket } from 'socket.io';
import { setBack } from '../metrics.ts';

/** Messages that wait for one browser at most; what it is not told meanwhile it is told by a snapshot. */
const MOST = 8;

/** What of a connection we look at: messages that wait until those before them have left this process. */
interface Outgoing {
  writeBuffer: readonly unknown[];
}

/** Whether a browser reads more slowly than it is told, so that what waits for it would grow in our memory. */
function isBehind(socket: Socket): boolean {
  return (socket.conn as unknown as Outgoing).writeBuffer.length >= MOST;
}

/** Settles when a browser has read what waits for it, or is gone: whoever asks faster than they read waits for themselves. */
export async function caughtUp(socket: Socket): Promise<void> {
  while (socket.connected && isBehind(socket))
    await new Promise<void>((resolve) => {
      const done = () => {
        socket.conn.off('drain', done).off('close', done);
        resolve();
      };
      socket.conn.once('drain', done).once('close', done);
    });
}

/** Browsers that are told nothing until they have read what they were sent. Whoever does not answer a ping is let go by that. */
export class Laggards {
  private readonly waiting = new Set<Socket>();

  has(socket: Socket): boolean {
    return this.waiting.has(socket);
  }

  /**
   * Sets a browser aside if it is behind.
   * @param caughtUp called once, when it has read what waited, unless it was let go meanwhile
   * @returns whether it is set aside
   */
  take(socket: Socket, caughtUp: () => void): boolean {
    if (this.waiting.has(socket)) return true;
    if (!isBehind(socket)) return false;
    this.waiting.add(socket);
    setBack.inc();
    socket.conn.once('drain', () => {
      if (this.waiting.delete(socket) && socket.connected) caughtUp();
    });
    return true;
  }

  delete(socket: Socket): void {
    this.waiting.delete(socket);
  }
}
