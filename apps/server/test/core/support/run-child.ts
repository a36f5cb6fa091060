import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Order } from './child.ts';

const room = fileURLToPath(new URL('../../..', import.meta.url));

interface Ended {
  signal: NodeJS.Signals | null;
  code: number | null;
  /** The steps that it came through. */
  steps: string[];
  answer: unknown;
}

export interface Children extends AsyncDisposable {
  run(order: Order): Promise<Ended>;
}

/** Bundles the child program, so that Node runs it as it is; inside the room, where its libraries are found. */
export async function buildChild(): Promise<Children> {
  const cache = join(room, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'child-'));
  await build({
    configFile: false,
    root: room,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { child: join(room, 'test', 'core', 'support', 'child.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
    // Everything but what the room itself depends on: what the other rooms use is not found from here.
    ssr: { noExternal: true, external: ['lmdb', 'mongodb', 'mongoose', 'pino'] },
  });
  return {
    run: (order) => run(join(outDir, 'child.mjs'), order),
    [Symbol.asyncDispose]: () => rm(outDir, { recursive: true, force: true }),
  };
}

function run(file: string, order: Order): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complained] = ['', ''];
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      complained += chunk;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL')
        reject(new Error(`the child ended with ${code ?? signal}: ${complained}`));
      else resolve({ code, signal, steps: [], answer: null, ...JSON.parse(said) });
    });
  });
}
