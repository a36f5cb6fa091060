import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { LOCK_FILE } from './names.ts';

/** Who holds a folder: enough to tell a living holder from one that was killed, even if its pid is used again. */
interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly started: string;
  readonly boot: string;
  readonly host: string;
  readonly pids: string;
}

export interface Lock {
  release(): Promise<void>;
}

const TRIES = 20;

/** Takes a folder's lock; one left behind by a killed process is no obstacle. */
export async function takeLock(path: string): Promise<Lock> {
  const me = self();
  const mine = `${path}.${me.token}`;
  await writeFile(mine, JSON.stringify(me), { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedStoreError(
      error.code === 'ENOSPC' ? 'full' : 'folder',
      `The data folder cannot be written to: ${error.message}. Check its permissions and the free space.`,
      { cause: error },
    );
  });
  try {
    for (let i = 0; i < TRIES; i++) {
      if (await linked(mine, path)) return { release: () => release(path, me.token) };
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const holder = parse(text);
      if (holder && (await isAlive(holder, path))) {
        throw new EmbeddedStoreError(
          'locked',
          `Another process (pid ${holder.pid}) is using the data folder of this store. Stop it first, or choose another folder. (lock file: ${path})`,
        );
      }
      await removeStale(path, text, me.token);
    }
  } finally {
    await unlink(mine).catch(() => undefined);
  }
  throw new EmbeddedStoreError(
    'locked',
    `The lock file ${path} changes hands all the time. Make sure that only one process is started on this folder.`,
  );
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new EmbeddedStoreError('folder', `The lock file ${to} cannot be made: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Moves a stale lock away, and puts it back if it was somebody's fresh one after all. */
async function removeStale(path: string, text: string, token: string): Promise<void> {
  const aside = `${path}.stale.${token}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => text)) !== text) await link(aside, path).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

async function release(path: string, token: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && parse(text)?.token === token) await unlink(path).catch(() => undefined);
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function self(): Holder {
  return {
    token: randomUUID(),
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    boot: bootId(),
    host: hostname(),
    pids: pidNamespace(),
  };
}

/** A holder in another container or on another machine cannot be seen; its lock counts while it is young. */
const UNSEEN_MS = 24 * 3600_000;

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.boot !== bootId() && holder.host === hostname()) return false;
  if (holder.boot !== bootId() || holder.pids !== pidNamespace()) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < UNSEEN_MS;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(holder.pid);
  return started === undefined || holder.started === '' || started === holder.started;
}

/** When a process began, where the system tells; a pid that was used again has another. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'dead' : fields[19];
  } catch {
    return undefined;
  }
}

/** Names this start of the machine; empty where the system does not tell. */
export const bootId = (): string => read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
const pidNamespace = (): string => read(() => readlinkSync('/proc/self/ns/pid'));

function read(how: () => string): string {
  try {
    return how();
  } catch {
    return '';
  }
}

/** Takes away a lock that a dead thread of this very process has left. */
export async function freeLock(dataDir: string): Promise<void> {
  const path = join(dataDir, LOCK_FILE);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text !== undefined && parse(text)?.pid === process.pid) await unlink(path).catch(() => undefined);
}
