import type { Laurel } from '../../laurel.ts';
import { deadLetters } from '../../metrics.ts';
import type { DispatchDocument, HookDocument, LetterDocument } from '../../store/documents.ts';
import { Answered, post } from '../deliver/post.ts';
import { Lanes } from '../lanes.ts';
import { spreadNotices } from './spread.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after each failed try the next one comes; after the last the call is set aside. About three days in all. */
const DELAYS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  18 * HOUR,
  24 * HOUR,
];
/** While one process tries, no other does for so long. */
const LOCK = MINUTE;
const PAUSE = 400;
/** Shops that are called at once. */
const LANES = 4;
/** How long a call that was done is still told of. */
const KEPT = 30 * 24 * HOUR;

/** Tells shops what they asked to be told. Every process does; a try belongs to one of them. */
export class Postman {
  private readonly lanes: Lanes;

  constructor(
    private readonly core: Laurel,
    private readonly delays: readonly number[] = DELAYS,
  ) {
    this.lanes = new Lanes(core, 'shops are told again in a moment');
  }

  start(): void {
    this.lanes.open(() => spreadNotices(this.core), PAUSE);
    this.lanes.open(() => this.tidy(), HOUR);
    for (let n = 0; n < LANES; n += 1) this.lanes.open(() => this.next(), PAUSE * LANES);
  }

  /** Stops after what is under way. */
  stop(): Promise<void> {
    return this.lanes.stop();
  }

  private async tidy(): Promise<boolean> {
    await this.core.store.dispatches.collection.deleteMany({
      state: 'done',
      at: { $lt: new Date(Date.now() - KEPT) },
    } as never);
    return false;
  }

  /** Takes the first call that is due, if any, and tries it. */
  private async next(): Promise<boolean> {
    const { dispatches, hooks } = this.core.store;
    const now = Date.now();
    const taken = (await dispatches.collection.findOneAndUpdate(
      { state: 'waiting', nextAt: { $lte: new Date(now) } } as never,
      { $set: { nextAt: new Date(now + LOCK) }, $inc: { attempts: 1 } } as never,
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    )) as unknown as DispatchDocument | null;
    if (!taken) return false;
    const hook = await hooks.findById(taken.hook).lean<HookDocument>();
    if (!hook) await dispatches.collection.deleteOne({ _id: taken._id } as never);
    else await this.call(taken, hook);
    return true;
  }

  private async call(taken: DispatchDocument, { url, secrets }: HookDocument): Promise<void> {
    const { _id, body } = taken;
    const sentAt = new Date();
    const good = secrets.filter(({ until }) => until === null || until > sentAt).map(({ secret }) => secret);
    try {
      await post(this.core, { id: _id, url, body, sentAt, secrets: good });
      await this.core.store.dispatches.collection.updateOne({ _id } as never, {
        $set: { state: 'done', body: '', lastError: null },
      });
    } catch (error) {
      await this.failed(taken, error as Error);
    }
  }

  private async failed({ _id, program, attempts }: DispatchDocument, error: Error): Promise<void> {
    const { store, logger } = this.core;
    // A shop that says that nobody is there any more is not asked again by itself.
    const isGone = error instanceof Answered && error.status === 410;
    const delay = isGone ? undefined : this.delays[attempts - 1];
    const nextAt = new Date(Date.now() + (delay ?? 0));
    await store.dispatches.collection.updateOne({ _id, state: 'waiting' } as never, {
      $set: { lastError: error.message, nextAt, ...(delay === undefined ? { state: 'failed' } : {}) },
    });
    if (delay !== undefined) return;
    logger.error({ call: _id, attempts, reason: error.message }, 'a shop could not be told; laurel letters shows it');
    deadLetters.inc({ kind: 'webhook' });
    const at = new Date();
    const letter: Omit<LetterDocument, '_id' | 'since' | 'tries'> = {
      kind: 'webhook',
      program,
      member: '',
      entry: _id,
      reason: error.message,
      at,
      again: null,
    };
    await store.letters.collection.updateOne(
      { _id: `webhook:${_id}` } as never,
      { $set: letter, $inc: { tries: attempts }, $setOnInsert: { since: at } },
      { upsert: true },
    );
  }
}
