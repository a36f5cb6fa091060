import { setTimeout } from 'node:timers/promises';
import { CALM, type Line, type Weather } from './line.ts';
import type { ServerProcess } from './processes.ts';
import type { Random } from './random.ts';
import type { StoreProcess } from './store.ts';

/** What befalls messages while it storms. */
const STORM: Weather = { delay: { of: 0.05, most: 40 }, cut: 0.002, swallow: 0.002, repeat: 0.01 };
/** Milliseconds; often longer than a lease, so that somebody else takes over from one that only stands still. */
const STALL = { from: 500, to: 7_000 };
const LOOK = 20;

export interface Havoc {
  servers: ServerProcess[];
  lines: Line[];
  store: StoreProcess;
  /** How many operations are done. */
  done(): number;
  /** Between two misfortunes of one server so many operations are done, so that a run is the same on any machine. */
  every: { from: number; to: number };
}

/** Lets misfortunes happen to every server and its line, one after another, until it is stopped; in the end all is well. */
export async function wreak(havoc: Havoc, random: Random, until: AbortSignal): Promise<void> {
  const shares = havoc.servers.map(() => random.fork());
  const last = random.fork();
  await Promise.all([
    ...havoc.servers.map((server, at) => trouble(havoc, server, havoc.lines[at] as Line, shares[at] as Random, until)),
    killStore(havoc, last, until),
  ]);
}

/** The store dies as often as one server does. */
async function killStore({ store, done, every }: Havoc, random: Random, until: AbortSignal): Promise<void> {
  while (store.kill && !until.aborted) {
    for (const next = done() + random.whole(every.from, every.to * 2); done() < next && !until.aborted; )
      await setTimeout(LOOK);
    if (!until.aborted) await store.kill();
  }
}

async function trouble(
  { done, every }: Havoc,
  server: ServerProcess,
  line: Line,
  random: Random,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    line.weather = random.chance(0.75) ? STORM : CALM;
    for (const next = done() + random.whole(every.from, every.to); done() < next && !until.aborted; )
      await setTimeout(LOOK);
    const [what, pause] = [random.next(), random.whole(STALL.from, STALL.to)];
    if (until.aborted) break;
    if (what < 0.5) {
      await server.kill();
      await again(server, line);
    } else if (what < 0.65) {
      await server.stop();
      await again(server, line);
    } else if (what < 0.85) await server.stall(pause);
    else {
      line.freeze();
      await setTimeout(pause);
      line.thaw();
    }
  }
  line.weather = CALM;
}

/** A server that cannot reach its store when it starts ends with a sentence; here it is to come back. */
async function again(server: ServerProcess, line: Line): Promise<void> {
  line.weather = CALM;
  await server.start();
}
