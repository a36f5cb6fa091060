import { penOf } from '../views/pen.ts';
import type { Kept } from './commands.ts';
import type { Asked, Side } from './member.ts';
import { Tally } from './tally.ts';

/** What one member would have earned more or less. */
export interface Difference {
  member: string;
  published: number;
  draft: number;
}

const LISTED = 10;

/** A draft beside the published version, over the same logs. */
export class Trial {
  draft: Tally;
  published: Tally;
  /** Who wins and who loses most, the most first. */
  readonly winners: Difference[] = [];
  readonly losers: Difference[] = [];
  readonly counts = { better: 0, worse: 0, same: 0 };
  private isLast = false;
  /** What members earned by a side that has nothing to be judged again, in the order in which they were taken; null: it has, or may have. */
  private readonly first: { draft: number[] | null; published: number[] | null } = { draft: [], published: [] };
  private taken = 0;

  constructor(private readonly sides: { draft: Side; published: Side }) {
    this.draft = new Tally(sides.draft);
    this.published = new Tally(sides.published);
  }

  /**
   * All logs have been taken. @returns whether they have to be taken once more from the beginning: a common goal was filled or a budget
   * ran dry, and only now it is known when
   */
  again(): boolean {
    const [draft, published] = this.isLast ? [null, null] : [this.draft.found(), this.published.found()];
    if (!draft && !published) return false;
    this.isLast = true;
    for (const side of ['draft', 'published'] as const) {
      const found = side === 'draft' ? draft : published;
      if (!found) continue;
      this[side] = new Tally(this.sides[side], found);
      this.first[side] = null;
    }
    this.taken = 0;
    this.winners.length = 0;
    this.losers.length = 0;
    Object.assign(this.counts, { better: 0, worse: 0, same: 0 });
    return true;
  }

  /** Judges one member's log by both. */
  take(member: string, log: readonly Kept[], asked: Asked): void {
    const draft = this.earned('draft', log, asked);
    const published = this.earned('published', log, asked);
    this.taken += 1;
    const by = draft - published;
    if (by === 0) {
      this.counts.same += 1;
      return;
    }
    this.counts[by > 0 ? 'better' : 'worse'] += 1;
    const list = by > 0 ? this.winners : this.losers;
    const last = list.at(-1);
    if (list.length === LISTED && last && sizeOf(last) >= Math.abs(by)) return;
    list.push({ member, published, draft });
    list.sort((a, b) => sizeOf(b) - sizeOf(a));
    list.length = Math.min(list.length, LISTED);
  }

  /** What a member earns by one side: judged, or as it was judged before. */
  private earned(side: 'draft' | 'published', log: readonly Kept[], asked: Asked): number {
    const before = this.first[side];
    if (this.isLast && before) return before[this.taken] ?? 0;
    const earned = this[side].take(log, asked);
    if (!this.isLast) before?.push(earned);
    return earned;
  }
}

function sizeOf({ draft, published }: Difference): number {
  return Math.abs(draft - published);
}

/** What a trial takes for granted, in words. */
export function assumptionsOf(locale: string): string[] {
  return penOf(locale, null).words.trial;
}
