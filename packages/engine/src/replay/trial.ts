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
  readonly draft: Tally;
  readonly published: Tally;
  /** Who wins and who loses most, the most first. */
  readonly winners: Difference[] = [];
  readonly losers: Difference[] = [];
  private readonly withGoals: Tally[];
  readonly counts = { better: 0, worse: 0, same: 0 };

  constructor(draft: Side, published: Side) {
    this.draft = new Tally(draft);
    this.published = new Tally(published);
    const both: [Tally, Side][] = [
      [this.draft, draft],
      [this.published, published],
    ];
    this.withGoals = both.flatMap(([tally, { program }]) => (program.goals.length > 0 ? [tally] : []));
    this.looksFirst = this.withGoals.length > 0;
  }

  /** Whether all logs have to be looked at once before they are judged: a common goal is filled by all members. */
  readonly looksFirst: boolean;

  /** Looks at one member's log. */
  look(log: readonly Kept[], asked: Asked): void {
    for (const tally of this.withGoals) tally.look(log, asked);
  }

  /** All have been looked at. */
  looked(): void {
    for (const tally of this.withGoals) tally.looked();
  }

  /** Judges one member's log by both. */
  take(member: string, log: readonly Kept[], asked: Asked): void {
    const [draft, published] = [this.draft.take(log, asked), this.published.take(log, asked)];
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
}

function sizeOf({ draft, published }: Difference): number {
  return Math.abs(draft - published);
}

/** What a trial takes for granted, in words. */
export function assumptionsOf(locale: string): string[] {
  return penOf(locale, null).words.trial;
}
