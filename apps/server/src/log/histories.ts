import type { Entry } from '@laurel/engine';

const MOST = 20_000;
const MARKS = 4_096;

/**
 * Entries by what they refer to, for subjects of which this process knows that it has them all: those that began here, and those that
 * were read. Forgotten as soon as another process is seen to write to the same log.
 */
export class Histories {
  /** In the order in which they came to be known. */
  private readonly known = new Map<string, Map<string, Entry[]>>();
  private count = 0;
  /** How often logs were forgotten, several under one number, so that it stays small. */
  private readonly forgotten = new Uint32Array(MARKS);

  /** Everything that refers to a subject, oldest first, as of the last entry that this process knows; null: it must be read. */
  get(member: string, subject: string): Entry[] | null {
    return this.known.get(member)?.get(subject) ?? null;
  }

  /** These are all there are. */
  set(member: string, subject: string, entries: Entry[]): void {
    const subjects = this.known.get(member) ?? new Map<string, Entry[]>();
    this.known.set(member, subjects);
    if (!subjects.has(subject)) this.count += 1;
    subjects.set(subject, entries);
    for (const [oldest] of this.known) {
      if (this.count <= MOST || oldest === member) break;
      this.forget(oldest);
    }
  }

  /** An entry stands now. */
  add(entry: Entry): void {
    const subjects = this.known.get(entry.member);
    if (subjects) for (const subject of entry.subjects) subjects.get(subject)?.push(entry);
  }

  /** Changes whenever what is known of a log is forgotten. */
  mark(member: string): number {
    return this.forgotten[placeOf(member)] ?? 0;
  }

  forget(member: string): void {
    const place = placeOf(member);
    this.forgotten[place] = (this.forgotten[place] ?? 0) + 1;
    this.count -= this.known.get(member)?.size ?? 0;
    this.known.delete(member);
  }
}

/** Ids of members end in random hexadecimal digits. */
function placeOf(member: string): number {
  return Number.parseInt(member.slice(-3), 16) % MARKS || 0;
}
