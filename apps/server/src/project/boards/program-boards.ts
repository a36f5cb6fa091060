import type { Board } from '@laurel/contract';
import type { PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ScoreDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import { BoardIndex } from './board-index.ts';

interface Slot {
  index: BoardIndex;
  ready: Promise<BoardIndex>;
  /** Scores that changed while the board was read: they are newer than what is read. Null once it is read. */
  meanwhile: Map<string, ScoreDocument> | null;
}

/** The boards of one program in memory, and who stands on none. */
export class ProgramBoards {
  private readonly slots = new Map<string, Slot>();
  private readonly off = new Set<string>();
  private ready: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    readonly program: PublishedProgram,
    private readonly salt: string,
  ) {}

  /** Loads boards that are not loaded yet, all in one pass over the scores. */
  async load(wanted: { board: Board; period: string }[]): Promise<BoardIndex[]> {
    this.ready ??= this.readOff();
    const fresh: Slot[] = [];
    const slots = wanted.map(({ board, period }) => {
      const name = `${board.id}|${period}`;
      const known = this.slots.get(name);
      if (known) return known;
      const index = new BoardIndex(board.id, period, board.ties, this.salt);
      const slot: Slot = { index, ready: Promise.resolve(index), meanwhile: new Map() };
      this.slots.set(name, slot);
      fresh.push(slot);
      return slot;
    });
    if (fresh.length > 0) {
      const read = this.read(fresh);
      for (const slot of fresh) {
        slot.ready = read.then(() => slot.index);
        // A failure is told to whoever asked; the next one to ask tries again.
        slot.ready.catch(() => this.drop(slot.index));
      }
    }
    return Promise.all(slots.map(({ ready }) => ready));
  }

  loaded(): BoardIndex[] {
    return [...this.slots.values()].map(({ index }) => index);
  }

  drop(index: BoardIndex): void {
    this.slots.delete(`${index.board}|${index.period}`);
  }

  /** A member's scores are new; null: there are none any more. */
  score(member: string, document: ScoreDocument | null): void {
    for (const slot of this.slots.values()) {
      if (document) slot.meanwhile?.set(member, document);
      slot.index.set(member, document ? this.standing(slot.index, document) : undefined);
    }
  }

  /** A member stepped off all boards, or back on them. @returns whether that is news */
  async profile({ _id: member, onBoards, erasedAt }: MemberDocument): Promise<boolean> {
    const off = !onBoards || erasedAt !== null;
    if (off === this.off.has(member)) return false;
    if (off) this.off.add(member);
    else this.off.delete(member);
    this.score(member, off ? null : await this.store.scores.findById(member).lean<ScoreDocument>());
    return true;
  }

  /** Whoever has not joined, has gone, sees no programme or stepped off stands on no board. */
  private standing(index: BoardIndex, document: ScoreDocument) {
    const control = document.draw < this.program.document.holdout.percent * 100;
    if (document.status !== 'joined' || control || this.off.has(document._id)) return undefined;
    return index.of(document);
  }

  private async readOff(): Promise<void> {
    const cursor = this.store.members.collection.find(
      { program: this.program.id, onBoards: false },
      { projection: { _id: 1 } },
    );
    for await (const { _id } of cursor) this.off.add(String(_id));
  }

  private async read(slots: Slot[]): Promise<void> {
    await this.ready;
    const fields = Object.fromEntries(slots.map(({ index }) => [`scores.${index.board}.${index.period}`, 1]));
    const cursor = this.store.scores.collection.find(
      { program: this.program.id, status: 'joined' },
      { projection: { ...fields, status: 1, draw: 1 }, batchSize: 5_000 },
    );
    const rows = new Map(slots.map((slot) => [slot, [] as { id: string; score: number; at: number }[]]));
    for await (const document of cursor as unknown as AsyncIterable<ScoreDocument>) {
      for (const slot of slots) {
        const standing = this.standing(slot.index, { ...document, scores: document.scores ?? {} });
        if (standing) rows.get(slot)?.push({ id: document._id, score: standing.n, at: standing.at });
      }
    }
    for (const slot of slots) {
      slot.index.fill(rows.get(slot) ?? []);
      for (const [member, document] of slot.meanwhile ?? [])
        slot.index.set(member, this.standing(slot.index, document));
      slot.meanwhile = null;
    }
  }
}
