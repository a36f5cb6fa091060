import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { messagesOf } from './messages.ts';
import type { Random } from './random.ts';

/** How often, of one, each thing befalls a message between server and store. */
export interface Weather {
  /** It waits up to so many milliseconds, and all behind it. */
  delay: { of: number; most: number };
  /** The connection is cut before it arrives. */
  cut: number;
  /** It arrives, its answer does not, and the connection is cut. */
  swallow: number;
  /** It arrives a second time later, by a connection of its own: only writes that the driver itself would repeat. */
  repeat: number;
}

export const CALM: Weather = { delay: { of: 0, most: 0 }, cut: 0, swallow: 0, repeat: 0 };

/** A line between a server and its store. */
export interface Line {
  /** A connection string like the store's, by way of this line. */
  uri: string;
  counts: { delayed: number; cut: number; swallowed: number; repeated: number };
  weather: Weather;
  /** Everything stops where it is, until it is thawed. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

const LATER = 3_000;

/** Opens a line to the store of a connection string, which names one server. */
export async function openLine(storeUri: string, random: Random): Promise<Line> {
  const store = new URL(storeUri);
  const ends = new Set<Socket>();
  let frozen: Promise<void> | null = null;
  let thaw = () => {};
  const line: Line = {
    uri: '',
    counts: { delayed: 0, cut: 0, swallowed: 0, repeated: 0 },
    weather: CALM,
    freeze() {
      frozen ??= new Promise((resolve) => {
        thaw = resolve;
      });
    },
    thaw() {
      thaw();
      frozen = null;
    },
    async close() {
      line.thaw();
      for (const end of ends) end.destroy();
      server.close();
      await once(server, 'close');
    },
  };

  const dial = () => connect(Number(store.port || 27_017), store.hostname).setNoDelay(true);
  const keep = (socket: Socket) => {
    ends.add(socket);
    socket.once('close', () => ends.delete(socket)).on('error', () => {});
    return socket;
  };
  /** The same message once more, by another way, when nobody waits for it any longer. */
  const again = (message: Buffer) => {
    const wait = setTimeout(() => {
      line.counts.repeated += 1;
      const late = keep(dial());
      late.once('data', () => late.destroy()).write(message);
    }, random.next() * LATER);
    wait.unref();
  };

  const server = createServer((near) => {
    const far = keep(dial());
    keep(near).setNoDelay(true);
    let mute = false;
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    near.once('close', cut);
    far.once('close', cut);
    void carry(near, far, async (message) => {
      const { cut: of, swallow, repeat } = line.weather;
      if (random.chance(of)) {
        line.counts.cut += 1;
        return cut();
      }
      if (random.chance(repeat) && message.includes('txnNumber')) again(Buffer.from(message));
      if (random.chance(swallow)) {
        line.counts.swallowed += 1;
        mute = true;
      }
    });
    void carry(far, near, async () => {
      if (mute) cut();
    });
  });

  /** Carries whole messages one after another; what befalls one holds up those behind it. */
  async function carry(from: Socket, to: Socket, befall: (message: Buffer) => Promise<void>): Promise<void> {
    try {
      for await (const message of messagesOf(from)) {
        const { of, most } = line.weather.delay;
        if (random.chance(of)) {
          line.counts.delayed += 1;
          await new Promise((resolve) => setTimeout(resolve, random.next() * most));
        }
        await befall(message);
        await frozen;
        if (to.destroyed) return;
        if (!to.write(message)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      }
      to.end();
    } catch {
      // The other end is gone; both are closed by that.
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const here = new URL(storeUri);
  here.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A driver that looks for the members of a replica set would go past this line.
  here.searchParams.delete('replicaSet');
  here.searchParams.set('directConnection', 'true');
  // How soon a driver looks again at a store that it has lost: sooner than by itself, so that it meets the next misfortune sooner.
  here.searchParams.set('minHeartbeatFrequencyMS', '50');
  // A driver that loses one connection drops them all: a hundred each time would be most of the work of a storm.
  here.searchParams.set('maxPoolSize', '24');
  line.uri = here.href;
  return line;
}
