import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { patienceOf } from './patience.ts';
import { lastingPort } from './ports.ts';

const room = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the `laurel` command as it is shipped, from the sources as they are; inside the room, where its libraries are found. */
export async function buildBin(): Promise<{ bin: string; remove(): Promise<void> }> {
  const cache = join(room, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'chaos-'));
  await build({ root: room, logLevel: 'error', build: { outDir, emptyOutDir: true, sourcemap: false } });
  return { bin: join(outDir, 'laurel.js'), remove: () => rm(outDir, { recursive: true, force: true }) };
}

/** One server process, which may be killed and started again on the same port. */
export class ServerProcess {
  readonly counts = { killed: 0, stopped: 0, stalled: 0, started: 0 };
  /** Ends that nobody asked for: a server that gives up by itself is a fault. */
  readonly deaths: string[] = [];
  private child: ChildProcess | null = null;
  private readonly log: WriteStream;

  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly bin: string,
    private readonly env: NodeJS.ProcessEnv,
    logFile: string,
  ) {
    this.log = createWriteStream(logFile);
    // Nothing is left behind, however this process ends.
    process.once('exit', () => this.child?.kill('SIGKILL'));
  }

  static async create(name: string, bin: string, env: NodeJS.ProcessEnv, logFile: string): Promise<ServerProcess> {
    const server = new ServerProcess(name, await lastingPort(), bin, env, logFile);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it, and settles when its doors are open; tries again where the store could not be reached. */
  async start(patience = 60_000): Promise<void> {
    const patient = patienceOf(patience);
    for (;;) {
      const child = spawn(process.execPath, [this.bin, 'start'], {
        env: {
          ...process.env,
          LOG_LEVEL: 'warn',
          NODE_ENV: 'production',
          ...this.env,
          PORT: String(this.port),
          HOST: '127.0.0.1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      this.child = child;
      this.counts.started += 1;
      child.stdout?.pipe(this.log, { end: false });
      child.stderr?.pipe(this.log, { end: false });
      let gone = false;
      child.once('exit', () => {
        gone = true;
      });
      let waits = true;
      while (!gone && waits) {
        if (await this.answers()) {
          child.once('exit', (code, signal) => {
            if (this.child === child) this.deaths.push(`${this.name} ended by itself with ${code ?? signal}`);
          });
          return;
        }
        await setTimeout(50);
        waits = patient();
      }
      if (!waits || !patient()) throw new Error(`${this.name} did not start within ${patience} ms; its log says why.`);
      await setTimeout(200);
    }
  }

  /** As a crash does. */
  async kill(): Promise<void> {
    this.counts.killed += 1;
    await this.end('SIGKILL');
  }

  /** As an operator does. */
  async stop(): Promise<void> {
    this.counts.stopped += 1;
    const child = this.child;
    const slow = globalThis.setTimeout(() => child?.kill('SIGKILL'), 20_000);
    await this.end('SIGTERM');
    clearTimeout(slow);
  }

  /** Stands still for a while, and goes on as if nothing had happened: as a machine that swaps, or is moved. */
  async stall(milliseconds: number): Promise<void> {
    this.counts.stalled += 1;
    const child = this.child;
    child?.kill('SIGSTOP');
    await setTimeout(milliseconds);
    child?.kill('SIGCONT');
  }

  closeLog(): void {
    this.log.end();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    // One that stands still hears of it only when it goes on.
    child.kill('SIGCONT');
    await gone;
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/livez`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }
}
