import type { Entry } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';

/** Entries that are held in memory at most; where there are more, they are read as ever. */
const MOST = 50_000;

/**
 * What this process appends to a store that had no entry. As long as nobody else does, these are all logs that there are, and whoever
 * needs them all need not have them read back. Without the lines of orders, which are most of an entry.
 */
export class WrittenLogs {
  private logs: Map<string, Entry[]> | null = new Map();
  private count = 0;
  private readonly unlisten: () => void;

  private constructor(private readonly laurel: Pick<Laurel, 'store' | 'log'>) {
    this.unlisten = laurel.log.listen((entry) => this.take(entry));
  }

  static async open(laurel: Pick<Laurel, 'store' | 'log'>): Promise<WrittenLogs> {
    const written = new WrittenLogs(laurel);
    if (await laurel.store.entries.collection.findOne({}, { projection: { _id: 1 } })) written.close();
    return written;
  }

  /** All logs there are, each from its first entry; null when some of it was not written here, and all has to be read. */
  async whole(): Promise<Entry[][] | null> {
    if (!this.logs) return null;
    // What is appended from now on is for whoever asks later.
    const logs = [...this.logs.values()].map((log) => log.slice());
    const { count } = this;
    if ((await this.laurel.store.entries.collection.countDocuments({})) !== count) return null;
    return logs.every((log) => log.every(({ seq }, at) => seq === at + 1)) ? logs : null;
  }

  /** Lets go of them. */
  close(): void {
    this.unlisten();
    this.logs = null;
  }

  private take(entry: Entry): void {
    if (this.count === MOST) this.close();
    if (!this.logs) return;
    this.count += 1;
    const log = this.logs.get(entry.member);
    if (log) log.push(withoutLines(entry));
    else this.logs.set(entry.member, [withoutLines(entry)]);
  }
}

function withoutLines(entry: Entry): Entry {
  const { fact } = entry;
  if (!fact?.data.lines) return entry;
  const { lines: _, ...data } = fact.data;
  return { ...entry, fact: { ...fact, data } };
}
