import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Message, Order, Outcome } from './order.ts';

/** Carries an order out in a thread. An aborted signal ends it. */
export function inThread(
  order: Order,
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: ((members: number) => void) | undefined },
): Promise<Outcome> {
  signal?.throwIfAborted();
  const worker = start(order);
  return new Promise<Outcome>((resolve, reject) => {
    const stop = () => {
      void worker.terminate();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: Message) => {
      if (message.kind === 'progress') onProgress?.(message.members);
      else resolve(message.outcome);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`The thread of a trial ended before its time (${code}).`));
    });
  });
}

/** The built thread lies beside the built command; from the sources, Node needs tsx to read TypeScript in a thread. */
function start(order: Order): Worker {
  const here = import.meta.url;
  // Logs come and go in handfuls: with more room for what is young, hardly any of them is moved before it is let go.
  const options = { workerData: order, name: 'trial', resourceLimits: { maxYoungGenerationSizeMb: 128 } };
  if (!here.endsWith('.ts')) return new Worker(new URL('./trial.js', here), options);
  const room = pathToFileURL(createRequire(here).resolve('tsx/package.json'));
  const tsx = new URL('./dist/esm/api/index.mjs', room).href;
  const thread = new URL('./thread.ts', here).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(thread)}); })`;
  return new Worker(code, { ...options, eval: true });
}
