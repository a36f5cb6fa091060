import { setImmediate } from 'node:timers/promises';
import type { RootDatabase } from 'lmdb';
import { MongoError } from '../errors/MongoError.ts';

interface Job {
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface CommitHooks {
  /** Inside the transaction, after the last job. */
  readonly settle: () => void;
  /** Brings the transaction to disk; others go on reading meanwhile. */
  readonly flush: () => Promise<void>;
  /** The transaction is on disk. */
  readonly committed: () => void;
  /** The transaction was undone: what is kept in memory has to be read again. */
  readonly undone: () => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Group commit: the writes that have arrived while the last ones went to disk are run one after the other in one LMDB
 * transaction, and are answered when that is on disk. The next transaction begins only then, so that a power failure can have kept a
 * part of one alone. A write that is refused (a MongoError) leaves the others alone.
 */
export class Committer {
  private readonly root: RootDatabase<Buffer, Buffer>;
  private readonly hooks: CommitHooks;
  private queue: Job[] = [];
  private draining: Promise<void> | undefined;
  private broken: MongoError | undefined;

  constructor(root: RootDatabase<Buffer, Buffer>, hooks: CommitHooks) {
    this.root = root;
    this.hooks = hooks;
  }

  /** Runs a function that writes; resolves with its result when that is durable. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
      this.draining ??= this.drain();
    });
  }

  /** Resolves when all that was to be written is on disk, or refused. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining;
  }

  private async drain(): Promise<void> {
    do {
      // What came with this write comes along, and the answers to the last ones go out first.
      await setImmediate();
      const jobs = this.queue;
      this.queue = [];
      await this.commitAll(jobs);
    } while (this.queue.length > 0);
    this.draining = undefined;
  }

  private async commitAll(jobs: readonly Job[]): Promise<void> {
    const failure = await this.commit(jobs);
    if (failure === undefined) return;
    if (jobs.length === 1) {
      jobs[0]?.reject(failure.error);
      return;
    }
    // Something did not fit; each of them alone may.
    for (const job of jobs) {
      const alone = await this.commit([job]);
      if (alone !== undefined) job.reject(alone.error);
    }
  }

  private async commit(jobs: readonly Job[]): Promise<{ error: unknown } | undefined> {
    if (this.broken) return { error: this.broken };
    const outcomes: Outcome[] = [];
    try {
      this.root.transactionSync(() => {
        for (const job of jobs) outcomes.push(outcomeOf(job));
        this.hooks.settle();
      });
    } catch (error) {
      this.hooks.undone();
      return { error: asMongoError(error) };
    }
    try {
      await this.hooks.flush();
    } catch (error) {
      // What a disk has kept after a failed flush nobody knows, and a second flush would not tell.
      const why = error instanceof Error ? error.message : String(error);
      this.broken = new MongoError(
        'InternalError',
        `The disk has failed (${why}), so it is unknown whether the last writes are on it. Nothing more is written. Check the disk and start the store again.`,
      );
      return { error: this.broken };
    }
    this.hooks.committed();
    jobs.forEach((job, i) => {
      const outcome = outcomes[i] as Outcome;
      if ('error' in outcome) job.reject(outcome.error);
      else job.resolve(outcome.value);
    });
    return undefined;
  }
}

function outcomeOf(job: Job): Outcome {
  try {
    return { value: job.run() };
  } catch (error) {
    if (error instanceof MongoError) return { error };
    throw error;
  }
}

const NO_ROOM = /MDB_MAP_FULL|ENOSPC|EFBIG|EDQUOT|No space left|File too large|quota|Input\/output error|EIO/i;

/** What LMDB says when it cannot write, as MongoDB says it. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (NO_ROOM.test(message))
    return new MongoError(
      'OutOfDiskSpace',
      `The disk is full, so nothing was written: ${message}. Free some space and try again.`,
    );
  return new MongoError('InternalError', message);
}
