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
  /** Told of each misfortune when it begins and when it is over. */
  tell(what: string): void;
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
async function killStore({ store, done, every, tell }: Havoc, random: Random, until: AbortSignal): Promise<void> {
  while (store.kill && !until.aborted) {
    for (const next = done() + random.whole(every.from, every.to * 2); done() < next && !until.aborted; )
      await setTimeout(LOOK);
    if (until.aborted) break;
    tell('the store is killed');
    await store.kill();
    tell('the store is back');
  }
}

async function trouble(
  { done, every, tell }: Havoc,
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
      tell(`${server.name} is killed`);
      await server.kill();
      await again(server, line);
    } else if (what < 0.65) {
      tell(`${server.name} is stopped`);
      await server.stop();
      await again(server, line);
    } else if (what < 0.85) {
      tell(`${server.name} stands still for ${pause} ms`);
      await server.stall(pause);
    } else {
      tell(`the line of ${server.name} stands still for ${pause} ms`);
      line.freeze();
      await setTimeout(pause);
      line.thaw();
    }
    tell(`${server.name} is well again`);
  }
  line.weather = CALM;
}

/** A server that cannot reach its store when it starts ends with a sentence; here it is to come back. */
async function again(server: ServerProcess, line: Line): Promise<void> {
  line.weather = CALM;
  await server.start();
}
