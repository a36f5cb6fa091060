import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type TransferListItem, Worker } from 'node:worker_threads';
import type { Message, Order, Outcome, Range, Share } from './order.ts';

interface Listening {
  signal?: AbortSignal | undefined;
  /** Told how many members were taken, of all threads together. */
  onProgress?: ((members: number) => void) | undefined;
}

/** Carries an order out in so many threads, each with its share of the members. An aborted signal ends it. */
export function inThreads(order: Order, many: number, { signal, onProgress }: Listening): Promise<Outcome> {
  signal?.throwIfAborted();
  const channels = Array.from({ length: many - 1 }, () => new MessageChannel());
  const ranges = rangesOf(many);
  const shares = ranges.map((range, at): Share => {
    const lead = channels[at - 1]?.port2;
    return {
      ...order,
      range,
      hold: Math.floor(order.hold / many),
      peers: lead ? { lead } : { others: channels.map(({ port1 }) => port1) },
    };
  });
  const workers = shares.map(start);
  const taken = workers.map(() => 0);
  return new Promise<Outcome>((resolve, reject) => {
    const stop = () => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    for (const [at, worker] of workers.entries()) {
      worker.on('message', (message: Message) => {
        if (message.kind === 'done') resolve(message.outcome);
        else {
          taken[at] = message.members;
          onProgress?.(taken.reduce((sum, members) => sum + members, 0));
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (code !== 0 || at === 0) reject(new Error(`A thread of a trial ended before its time (${code}).`));
      });
    }
  }).finally(() => Promise.all(workers.map((worker) => worker.terminate())));
}

/** Ids are random, so that equal parts of all that there can be hold as many members. */
function rangesOf(many: number): Range[] {
  const bounds = Array.from({ length: many - 1 }, (_, n) => {
    const at = Math.floor((2 ** 32 / many) * (n + 1));
    return `mem_${at.toString(16).padStart(8, '0')}`;
  });
  return Array.from({ length: many }, (_, n) => ({ from: bounds[n - 1] ?? null, below: bounds[n] ?? null }));
}

/** The built thread lies beside the built command; from the sources, Node needs tsx to read TypeScript in a thread. */
function start(share: Share): Worker {
  const here = import.meta.url;
  const { peers } = share;
  const ports: TransferListItem[] = 'lead' in peers ? [peers.lead] : peers.others;
  // Logs come and go in handfuls: with more room for what is young, hardly any of them is moved before it is let go.
  const resourceLimits = { maxYoungGenerationSizeMb: 128 };
  const options = { workerData: share, transferList: ports, name: 'trial', resourceLimits };
  if (!here.endsWith('.ts')) return new Worker(new URL('./trial.js', here), options);
  const room = pathToFileURL(createRequire(here).resolve('tsx/package.json'));
  const tsx = new URL('./dist/esm/api/index.mjs', room).href;
  const thread = new URL('./thread.ts', here).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(thread)}); })`;
  return new Worker(code, { ...options, eval: true });
}
