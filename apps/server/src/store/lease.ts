import type { LeaseDocument } from './documents.ts';
import { isDuplicate } from './faults.ts';
import type { Store } from './store.ts';

/** How long a process that has died keeps others from its job, in milliseconds. */
const LENGTH = 5_000;
const RENEW = 1_000;

/**
 * The right to do a job that one process should do at a time. Clocks may differ and processes may stall, so a lease spares double
 * work and no more: what must happen once is fenced where it is written, by the lease's term or by a number that is unique.
 */
export class Lease {
  private until = 0;
  private missed = false;
  private renewing: NodeJS.Timeout | null = null;
  private now = 0;

  /** @param job the lease's `_id` @param holder a name of this process that no other has */
  constructor(
    private readonly store: Store,
    private readonly job: string,
    private readonly holder: string,
  ) {}

  /** Rises whenever the job is taken, by whomever: what is written under it may refuse whoever had the job before. */
  get term(): number {
    return this.now;
  }

  /** Takes the job if nobody has it. @returns whether it is ours */
  async take(): Promise<boolean> {
    return this.begin({ $or: [{ holder: this.holder }, { until: { $lt: new Date() } }] });
  }

  /** Takes the job whoever has it; they notice when they renew. */
  async seize(): Promise<void> {
    await this.begin({});
  }

  /**
   * Whether the job is still ours. It is renewed by the clock, however long a step of the work takes.
   * @returns `again` when it had run out and was free to be taken once more: another process may have had it meanwhile
   */
  async keep(): Promise<'kept' | 'again' | 'lost'> {
    if (!this.missed && this.until > Date.now()) return 'kept';
    if (!this.missed && (await this.prolong())) return 'kept';
    return (await this.take()) ? 'again' : 'lost';
  }

  /** Gives the job back, so that the next need not wait for its end. */
  async release(): Promise<void> {
    if (this.renewing) clearInterval(this.renewing);
    this.renewing = null;
    this.until = 0;
    // The document stays, so that the term goes on rising.
    await this.store.leases.collection.updateOne({ _id: this.job, holder: this.holder } as never, {
      $set: { until: new Date(0) },
    });
  }

  /** Whether some process has the job. */
  async held(): Promise<boolean> {
    const found = await this.store.leases.findById(this.job).lean();
    return found !== null && found.until.getTime() > Date.now();
  }

  private async begin(filter: object): Promise<boolean> {
    const until = Date.now() + LENGTH;
    try {
      const taken = (await this.store.leases.collection.findOneAndUpdate(
        { _id: this.job, ...filter } as never,
        { $set: { holder: this.holder, until: new Date(until) }, $inc: { term: 1 } },
        { upsert: true, returnDocument: 'after' },
      )) as unknown as LeaseDocument;
      this.until = until;
      this.now = taken.term;
    } catch (error) {
      this.until = 0;
      if (isDuplicate(error)) return false;
      throw error;
    }
    this.missed = false;
    this.renewing ??= setInterval(() => {
      // The store is away: when it is back, `keep` finds out whose the job is.
      this.prolong().catch(() => {});
    }, RENEW);
    return true;
  }

  /** Nobody else may have taken it meanwhile: then it is not ours, however late we are. */
  private async prolong(): Promise<boolean> {
    const until = Date.now() + LENGTH;
    const { matchedCount } = await this.store.leases.collection.updateOne(
      { _id: this.job, holder: this.holder, term: this.now } as never,
      { $set: { until: new Date(until) } },
    );
    this.missed = matchedCount === 0;
    this.until = this.missed ? 0 : until;
    return !this.missed;
  }
}
