import { createHmac } from 'node:crypto';
import type { Board } from '@laurel/contract';
import { RankIndex } from '@laurel/engine';
import { Ladder, type Standing, type Was } from './ladder.ts';

/** Counts every change of every board in this process, so that a version is never used twice. */
let changes = 0;

/** Ids of rows kept at hand; past them they are made anew. */
const MOST = 100_000;

/** One member as a board takes them. */
export interface Placed {
  id: string;
  standing: Standing;
  was: Was | null;
  /** The group or the cohort. */
  part: string | null;
}

/** One board in one period, in memory: everybody, the parts that they are in, and groups against each other. */
export class BoardIndex {
  all: Ladder;
  /** Groups by what all their members come to; null where there are none. */
  readonly groups: RankIndex | null;
  /** Raised by every change of what the board shows. */
  version = ++changes;
  /** When somebody last asked, in milliseconds. */
  askedAt = 0;
  private readonly parts = new Map<string, Part>();
  private readonly partOf = new Map<string, string>();
  private readonly ids = new Map<string, string>();

  constructor(
    readonly board: Board,
    readonly period: string,
    readonly salt: string,
  ) {
    this.all = new Ladder(board.ties);
    this.groups = board.group ? new RankIndex(board.ties) : null;
  }

  fill(members: Placed[]): void {
    const rows = members.map(({ id, standing, was }) => ({ id, score: standing.n, at: standing.at, was }));
    this.all.fill(rows);
    for (const { id, standing, was, part } of members) if (part !== null) this.move(id, standing, was, part);
    this.touch();
  }

  /** @param was null: as now; undefined: the board shows the member no more, nor as they were */
  set(id: string, standing: Standing | undefined, was: Was | null | undefined, part: string | null): void {
    const before = this.all.ranks.standing(id);
    const same = before
      ? standing && before.score === standing.n && before.at === standing.at
      : !standing && !was?.standing;
    if (same && (part === (this.partOf.get(id) ?? null) || !standing)) return;
    this.all.set(id, standing, was);
    this.move(id, standing, was, part);
    this.touch();
  }

  has(id: string): boolean {
    return this.all.ranks.has(id);
  }

  /** The group or cohort that a member stands in, or null. */
  part(id: string): string | null {
    return this.partOf.get(id) ?? null;
  }

  /** The order inside a group or cohort, or null where nobody is in it. */
  within(part: string): Ladder | null {
    return this.parts.get(part)?.ladder ?? null;
  }

  /** The names of all parts that somebody is in. */
  partNames(): string[] {
    return [...this.parts.keys()];
  }

  /** Something else that the board shows has changed: a name. */
  touch(): void {
    this.version = ++changes;
  }

  /** The id of a row, of a member or a group: opaque, and of this board and period alone. */
  rowId(kind: 'member' | 'group', id: string): string {
    const key = `${kind} ${id}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.ids.size >= MOST) this.ids.clear();
    const made = rowIdOf(this.salt, this.board.id, this.period, kind, id);
    this.ids.set(key, made);
    return made;
  }

  private move(id: string, standing: Standing | undefined, was: Was | null | undefined, to: string | null): void {
    const from = this.partOf.get(id);
    if (from !== undefined && (from !== to || !standing)) {
      this.partOf.delete(id);
      // Who left the board stood in this part this morning; who went to another part counts there.
      this.leave(id, from, to === from || to === null ? was : undefined);
    }
    if (!standing) {
      if (from === undefined && to !== null) this.parts.get(to)?.set(id, undefined, was);
      return;
    }
    if (to === null) return;
    const part = this.parts.get(to) ?? new Part(this.board);
    this.parts.set(to, part);
    this.partOf.set(id, to);
    part.set(id, standing, was);
    this.count(to, part);
  }

  private leave(id: string, from: string, was: Was | null | undefined): void {
    const part = this.parts.get(from);
    if (!part) return;
    part.set(id, undefined, was);
    this.count(from, part);
    if (part.ladder.ranks.size === 0) this.parts.delete(from);
  }

  private count(name: string, part: Part): void {
    if (!this.groups) return;
    const total = part.total();
    if (total) this.groups.set(name, total.n, total.at);
    else this.groups.delete(name);
  }
}

/** A group or a cohort. */
class Part {
  readonly ladder: Ladder;
  /** Of a group: its members by when they last scored. */
  private readonly lately: RankIndex | null;

  constructor(private readonly board: Board) {
    this.ladder = new Ladder(board.ties);
    this.lately = board.group ? new RankIndex() : null;
  }

  set(id: string, standing: Standing | undefined, was: Was | null | undefined): void {
    this.ladder.set(id, standing, was);
    if (standing) this.lately?.set(id, standing.at, 0);
    else this.lately?.delete(id);
  }

  /** What a group comes to, and when it came to it; null: nobody is in it, or it comes to nothing. */
  total(): Standing | null {
    const { ranks, sum } = this.ladder;
    const how = this.board.group?.score ?? 'sum';
    const at = this.lately?.page(0, 1)[0]?.score ?? 0;
    const n =
      how === 'sum'
        ? sum
        : how === 'best'
          ? (ranks.page(0, 1)[0]?.score ?? 0)
          : Math.floor(sum / Math.max(1, ranks.size));
    return ranks.size > 0 && n > 0 ? { n, at } : null;
  }
}

/** The id of a row: nobody can make it, or tell whose it is, without the program's salt. */
export function rowIdOf(salt: string, board: string, period: string, kind: 'member' | 'group', id: string): string {
  const row = kind === 'member' ? [board, period, id] : [board, period, kind, id];
  return createHmac('sha256', salt).update(JSON.stringify(row)).digest('base64url').slice(0, 16);
}
