import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** How long a process that has died keeps others from its job, in milliseconds. */
const TERM = 5_000;

/**
 * The right to do a job that one process should do at a time. Clocks may differ and processes may stall, so a lease spares double
 * work and no more: what must happen once is fenced where it is written.
 */
export class Lease {
  private until = 0;

  constructor(
    private readonly store: Store,
    private readonly job: string,
    private readonly holder: string,
  ) {}

  /** Takes the job if nobody has it, or keeps it. @returns whether it is ours */
  async take(): Promise<boolean> {
    const now = Date.now();
    return this.put({ $or: [{ holder: this.holder }, { until: { $lt: new Date(now) } }] }, now);
  }

  /** Takes the job whoever has it; they notice when they renew. */
  async seize(): Promise<void> {
    await this.put({}, Date.now());
  }

  /** Renews what is ours when a third of the term has passed. @returns whether it is still ours */
  async keep(): Promise<boolean> {
    const now = Date.now();
    if (this.until - now > (TERM * 2) / 3) return true;
    return this.put({ holder: this.holder }, now, false);
  }

  async release(): Promise<void> {
    this.until = 0;
    await this.store.leases.collection.deleteOne({ _id: this.job, holder: this.holder } as never);
  }

  /** Whether some process has the job. */
  async held(): Promise<boolean> {
    const found = await this.store.leases.findById(this.job).lean();
    return found !== null && found.until.getTime() > Date.now();
  }

  private async put(filter: object, now: number, upsert = true): Promise<boolean> {
    const until = now + TERM;
    try {
      const { matchedCount, upsertedCount } = await this.store.leases.collection.updateOne(
        { _id: this.job, ...filter } as never,
        { $set: { holder: this.holder, until: new Date(until) } },
        { upsert },
      );
      const ours = matchedCount + upsertedCount > 0;
      this.until = ours ? until : 0;
      return ours;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
