import type { Laurel } from '../../laurel.ts';
import type { EntryDocument } from '../../store/documents.ts';

type Line = Pick<EntryDocument, 'member' | 'seq' | 'kind' | 'keys' | 'body'>;

/** What stands in some logs before they are imported into: a history that is brought in again asks once for each log, not for each fact. */
export class StandingFacts {
  /** Bodies by key, by member. */
  private readonly logs = new Map<string, Map<string, string>>();
  private readonly last = new Map<string, Line>();

  private constructor(
    private readonly laurel: Laurel,
    private readonly program: string,
    private readonly isEmpty: boolean,
  ) {}

  static async open(laurel: Laurel, program: string): Promise<StandingFacts> {
    const any = await laurel.store.entries.collection.findOne({ program } as never, { projection: { _id: 1 } });
    return new StandingFacts(laurel, program, any === null);
  }

  /** Reads the logs of these members, unless they were read before. */
  async load(members: Iterable<string>): Promise<void> {
    const asked = this.isEmpty ? [] : [...new Set(members)].filter((member) => !this.logs.has(member));
    if (asked.length === 0) return;
    for (const member of asked) this.logs.set(member, new Map());
    const cursor = this.laurel.store.entries.collection
      .find({ program: this.program, member: { $in: asked } } as never, {
        projection: { _id: 0, member: 1, seq: 1, kind: 1, keys: 1, body: 1 },
      })
      .batchSize(5_000);
    for await (const document of cursor) {
      const line = document as unknown as Line;
      const [key] = line.keys;
      if (key !== undefined) this.logs.get(line.member)?.set(key, line.body);
      if ((this.last.get(line.member)?.seq ?? 0) < line.seq) this.last.set(line.member, line);
    }
  }

  /** Whether a fact stands in this very log: nothing is to be done for it. */
  has(member: string, key: string, body: string): boolean {
    return this.logs.get(member)?.get(key) === body;
  }

  /** Whether a log that was read ends with a settlement. */
  isSettled(member: string): boolean {
    return this.last.get(member)?.kind === 'due.settled';
  }
}
