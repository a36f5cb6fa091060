import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeStream, Collection, Db, Document } from 'mongodb';

/** A change as the stream gives it; `_id` is the token to go on after it. */
export type Change = Document & { _id: unknown; operationType: string; ns: { coll: string } };

/** Changes read ahead at most; beyond, the store keeps them. */
const AHEAD = 5_000;

/** Milliseconds from one answer of the store to the next question, at least: what happens meanwhile comes together. */
const PACE = 20;

/**
 * A change stream that is open, read ahead of whoever takes from it. What came while a batch was worked on is the next batch, so
 * batches grow under load by themselves.
 */
export class Feed {
  private queue: Change[] = [];
  private failure: { error: unknown } | null = null;
  private closed = false;
  private wake: () => void = () => {};
  private room: () => void = () => {};

  private constructor(private readonly stream: ChangeStream) {}

  /**
   * Opens a stream; when this returns, nothing that is written from now on is missed.
   * @param after the token to go on after; without it, from now
   */
  static async open(source: Collection | Db, pipeline: Document[], after?: unknown): Promise<Feed> {
    const stream = source.watch(pipeline, { batchSize: 1_000, ...(after === undefined ? {} : { resumeAfter: after }) });
    const feed = new Feed(stream);
    // The token comes with the answer that the stream stands; a first change may be a second away.
    const stands = new Promise((resolve) => stream.once('resumeTokenChanged', resolve));
    const first = stream.tryNext() as Promise<Change | null>;
    try {
      await Promise.race([stands, first]);
    } catch (error) {
      await stream.close().catch(() => {});
      throw error;
    }
    void feed.read(first);
    return feed;
  }

  /**
   * The changes that have come, oldest first; waits for the first one at most `patience` milliseconds.
   * @returns empty when none came in time, or when it was closed
   * @throws what the stream failed with
   */
  async take(most: number, patience: number): Promise<Change[]> {
    if (this.queue.length === 0 && !this.failure && !this.closed) await this.something(patience);
    const taken = this.queue.splice(0, most);
    if (taken.length === 0 && this.failure) throw this.failure.error;
    this.room();
    return taken;
  }

  /** Whether changes have come that were not taken yet. */
  get waiting(): boolean {
    return this.queue.length > 0;
  }

  /** The token after all that was taken, even where the stream has moved on past changes of no interest; undefined while some wait. */
  token(): unknown {
    return this.queue.length === 0 ? this.stream.resumeToken : undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    this.room();
    await this.stream.close().catch(() => {});
  }

  private something(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async read(asked: Promise<Change | null>): Promise<void> {
    try {
      let change = await asked;
      while (!this.closed) {
        if (change) this.queue.push(change);
        // Whoever waits takes all that came together; under load a stream that is asked at once answers with a single change.
        if (this.stream.bufferedCount() === 0) {
          this.wake();
          await sleep(PACE);
        }
        if (this.queue.length >= AHEAD)
          await new Promise<void>((resolve) => {
            this.room = resolve;
          });
        if (!this.closed) change = (await this.stream.next()) as unknown as Change;
      }
    } catch (error) {
      if (!this.closed) this.failure = { error };
      this.wake();
    }
  }
}
