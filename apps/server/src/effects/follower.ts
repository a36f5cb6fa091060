import { setTimeout } from 'node:timers/promises';
import type { Laurel } from '../laurel.ts';
import { LaurelError } from '../laurel.ts';
import type { EntryDocument, PositionDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { isHistoryLost, told } from '../store/faults.ts';
import { leaveLease, takeLease } from './lease.ts';
import { performEffects } from './perform.ts';
import { releaseReservations } from './reservations.ts';

const POSITION = 'effects';
/** Milliseconds. Another process takes over after a lease at the latest. */
const LEASE = 4_000;
const RENEW = 1_000;
const SAVE = 1_000;
const RELEASE = 60_000;
/** How far before its position a follower looks whose stream is gone: clocks of processes differ. */
const MARGIN = 300_000;

const MATCH = {
  operationType: 'insert',
  $or: [
    { 'fullDocument.effects.0': { $exists: true }, 'fullDocument.imported': { $ne: true } },
    { 'fullDocument.kind': 'subject.handed_over' },
  ],
};

/** Follows the log from a position of its own, which no rebuild moves, and carries out effects. One process at a time. */
export class Follower {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly core: Laurel) {}

  start(): void {
    this.running = this.run();
  }

  /** Stops after the effect under way, and leaves the lease to the next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { store, process: holder, logger } = this.core;
    while (!this.stopping.signal.aborted) {
      try {
        if (await takeLease(store, POSITION, holder, LEASE)) {
          await this.hold();
          await leaveLease(store, POSITION, holder);
        }
      } catch (error) {
        if (!this.stopping.signal.aborted) logger.warn({ err: error }, 'effects are followed again in a moment');
      }
      await setTimeout(RENEW, null, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  /** Works while the lease is renewed. */
  private async hold(): Promise<void> {
    const lost = new AbortController();
    const until = AbortSignal.any([lost.signal, this.stopping.signal]);
    const { store, process: holder } = this.core;
    const renewing = setInterval(() => {
      takeLease(store, POSITION, holder, LEASE).then(
        (held) => held || lost.abort(),
        () => lost.abort(),
      );
    }, RENEW);
    try {
      await this.follow(until);
    } finally {
      clearInterval(renewing);
    }
  }

  private async follow(until: AbortSignal): Promise<void> {
    const { store, logger } = this.core;
    const position = await store.positions.findById(POSITION).lean<PositionDocument>();
    let stream = this.open(position?.token);
    let [saved, released] = [Date.now(), 0];
    try {
      // Opened before the log is read, so that nothing falls between.
      const first = await stream.tryNext().catch(async (error: unknown) => {
        if (!isHistoryLost(error)) throw error;
        logger.warn({ since: position?.at }, 'the stream’s history is gone: effects are caught up from the log');
        await stream.close();
        stream = this.open(undefined);
        return stream.tryNext().then(async (change) => {
          await this.catchUp(position?.at ?? new Date(0), until);
          return change;
        });
      });
      if (!position) await this.catchUp(new Date(0), until);
      for (let change = first; !until.aborted; change = await stream.tryNext()) {
        if (change && 'fullDocument' in change) await this.perform(change.fullDocument as unknown as EntryDocument);
        if (Date.now() - saved >= SAVE || (change && saved === 0)) {
          await this.save(stream.resumeToken);
          saved = Date.now();
        }
        if (Date.now() - released >= RELEASE) {
          await releaseReservations(this.core);
          released = Date.now();
        }
      }
      await this.save(stream.resumeToken);
    } finally {
      await stream.close();
    }
  }

  private open(token: unknown) {
    return this.core.store.entries.collection.watch([{ $match: MATCH }], token ? { resumeAfter: token } : {});
  }

  /** An effect that the rules of the log will never take is told and left; one that the store did not take is tried again. */
  private async perform(document: EntryDocument): Promise<void> {
    try {
      await performEffects(this.core, entryOf(document));
    } catch (error) {
      const known = told(error);
      if (known instanceof LaurelError && (known.code === 'store_unavailable' || known.code === 'overloaded'))
        throw error;
      this.core.logger.error({ err: error, entry: document._id }, 'an effect cannot be carried out');
    }
  }

  private async save(token: unknown): Promise<void> {
    await this.core.store.positions.collection.updateOne(
      { _id: POSITION } as never,
      { $set: { token, generation: 0, at: new Date() } },
      { upsert: true },
    );
    await this.core.step('position.saved');
  }

  private async catchUp(since: Date, until: AbortSignal): Promise<void> {
    const { $or: all } = MATCH;
    const cursor = this.core.store.entries.collection.find({
      recordedAt: { $gte: new Date(since.getTime() - MARGIN) },
      $or: all.map((each) =>
        Object.fromEntries(Object.entries(each).map(([path, value]) => [path.replace('fullDocument.', ''), value])),
      ),
    } as never);
    for await (const document of cursor) {
      if (until.aborted) return;
      await this.perform(document as unknown as EntryDocument);
    }
  }
}
