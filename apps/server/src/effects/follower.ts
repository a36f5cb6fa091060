import { setTimeout } from 'node:timers/promises';
import type { ChangeStreamDocument } from 'mongodb';
import type { Laurel } from '../laurel.ts';
import { batches } from '../store/batches.ts';
import type { EntryDocument, PositionDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { isHistoryLost } from '../store/faults.ts';
import { Lease } from '../store/lease.ts';
import { setAside } from '../store/letters.ts';
import { retryLetters } from '../use/letters/retry.ts';
import { TOLD } from './notices/leave.ts';
import { isPassing, performEffects } from './perform.ts';
import { releaseReservations } from './reservations.ts';

const POSITION = 'effects';
/** Milliseconds. */
const WAIT = 1_000;
const SAVE = 1_000;
/** How often what was left behind is looked after. */
const TIDY = 60_000;
/** Entries that are carried out before the position moves on, and members whose entries are carried out at once. */
const TOGETHER = 50;
const LANES = 10;
/** How far before its position a follower looks whose stream is gone: clocks of processes differ. */
const MARGIN = 300_000;

const MATCH = {
  operationType: 'insert',
  $or: [
    { 'fullDocument.effects.0': { $exists: true }, 'fullDocument.imported': { $ne: true } },
    { 'fullDocument.changes.kind': { $in: [...TOLD] }, 'fullDocument.imported': { $ne: true } },
    { 'fullDocument.kind': 'subject.handed_over' },
    { 'fullDocument.changes.kind': { $in: ['pool.freed', 'segment.moved'] } },
    { 'fullDocument.changes.kind': { $in: ['referral.linked', 'referral.assessed', 'referral.decided'] } },
    { 'fullDocument.changes.kind': { $in: ['referral.qualified', 'referral.unqualified', 'referral.waiting'] } },
    { 'fullDocument.fact.type': { $in: ['order.charged_back', 'order.chargeback_won'] } },
  ],
};

/** Follows the log from a position of its own, which no rebuild moves, and carries out effects. One process at a time. */
export class Follower {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly lease: Lease;

  constructor(private readonly core: Laurel) {
    this.lease = new Lease(core.store, POSITION, core.process);
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops after the effect under way, and leaves the lease to the next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        if (await this.lease.take()) await this.follow(signal).finally(() => this.lease.release());
      } catch (error) {
        if (!signal.aborted) this.core.logger.warn({ err: error }, 'effects are followed again in a moment');
      }
      await setTimeout(WAIT, null, { signal }).catch(() => {});
    }
  }

  private async follow(until: AbortSignal): Promise<void> {
    const { store, logger } = this.core;
    const position = await store.positions.findById(POSITION).lean<PositionDocument>();
    let stream = this.open(position?.token);
    let [saved, tidied] = [Date.now(), 0];
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
      // Where a change was read and not carried out, because the job went to another process or this one is stopping, the position stays
      // before it: whoever follows next begins there.
      let done: { token: unknown; at: Date } | undefined;
      // What another process did meanwhile may be done twice: every effect has a key of its own.
      for (let change = first; !until.aborted; change = await stream.tryNext()) {
        if ((await this.lease.keep()) === 'lost') return;
        const entries = insertedBy(change);
        while (entries.length < TOGETHER && stream.bufferedCount() > 0)
          entries.push(...insertedBy(await stream.tryNext()));
        // What is read is carried out before this one stops: there is not much of it.
        const token = stream.resumeToken;
        await this.performAll(entries);
        // One that is far behind is as of what it has done.
        done = { token, at: entries.at(-1)?.recordedAt ?? new Date() };
        if (Date.now() - saved >= SAVE) {
          await this.save(done);
          saved = Date.now();
        }
        if (Date.now() - tidied >= TIDY) {
          await releaseReservations(this.core);
          await retryLetters(this.core, { due: true });
          tidied = Date.now();
        }
      }
      if (done) await this.save(done);
    } finally {
      await stream.close();
    }
  }

  private open(token: unknown) {
    return this.core.store.entries.collection.watch([{ $match: MATCH }], token ? { resumeAfter: token } : {});
  }

  /**
   * Those of one log one after the other, and of several logs at once: whoever wrote them carried them out in no order either, and an
   * effect that comes again is only looked for.
   */
  private async performAll(entries: readonly EntryDocument[]): Promise<void> {
    const byMember = new Map<string, EntryDocument[]>();
    for (const entry of entries) {
      const log = byMember.get(entry.member);
      if (log) log.push(entry);
      else byMember.set(entry.member, [entry]);
    }
    const logs = [...byMember.values()];
    const lane = async () => {
      for (let log = logs.shift(); log; log = logs.shift()) for (const entry of log) await this.perform(entry);
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    const failed = lanes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** What the store did not take is tried again; what cannot be carried out is set aside, and the rest goes on. */
  private async perform(document: EntryDocument): Promise<void> {
    try {
      await performEffects(this.core, entryOf(document));
    } catch (error) {
      if (isPassing(error)) throw error;
      const { _id: entry, program, member } = document;
      await setAside(this.core, { kind: 'effect', program, member, entry }, error);
    }
  }

  private async save({ token, at }: { token: unknown; at: Date }): Promise<void> {
    await this.core.store.positions.collection.updateOne(
      { _id: POSITION } as never,
      { $set: { token, generation: 0, at } },
      { upsert: true },
    );
    await this.core.step('position.saved');
  }

  private async catchUp(since: Date, until: AbortSignal): Promise<void> {
    const { $or: all } = MATCH;
    const cursor = this.core.store.entries.collection
      .find({
        recordedAt: { $gte: new Date(since.getTime() - MARGIN) },
        $or: all.map((each) =>
          Object.fromEntries(Object.entries(each).map(([path, value]) => [path.replace('fullDocument.', ''), value])),
        ),
      } as never)
      .batchSize(TOGETHER);
    for await (const documents of batches(cursor)) {
      if (until.aborted) return;
      await this.performAll(documents as unknown as EntryDocument[]);
    }
  }
}

/** The entry that a change wrote; none where nothing came. */
function insertedBy(change: ChangeStreamDocument | null): EntryDocument[] {
  return change && 'fullDocument' in change ? [change.fullDocument as unknown as EntryDocument] : [];
}
