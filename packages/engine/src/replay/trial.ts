import type { TrySide } from '@laurel/contract';
import { penOf } from '../views/pen.ts';
import type { Kept } from './commands.ts';
import type { Asked, Side } from './member.ts';
import { reportOf } from './report.ts';
import { addTo, noSums, type Sums } from './sums.ts';
import { Tally } from './tally.ts';
import { type Found, type Together, togetherOf } from './together.ts';

/** What one member would have earned more or less. */
export interface Difference {
  member: string;
  published: number;
  draft: number;
}

/** Something of either version. */
export interface Both<Each> {
  draft: Each;
  published: Each;
}

interface Counts {
  better: number;
  worse: number;
  same: number;
}

/** What a part of the logs comes to. It travels between threads as it is. */
export interface Part {
  sums: Both<Sums>;
  counts: Counts;
  winners: Difference[];
  losers: Difference[];
}

/** What all logs come to. */
export interface Tried extends Both<TrySide> {
  counts: Counts;
  /** Who wins and who loses most, the most first. */
  winners: Difference[];
  losers: Difference[];
}

const LISTED = 10;
const SIDES = ['draft', 'published'] as const;

/** A draft beside the published version, over the same logs, or a part of them: all logs of some members. */
export class Trial {
  private readonly tallies: Both<Tally>;
  private readonly winners: Difference[] = [];
  private readonly losers: Difference[] = [];
  private readonly counts: Counts = { better: 0, worse: 0, same: 0 };
  private isLast = false;
  /** What members earned by a side that has nothing to be judged again, in the order in which they were taken; null: it has, or may have. */
  private readonly first: Both<number[] | null> = { draft: [], published: [] };
  private taken = 0;

  constructor(private readonly sides: Both<Side>) {
    this.tallies = { draft: new Tally(sides.draft, null), published: new Tally(sides.published, null) };
  }

  /** What the logs taken so far have to do with what members do together. */
  found(): Both<Found | null> {
    return {
      draft: this.tallies.draft.scout?.found() ?? null,
      published: this.tallies.published.scout?.found() ?? null,
    };
  }

  /** Takes all logs once more from the beginning, in the same order, knowing what members did together. */
  again(together: Both<Together | null>): void {
    this.isLast = true;
    for (const side of SIDES) {
      const known = together[side];
      if (!known) continue;
      this.tallies[side] = new Tally(this.sides[side], known);
      this.first[side] = null;
    }
    this.taken = 0;
    this.winners.length = 0;
    this.losers.length = 0;
    Object.assign(this.counts, { better: 0, worse: 0, same: 0 });
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
    list(by > 0 ? this.winners : this.losers, { member, published, draft });
  }

  part(): Part {
    const { tallies, counts, winners, losers } = this;
    return { sums: { draft: tallies.draft.sums, published: tallies.published.sums }, counts, winners, losers };
  }

  /** What a member earns by one side: judged, or as it was judged before. */
  private earned(side: 'draft' | 'published', log: readonly Kept[], asked: Asked): number {
    const before = this.first[side];
    if (this.isLast && before) return before[this.taken] ?? 0;
    const earned = this.tallies[side].take(log, asked);
    if (!this.isLast) before?.push(earned);
    return earned;
  }
}

/**
 * What members did together, by what all parts found; null: nothing that has to be looked at again. Else every part takes its logs once
 * more: a common goal was filled or a budget ran dry, and only now it is known when.
 */
export function foundTogether(sides: Both<Side>, parts: readonly Both<Found | null>[]): Both<Together | null> | null {
  const of = (side: 'draft' | 'published') =>
    togetherOf(
      sides[side].program,
      parts.flatMap((part) => part[side] ?? []),
    );
  const [draft, published] = [of('draft'), of('published')];
  return draft || published ? { draft, published } : null;
}

/** What parts come to, in the order of their members. @param together as it was found when they were taken again */
export function triedOf(sides: Both<Side>, parts: readonly Part[], together: Both<Together | null> | null): Tried {
  const counts: Counts = { better: 0, worse: 0, same: 0 };
  const [winners, losers]: [Difference[], Difference[]] = [[], []];
  for (const part of parts) {
    addTo(counts, part.counts);
    for (const one of part.winners) list(winners, one);
    for (const one of part.losers) list(losers, one);
  }
  const report = (side: 'draft' | 'published') =>
    reportOf(
      sides[side],
      parts.reduce((all, { sums }) => addTo(all, sums[side]), noSums()),
      together?.[side]?.filled ?? new Map(),
    );
  return { draft: report('draft'), published: report('published'), counts, winners, losers };
}

/** Puts one where it belongs in a list of those who win or lose most: of equals, who came first stands first. */
function list(most: Difference[], one: Difference): void {
  const last = most.at(-1);
  if (most.length === LISTED && last && sizeOf(last) >= sizeOf(one)) return;
  most.push(one);
  most.sort((a, b) => sizeOf(b) - sizeOf(a));
  most.length = Math.min(most.length, LISTED);
}

function sizeOf({ draft, published }: Difference): number {
  return Math.abs(draft - published);
}

/** What a trial takes for granted, in words. */
export function assumptionsOf(locale: string): string[] {
  return penOf(locale, null).words.trial;
}
