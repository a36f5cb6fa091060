import type { Board } from '@laurel/contract';
import type { PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ScoreDocument, SeatDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';
import { seatsOf } from '../leagues/seats.ts';
import { BoardIndex, type Placed } from './board-index.ts';
import type { Was } from './ladder.ts';
import { People } from './people.ts';

interface Slot {
  index: BoardIndex;
  ready: Promise<BoardIndex>;
  /** Scores that changed while the board was read: they are newer than what is read. Null once it is read. */
  meanwhile: Map<string, ScoreDocument> | null;
  /** The cohorts of a league. */
  seats: Map<string, string> | null;
}

/** With so many boards at most, all are looked at for each member who scores; with more, those that the member is on. */
const FEW = 16;

/** The boards of one program in memory, and who stands on them. */
export class ProgramBoards {
  private readonly slots = new Map<string, Slot>();
  private readonly byBoard = new Map<string, Slot[]>();
  /** On how many of the boards in memory each member stands; kept where there are many. */
  private readonly on: Map<string, number> | null;
  private readonly people: People;
  private ready: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    readonly program: PublishedProgram,
    readonly salt: string,
  ) {
    this.people = new People(store, program.id, program.document);
    this.on = program.document.boards.length > FEW ? new Map() : null;
  }

  /** Loads boards that are not loaded yet, all in one pass over the scores. */
  async load(wanted: { board: Board; period: string }[]): Promise<BoardIndex[]> {
    this.ready ??= this.people.read();
    const fresh: Slot[] = [];
    const slots = wanted.map(({ board, period }) => {
      const name = `${board.id}|${period}`;
      const known = this.slots.get(name);
      if (known) return known;
      const index = new BoardIndex(board, period, this.salt);
      const seats = board.league ? new Map<string, string>() : null;
      const slot: Slot = { index, ready: Promise.resolve(index), meanwhile: new Map(), seats };
      this.slots.set(name, slot);
      this.byBoard.set(board.id, [...(this.byBoard.get(board.id) ?? []), slot]);
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

  /** One board as the scores say now, or other ones, without keeping it in step. */
  async once(board: Board, period: string, scores?: AsyncIterable<ScoreDocument>): Promise<BoardIndex> {
    this.ready ??= this.people.read();
    const index = new BoardIndex(board, period, this.salt);
    const seats = board.league ? new Map<string, string>() : null;
    await this.read([{ index, ready: Promise.resolve(index), meanwhile: null, seats }], scores);
    return index;
  }

  loaded(): BoardIndex[] {
    return [...this.slots.values()].map(({ index }) => index);
  }

  drop(index: BoardIndex): void {
    const { id } = index.board;
    this.slots.delete(`${id}|${index.period}`);
    const others = (this.byBoard.get(id) ?? []).filter((slot) => slot.index !== index);
    if (others.length > 0) this.byBoard.set(id, others);
    else this.byBoard.delete(id);
    const { ranks } = index.all;
    if (this.on) for (const { id: member } of ranks.page(0, ranks.size)) this.count(member, -1);
  }

  /** A member's scores are new; null: there are none any more. Costs as much as the boards that the member is on. */
  score(member: string, document: ScoreDocument | null): void {
    const concerned = document && this.on ? this.slotsOf(document) : this.slots.values();
    let on = 0;
    for (const slot of concerned) {
      this.put(slot, member, document);
      if (slot.index.has(member)) on += 1;
    }
    // On more boards than those of the scores: one of them was left.
    if (this.on && (this.on.get(member) ?? 0) > on)
      for (const slot of this.slots.values()) this.put(slot, member, document);
  }

  /** A member stepped off all boards or back on them, or is another one now than those that a board is for. @returns whether that is news */
  async profile(member: MemberDocument): Promise<boolean> {
    if (!this.people.take(member)) return false;
    this.score(member._id, await this.store.scores.findById(member._id).lean<ScoreDocument>());
    return true;
  }

  /** A member's name is another one: boards that show it are told anew. */
  renamed(member: string): void {
    for (const { index } of this.slots.values()) if (index.has(member)) index.touch();
  }

  /** A member was given a place in a cohort. */
  async seat({ board, period, member, part }: SeatDocument): Promise<void> {
    const slot = this.slots.get(`${board}|${period}`);
    if (!slot?.seats) return;
    slot.seats.set(member, part);
    const document = await this.store.scores.findById(member).lean<ScoreDocument>();
    if (document) this.put(slot, member, document);
  }

  private *slotsOf(document: ScoreDocument): Iterable<Slot> {
    for (const board of new Set([...Object.keys(document.scores), ...Object.keys(document.morning?.scores ?? {})]))
      yield* this.byBoard.get(board) ?? [];
  }

  private put(slot: Slot, member: string, document: ScoreDocument | null): void {
    if (document) slot.meanwhile?.set(member, document);
    const { index } = slot;
    const before = this.on ? index.has(member) : false;
    const placed = document && this.placed(slot, document);
    index.set(member, placed?.standing, placed?.was, placed?.part ?? null);
    if (this.on) this.count(member, Number(index.has(member)) - Number(before));
  }

  private count(member: string, by: number): void {
    if (!this.on || by === 0) return;
    const n = (this.on.get(member) ?? 0) + by;
    if (n > 0) this.on.set(member, n);
    else this.on.delete(member);
  }

  /** How a member stands on a board; null: the board does not show them. */
  private placed({ index, seats }: Slot, document: ScoreDocument) {
    const { board, period } = index;
    if (!this.people.takesPart(board, document)) return null;
    const mark = document.morning?.scores[board.id]?.[period];
    const was: Was | null = mark === undefined ? null : { day: document.morning?.day ?? 0, standing: mark };
    const { _id } = document;
    const part = seats ? (seats.get(_id) ?? null) : this.people.groupOf(board, _id);
    return { standing: document.scores[board.id]?.[period], was, part };
  }

  private async read(slots: Slot[], scores?: AsyncIterable<ScoreDocument>): Promise<void> {
    await this.ready;
    for (const { index, seats } of slots) {
      if (!seats) continue;
      for await (const { member, part } of seatsOf(this.store, this.program.id, index.board.id, index.period))
        seats.set(member, part);
    }
    const names = slots.map(({ index }) => `${index.board.id}.${index.period}`);
    const fields = Object.fromEntries(
      names.flatMap((name) => [`scores.${name}`, `morning.scores.${name}`].map((path) => [path, 1])),
    );
    const cursor = this.store.scores.collection.find(
      { program: this.program.id, status: 'joined' },
      { projection: { ...fields, status: 1, draw: 1, tier: 1, segments: 1, 'morning.day': 1 }, batchSize: 5_000 },
    );
    const rows = new Map(slots.map((slot) => [slot, [] as Placed[]]));
    const gone: [Slot, string, Was][] = [];
    for await (const found of scores ?? (cursor as unknown as AsyncIterable<ScoreDocument>)) {
      const document = readable(found);
      for (const slot of slots) {
        const placed = this.placed(slot, document);
        if (placed?.standing) rows.get(slot)?.push({ ...placed, id: document._id, standing: placed.standing });
        else if (placed?.was?.standing) gone.push([slot, document._id, placed.was]);
      }
    }
    for (const slot of slots) {
      const members = rows.get(slot) ?? [];
      slot.index.fill(members);
      if (this.on) for (const { id } of members) this.count(id, 1);
    }
    for (const [{ index }, member, was] of gone) index.set(member, undefined, was, null);
    for (const slot of slots) {
      const { meanwhile } = slot;
      slot.meanwhile = null;
      for (const [member, document] of meanwhile ?? []) this.put(slot, member, document);
    }
  }
}

/** Where nobody scored yet, some servers leave the empty parts out of what is asked for. */
export function readable(document: ScoreDocument): ScoreDocument {
  const { scores = {}, morning } = document as Partial<ScoreDocument>;
  return { ...document, scores, morning: morning ? { day: morning.day, scores: morning.scores ?? {} } : null };
}
