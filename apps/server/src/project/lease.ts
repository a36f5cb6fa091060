import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** How long a process that has died keeps others from its job, in milliseconds. */
const TERM = 5_000;
const RENEW = 1_000;

/**
 * The right to do a job that one process should do at a time. Clocks may differ and processes may stall, so a lease spares double
 * work and no more: what must happen once is fenced where it is written.
 */
export class Lease {
  private until = 0;
  private missed = false;
  private renewing: NodeJS.Timeout | null = null;

  constructor(
    private readonly store: Store,
    private readonly job: string,
    private readonly holder: string,
  ) {}

  /** Takes the job if nobody has it, or keeps it. @returns whether it is ours */
  async take(): Promise<boolean> {
    const now = Date.now();
    const ours = await this.put({ $or: [{ holder: this.holder }, { until: { $lt: new Date(now) } }] }, now);
    if (ours) this.renew();
    return ours;
  }

  /** Takes the job whoever has it; they notice when they renew. */
  async seize(): Promise<void> {
    await this.put({}, Date.now());
    this.renew();
  }

  /**
   * Whether the job is still ours. It is renewed by the clock, however long a step of the work takes.
   * @returns `again` when it had run out and was free to be taken once more: another process may have had it meanwhile
   */
  async keep(): Promise<'kept' | 'again' | 'lost'> {
    if (!this.missed && this.until > Date.now()) return 'kept';
    if (!this.missed && (await this.put({ holder: this.holder }, Date.now(), false))) return 'kept';
    return (await this.take()) ? 'again' : 'lost';
  }

  async release(): Promise<void> {
    if (this.renewing) clearInterval(this.renewing);
    this.renewing = null;
    this.until = 0;
    await this.store.leases.collection.deleteOne({ _id: this.job, holder: this.holder } as never);
  }

  /** Whether some process has the job. */
  async held(): Promise<boolean> {
    const found = await this.store.leases.findById(this.job).lean();
    return found !== null && found.until.getTime() > Date.now();
  }

  private renew(): void {
    this.missed = false;
    this.renewing ??= setInterval(() => {
      this.put({ holder: this.holder }, Date.now(), false).then(
        (ours) => {
          if (!ours) this.missed = true;
        },
        // The store is away: when it is back, `keep` finds out whose the job is.
        () => {},
      );
    }, RENEW);
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
