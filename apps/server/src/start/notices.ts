import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../store/store.ts';
import type { KnownKeys } from '../use/keys/known.ts';
import type { PublishedPrograms } from '../use/programs/published.ts';

const PAUSE = 1_000;

/** Hears from the store what other processes publish and revoke, and forgets what was remembered of it. */
export class Notices {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly logger: Logger,
    private readonly programs: PublishedPrograms,
    private readonly keys: KnownKeys,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.listen(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ err: error }, 'the stream of publications broke; it is opened anew');
        this.programs.forget();
        this.keys.forget();
        await setTimeout(PAUSE, null, { signal }).catch(() => {});
      }
    }
  }

  private async listen(signal: AbortSignal): Promise<void> {
    const { db } = this.store.connection;
    if (!db) throw new Error('the store is not connected');
    const stream = db.watch([
      {
        $match: {
          $or: [
            { 'ns.coll': 'versions', operationType: 'insert' },
            { 'ns.coll': 'fills', operationType: { $in: ['update', 'replace'] } },
            { 'ns.coll': 'keys', operationType: { $in: ['update', 'replace', 'delete'] } },
          ],
        },
      },
    ]);
    const stop = () => void stream.close();
    signal.addEventListener('abort', stop);
    try {
      await stream.tryNext();
      // Whatever was remembered before the stream stood may have changed meanwhile.
      this.programs.forget();
      this.keys.forget();
      while (!signal.aborted) {
        const change = await stream.tryNext();
        if (!change || !('documentKey' in change)) continue;
        const id = String(change.documentKey._id);
        if ('ns' in change && 'coll' in change.ns && change.ns.coll === 'keys') this.keys.forget(id);
        else this.programs.forget(id.slice(0, id.lastIndexOf(':')));
      }
    } finally {
      signal.removeEventListener('abort', stop);
      await stream.close();
    }
  }
}
