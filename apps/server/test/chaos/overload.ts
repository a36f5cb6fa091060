// `npm run chaos -- overload`: more requests than a process can answer, for so many minutes; memory must end where it began.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { pino } from 'pino';
import { openLaurel } from '../../src/start/laurel.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { programOf } from './plan.ts';
import { buildBin, ServerProcess } from './processes.ts';

/** Requests under way at once: many times what the process takes on. */
const WIDTH = 400;
const IN_FLIGHT = 50;
/** Answers before the first look: more than a process keeps of what it wrote, which is 20,000 subjects and what refers to them. */
const WARM = 25_000;
/** How much of what it began with may be held, once all is quiet. */
const GROWTH = 1.25;

/** @returns sentences about what is not as it must be */
export async function overload(minutes: number, say: (line: string) => void): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-overload-'));
  const mongo = await startEmbeddedMongo({ dataDir });
  const built = await buildBin();
  const laurel = await openLaurel(
    { mongodbUri: mongo.uri, dataDir, logLevel: 'silent' },
    { logger: pino({ level: 'silent' }), follow: false },
  );
  const { secretKey } = await createProgram(laurel, programOf(10));
  const server = await ServerProcess.create(
    'overload',
    built.bin,
    {
      MONGODB_URI: mongo.uri,
      LAUREL_IN_FLIGHT: String(IN_FLIGHT),
      NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${dataDir}`,
    },
    join(dataDir, 'server.log'),
  );
  const faults: string[] = [];
  const counts = { answered: 0, away: 0, failed: 0 };
  let serial = 0;
  const send = async () => {
    serial += 1;
    const event = { type: 'review.published', key: `k${serial}`, member: `m${serial % 500}`, data: {} };
    const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
    const ask = () => fetch(`${server.url}/v1/events`, { method: 'POST', body: JSON.stringify(event), headers });
    // A connection that lay idle may be closed just when it is used again: whoever sends the same key again is answered.
    const response = await ask().catch(ask);
    await response.text();
    if (response.status === 201 || response.status === 200) counts.answered += 1;
    else if (response.status === 503 && response.headers.has('retry-after')) counts.away += 1;
    else faults.push(`an answer was ${response.status}`);
  };
  const flood = async (until: number) => {
    while (Date.now() < until)
      await send().catch(() => {
        counts.failed += 1;
      });
  };
  const press = (seconds: number) => {
    const until = Date.now() + seconds * 1_000;
    return Promise.all(Array.from({ length: WIDTH }, () => flood(until)));
  };
  try {
    // Warm: code is compiled, the states of all members are held, and as many entries as a process keeps, however slow the machine.
    while (counts.answered < WARM && server.deaths.length === 0) await press(Math.min(20, minutes * 20));
    await setTimeout(3_000);
    const before = await heldBy(server, dataDir);
    const resident = [await measured(server.url, RESIDENT)];
    say(
      `${mib(before)} MiB held after warming up; ${WIDTH} requests at a time, ${IN_FLIGHT} taken on, ${minutes} minutes`,
    );
    const end = Date.now() + minutes * 60_000;
    while (Date.now() < end) {
      await press(Math.min(30, (end - Date.now()) / 1_000));
      resident.push(await measured(server.url, RESIDENT));
      say(`${counts.answered} answered, ${counts.away} turned away, ${mib(resident.at(-1) ?? 0)} MiB resident`);
    }
    await setTimeout(5_000);
    const after = await heldBy(server, dataDir);
    const last = await measured(server.url, RESIDENT);
    say(
      `${mib(after)} MiB held in the end; resident ${mib(resident[0] ?? 0)} MiB at first, ${mib(Math.max(...resident))} at most, ${mib(last)} in the end`,
    );
    if (after > before * GROWTH) faults.push(`${mib(before)} MiB were held and ${mib(after)} MiB are`);
    if (counts.away === 0) faults.push('nothing was turned away: it was no overload');
    if (counts.failed > 0) faults.push(`${counts.failed} requests got no answer`);
    faults.push(...server.deaths);
  } finally {
    await server.stop();
    server.closeLog();
    await laurel.close();
    await mongo.stop();
    await built.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
  return faults;
}

const RESIDENT = 'process_resident_memory_bytes';

/**
 * Bytes that a server holds on to: what is left once all that nobody needs any more was thrown away. What the system counts as resident
 * says less: a process keeps room that it had filled. A snapshot of the heap is asked for because Node throws everything away before it.
 */
async function heldBy({ url, pid, deaths }: ServerProcess, folder: string): Promise<number> {
  const written = async () => (await readdir(folder)).filter((name) => name.endsWith('.heapsnapshot'));
  process.kill(Number(pid), 'SIGUSR2');
  while ((await written()).length === 0) {
    if (deaths.length > 0) throw new Error(deaths.join('; '));
    await setTimeout(50);
  }
  // It answers once the snapshot is written.
  const held =
    (await measured(url, 'nodejs_heap_size_used_bytes')) + (await measured(url, 'nodejs_external_memory_bytes'));
  for (const name of await written()) await rm(join(folder, name));
  return held;
}

async function measured(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}

const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
