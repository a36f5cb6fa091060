// A store of its own, in a process that may be killed; where MONGODB_URI names another one, that is left alone.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lastingPort } from './ports.ts';
import type { Random } from './random.ts';

export interface StoreProcess {
  uri: string;
  counts: { killed: number };
  /** As a crash does, and starts it again on what was written. Null: the store is not ours to kill. */
  kill: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** Of a killed process all that it wrote is kept, wherever it lies; so the folder may lie in memory. */
const MEMORY = '/dev/shm';
/** Milliseconds without a store. */
const AWAY = { from: 50, to: 2_500 };
const script = fileURLToPath(new URL('store-main.ts', import.meta.url));

export async function openStore(random: Random): Promise<StoreProcess> {
  const given = process.env.MONGODB_URI;
  if (given) {
    const uri = new URL(given);
    uri.pathname = `/laurel-chaos-${process.pid}-${Date.now()}`;
    return { uri: uri.href, counts: { killed: 0 }, kill: null, close: async () => {} };
  }
  const dataDir = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'laurel-chaos-'));
  let child: ChildProcess;
  const start = async (port: number): Promise<string> => {
    // From where tsx is found.
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    child = fork(script, [dataDir, String(port)], { execArgv: ['--import', 'tsx'], cwd });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the store ended with ${code}`)));
    ended.catch(() => {});
    const [uri] = await Promise.race([once(child, 'message'), ended]);
    return uri as string;
  };
  const end = async () => {
    const gone = once(child, 'exit');
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await gone;
  };
  process.once('exit', () => child.kill('SIGKILL'));
  const uri = await start(await lastingPort());
  const store: StoreProcess = {
    uri,
    counts: { killed: 0 },
    async kill() {
      store.counts.killed += 1;
      await end();
      await setTimeout(random.whole(AWAY.from, AWAY.to));
      await start(Number(new URL(uri).port));
    },
    async close() {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return store;
}
