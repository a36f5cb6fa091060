import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Laurel } from '../laurel.ts';
import type { WrittenLogs } from '../log/written.ts';
import { Lease } from '../store/lease.ts';
import { lead } from './lead.ts';
import { FencedOff } from './sums/batch.ts';

/** This process's readiness to project; of all processes one does. */
export interface Projector {
  /** Whether somebody projects, and, if it is this process, has caught up. */
  caughtUp(): Promise<boolean>;
  /**
   * Settles when all that stands in the logs now is in scores and sums, whichever process does it.
   * @throws Error when nobody has done it in so many milliseconds
   */
  settled(patience?: number): Promise<void>;
  /** Finishes the batch at hand and lets another process have the job. */
  stop(): Promise<void>;
}

/** The job is no longer ours. */
class LeaseLost extends Error {}

export const JOB = 'projector';
const WAIT = 1_000;
const ASK_AGAIN = 20;
const PATIENCE = 500;

/**
 * Takes the job of projecting whenever it is free.
 * @param known.written logs that need not be read where all is made anew
 */
export function startProjector(laurel: Laurel, known: { written?: WrittenLogs } = {}): Projector {
  const { store, logger } = laurel;
  const lease = new Lease(store, JOB, laurel.process);
  const stop = new AbortController();
  const { signal } = stop;
  let leading = false;
  let behind = true;

  // Whoever had the job meanwhile may have made all anew: what stands is looked at again before anything is added to it.
  const keep = async () => {
    if ((await lease.keep()) !== 'kept') throw new LeaseLost('another process may project');
  };
  // Making all anew adds to nothing that stands, and needs only that nobody else does it now.
  const keepAlone = async () => {
    signal.throwIfAborted();
    if ((await lease.keep()) === 'lost') throw new LeaseLost('another process projects');
  };
  const round = async () => {
    if (!(await lease.take())) return;
    leading = true;
    behind = true;
    const onBatch = (waiting: boolean) => {
      behind = waiting;
    };
    try {
      await lead(laurel, { ...known, keep, keepAlone, signal, term: () => lease.term, onBatch });
    } finally {
      leading = false;
      await lease.release();
    }
  };
  const run = async () => {
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (error instanceof FencedOff || error instanceof LeaseLost)
          logger.info({ why: error.message }, 'this process stops projecting');
        else if (!signal.aborted) logger.warn({ err: error }, 'projecting broke off; it is taken up again');
      }
      await sleep(WAIT, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();

  return {
    async caughtUp() {
      return leading ? !behind : lease.held();
    },
    async settled(patience = 60_000) {
      const asked: string[] = [];
      const until = Date.now() + patience;
      try {
        // Whoever projects takes a question away once all before it is done. One that came between two of them is asked again.
        for (let again = 0; ; await sleep(ASK_AGAIN)) {
          if (Date.now() >= again) {
            asked.push(`ask:${randomUUID()}`);
            await store.positions.collection.insertOne({ _id: asked.at(-1), at: new Date() } as never);
            again = Date.now() + PATIENCE;
          }
          if ((await store.positions.countDocuments({ _id: { $in: asked } })) < asked.length) return;
          if (Date.now() > until) throw new Error(`scores and sums were not brought up to date within ${patience} ms`);
        }
      } finally {
        await store.positions.collection.deleteMany({ _id: { $in: asked } } as never);
      }
    },
    async stop() {
      stop.abort();
      await running;
    },
  };
}
