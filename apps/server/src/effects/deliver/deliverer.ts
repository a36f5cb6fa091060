import { type Laurel, LaurelError } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import type { DeliveryDocument } from '../../store/documents.ts';
import { submitFollowing } from '../../use/merges/follow.ts';
import { Lanes } from '../lanes.ts';
import { callShop, type Given } from './call.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
/** How long after each failed try the next one comes; after the last the redemption is given back. About a day in all. */
const DELAYS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  4 * 60 * MINUTE,
  8 * 60 * MINUTE,
  10 * 60 * MINUTE,
];
/** While one process tries, no other does for so long. */
const LOCK = MINUTE;
const PAUSE = 250;
/** Shops that are asked at once. */
const LANES = 4;

const isClosed = (error: unknown) => error instanceof LaurelError && error.code === 'member_closed';

/** Works off what shops are to be asked for. Every process does; a try belongs to one of them. */
export class Deliverer {
  private readonly lanes: Lanes;

  constructor(
    private readonly core: Laurel,
    private readonly delays: readonly number[] = DELAYS,
  ) {
    this.lanes = new Lanes(core, 'shops are asked for codes again in a moment');
  }

  start(): void {
    for (let n = 0; n < LANES; n += 1) this.lanes.open(() => this.next(), PAUSE * LANES);
  }

  /** Stops after what is under way. */
  stop(): Promise<void> {
    return this.lanes.stop();
  }

  /** Takes the first that is due, if any, and tries it. */
  private async next(): Promise<boolean> {
    const { deliveries } = this.core.store;
    const now = Date.now();
    const taken = (await deliveries.collection.findOneAndUpdate(
      { state: 'waiting', nextAt: { $lte: new Date(now) } } as never,
      { $set: { nextAt: new Date(now + LOCK) }, $inc: { attempts: 1 } } as never,
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    )) as unknown as DeliveryDocument | null;
    if (!taken) return false;
    const given = await callShop(this.core, taken).catch((error: unknown) => error as Error);
    const fault = given instanceof Error ? given.message : await this.give(taken, given);
    if (fault === null) await this.end(taken, 'done', null);
    else await this.failed(taken, fault);
    return true;
  }

  /** Writes the code into the member's log. @returns what is wrong with it, or null */
  private async give(delivery: DeliveryDocument, { code, expiresAt }: Given): Promise<string | null> {
    const { store, programs } = this.core;
    const { program: id, member, redemption } = delivery;
    const program = await programs.byId(id);
    if (!program) return 'the program is gone';
    const claim = claimOf(id, 'coupon', code, member, { key: redemption });
    const standing = (await claimAll(store, [claim])).get(claim._id);
    if (standing && standing.key !== redemption) return 'the shop gave a code that it gave before';
    const key = `\u0001code:${redemption}`;
    // Cancelled meanwhile is no fault: the entry says so, and nobody gets the code.
    const command = { kind: 'deliver', key, body: '', redemption, expiresAt } as const;
    try {
      await submitFollowing(this.core, program, member, command, { standing: true, coupon: code });
    } catch (error) {
      if (!isClosed(error)) throw error;
      return 'the member is gone';
    }
    return null;
  }

  private async failed(delivery: DeliveryDocument, lastError: string): Promise<void> {
    const { core, delays } = this;
    const { _id, attempts, program: id, member, redemption } = delivery;
    const delay = delays[attempts - 1];
    if (delay !== undefined) {
      await core.store.deliveries.collection.updateOne(
        { _id } as never,
        { $set: { lastError, nextAt: new Date(Date.now() + delay) } } as never,
      );
      return;
    }
    const program = await core.programs.byId(id);
    if (program) {
      const key = `\u0001undelivered:${redemption}`;
      try {
        await submitFollowing(
          core,
          program,
          member,
          { kind: 'cancel', key, body: '', redemption, undelivered: true },
          { standing: true },
        );
      } catch (error) {
        if (!isClosed(error)) throw error;
      }
    }
    core.logger.error({ redemption, attempts, lastError }, 'a shop gave no code: the redemption was given back');
    await this.end(delivery, 'failed', lastError);
  }

  private async end({ _id }: DeliveryDocument, state: 'done' | 'failed', lastError: string | null): Promise<void> {
    await this.core.store.deliveries.collection.updateOne({ _id } as never, { $set: { state, lastError } } as never);
  }
}
