import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'apps/server/dist/laurel.js');

/** Whether a process can be held to one core. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

/** Starts a program of Node's. @param core which core it is held to, where that can be done; null: any */
export function startNode(core, args, options = {}) {
  const command = canPin && core !== null ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
  const child = spawn(command[0], [...command.slice(1), ...args], { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  return { child, stop: () => stop(child) };
}

/** The first line that a program prints. */
export function firstLine(child) {
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it said anything`)));
  });
}

/** Holds this process to a core. */
export function pinSelf(core) {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', String(core), String(process.pid)]);
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts a Laurel of its own with a program, its store inside or beside it.
 * @param {{ core?: number | null, storeCore?: number | null, storeBeside?: boolean, keys?: number, env?: object }} options
 */
export async function startLaurel(
  program,
  { core = null, storeBeside = false, storeCore = null, keys = 1, env = {} } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-laurel-'));
  const settings = { ...process.env, LAUREL_DATA_DIR: folder, LOG_LEVEL: 'error', HOST: '127.0.0.1', ...env };
  let store = null;
  if (storeBeside) {
    store = startNode(storeCore, [join(root, 'packages/embedded-mongodb/bin/embedded-mongodb.mjs'), '--data', folder]);
    settings.MONGODB_URI = await firstLine(store.child);
  }
  const clean = async () => {
    await store?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const run = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { env: settings, encoding: 'utf8' });
    if (status === 0) return stdout;
    void clean();
    throw new Error(`laurel ${args.join(' ')} ended with ${status}: ${stderr}`);
  };
  const made = run('program', 'push', program);
  const field = (name) => new RegExp(`^${name}\\s+(\\S+)$`, 'm').exec(made)?.[1];
  const secrets = [field('secret')];
  while (secrets.length < keys)
    secrets.push(/\b(sk_\S+)/.exec(run('keys', 'create', '--name', `bench ${secrets.length}`))?.[1]);
  const port = await freePort();
  const server = startNode(core, [cli, 'start'], { env: { ...settings, PORT: String(port) } });
  server.child.stdout.resume();
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) break;
    if (server.child.exitCode !== null) throw new Error('the server ended before it was ready');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    pid: server.child.pid,
    secrets,
    publishableKey: field('publishable'),
    signingSecret: field('signing'),
    async stop() {
      await server.stop();
      await clean();
    },
  };
}
