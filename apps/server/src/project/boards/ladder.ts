import { RankIndex, sumUp, type Ties } from '@laurel/engine';

/** A member's number on one board in one period. */
export interface Standing {
  n: number;
  at: number;
}

/** What a standing was when a day began; null: not on the board. */
export interface Was {
  day: number;
  standing: Standing | null;
}

/**
 * One order of members, and the one of this morning. Of the morning only those are kept who have moved since, once as they were and
 * once as they are: a place of then is counted among all, less those who moved, and those who moved as they were. O(log n), exact.
 */
export class Ladder {
  ranks: RankIndex;
  /** What all scores come to. */
  sum = 0;
  private day = 0;
  /** Made at the day's first move: most of many small ladders have none. */
  private movers: { now: RankIndex; past: RankIndex } | null = null;

  constructor(private readonly ties: Ties) {
    this.ranks = new RankIndex(ties);
  }

  /** Puts all members on it at once. */
  fill(members: { id: string; score: number; at: number; was: Was | null }[]): void {
    this.ranks = RankIndex.of(members, this.ties);
    this.sum = sumUp(members.reduce((sum, { score }) => sum + score, 0));
    for (const { id, score, at, was } of members) this.mark(id, { n: score, at }, was);
  }

  /** @param was undefined for somebody whom this board does not show any more, nor as they were */
  set(id: string, standing: Standing | undefined, was: Was | null | undefined): void {
    this.sum = sumUp(this.sum, standing?.n ?? 0, -(this.ranks.standing(id)?.score ?? 0));
    if (standing) this.ranks.set(id, standing.n, standing.at);
    else this.ranks.delete(id);
    this.mark(id, standing, was ?? null);
  }

  /** The place when the day began that is the present one since `day`; null: none. */
  placeBefore(id: string, day: number): number | null {
    this.turn(day);
    const { movers } = this;
    if (!movers) return this.ranks.place(id);
    const { now, past } = movers;
    const was = past.get(id) ?? (now.get(id) ? null : this.ranks.get(id));
    if (!was) return null;
    if (this.ties === 'dense') return this.denseBefore(was.score, now, past);
    if (this.ties === 'competition')
      return this.ranks.above(was.score) - now.above(was.score) + past.above(was.score) + 1;
    return this.ranks.passed(was) - now.passed(was) + past.passed(was);
  }

  private mark(id: string, standing: Standing | undefined, was: Was | null): void {
    if (was && was.day > this.day) this.turn(was.day);
    const moved = was !== null && was.day === this.day;
    if (!moved && !this.movers) return;
    this.movers ??= { now: new RankIndex(this.ties), past: new RankIndex(this.ties) };
    const { now, past } = this.movers;
    if (moved && standing) now.set(id, standing.n, standing.at);
    else now.delete(id);
    if (moved && was.standing) past.set(id, was.standing.n, was.standing.at);
    else past.delete(id);
  }

  private turn(day: number): void {
    if (day <= this.day) return;
    this.day = day;
    this.movers = null;
  }

  /** Scores that several have do not add up: those of today's movers are looked at one by one. */
  private denseBefore(score: number, now: RankIndex, past: RankIndex): number {
    const moved = new Map<number, number>();
    for (const { score: is } of now.page(0, now.size)) if (is > score) moved.set(is, (moved.get(is) ?? 0) + 1);
    const were = new Set<number>();
    for (const { score: was } of past.page(0, past.size)) if (was > score) were.add(was);
    let place = this.ranks.steps(score) + 1;
    // A score of this morning's: one that somebody has who did not move, or that a mover had.
    for (const [step, movers] of moved) if (this.ranks.bearers(step) === movers && !were.has(step)) place -= 1;
    for (const step of were) if (this.ranks.bearers(step) === 0) place += 1;
    return place;
  }
}
