import type { Entry } from '@laurel/engine';
import { appendSeconds } from '../metrics.ts';
import { documentOf } from '../store/entries.ts';
import { isDuplicate, isUnknown, writeFaultOf } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

/** What became of the entries of one member that were to be appended together. */
export interface Appended {
  /** The first so many stand. */
  count: number;
  /**
   * Why the next does not: `taken` when its number or one of its keys is; `unknown` when the store did not answer, so that any
   * number of them may stand; `refused` when the store will not have it.
   */
  fault: null | { kind: 'taken' } | { kind: 'unknown' | 'refused'; cause: unknown };
}

interface Group {
  entries: Entry[];
  settle(outcome: Appended): void;
}

const MOST = 1_000;
const LANES = 2;

/**
 * Appends entries of many members as few ordered inserts: one goes out at once when nothing is under way, and what comes
 * meanwhile goes together. A group is of one member, in the order of its log, and the next group of that member is given
 * only after this one was answered.
 */
export class Appender {
  private readonly waiting: Group[] = [];
  private busy = 0;

  constructor(private readonly store: Store) {}

  append(entries: Entry[]): Promise<Appended> {
    return new Promise((settle) => {
      this.waiting.push({ entries, settle });
      // Everything that was decided in this turn goes together.
      if (this.waiting.length === 1) setImmediate(() => this.pump());
    });
  }

  private pump(): void {
    while (this.busy < LANES && this.waiting.length > 0) {
      const groups: Group[] = [];
      for (let size = 0; this.waiting[0] && (size === 0 || size + this.waiting[0].entries.length <= MOST); ) {
        const next = this.waiting.shift() as Group;
        groups.push(next);
        size += next.entries.length;
      }
      this.busy += 1;
      void this.send(groups).finally(() => {
        this.busy -= 1;
        this.pump();
      });
    }
  }

  private async send(groups: Group[]): Promise<void> {
    try {
      const documents = groups.flatMap(({ entries }) => entries.map(documentOf));
      const appended = appendSeconds.startTimer();
      await this.store.entries.collection.insertMany(documents as never[], { ordered: true });
      appended();
      for (const { entries, settle } of groups) settle({ count: entries.length, fault: null });
    } catch (cause) {
      this.divide(groups, cause);
    }
  }

  /** An ordered insert stops at its first fault: what is before it stands, what is after it was not tried. */
  private divide(groups: Group[], cause: unknown): void {
    const fault = writeFaultOf(cause);
    if (fault === null) {
      const kind = isUnknown(cause) ? 'unknown' : 'refused';
      // One that cannot even be sent fails alone.
      if (kind === 'refused' && groups.length > 1) for (const group of groups) void this.send([group]);
      else for (const { settle } of groups) settle({ count: 0, fault: { kind, cause } });
      return;
    }
    let before = fault.index;
    groups.forEach(({ entries, settle }, at) => {
      if (before >= entries.length) {
        before -= entries.length;
        settle({ count: entries.length, fault: null });
      } else if (before >= 0) {
        settle({ count: before, fault: isDuplicate(fault) ? { kind: 'taken' } : { kind: 'refused', cause } });
        this.waiting.unshift(...groups.slice(at + 1));
        before = Number.NEGATIVE_INFINITY;
      }
    });
  }
}
