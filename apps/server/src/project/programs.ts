import type { Program } from '@laurel/contract';
import { boardsHash, withGoals } from '@laurel/engine';
import type { Laurel } from '../laurel.ts';

/** A program as scores are folded with it. */
export interface Scored {
  document: Program;
  /** Of its boards, and those of its goals: scores that were folded with another are folded again. */
  hash: string;
  /** Whether a board looks into the lines of orders. */
  lines: boolean;
}

/** What scores are folded with, of a program's document. */
export function scoredOf(published: Program): Scored {
  const document = withGoals(published);
  return {
    document,
    hash: boardsHash(document),
    lines: /data\.lines\b/.test(JSON.stringify(document.boards)),
  };
}

/** The programs that a projector works with; it decides itself when a new version begins to hold. */
export class ScoredPrograms {
  private readonly known = new Map<string, Scored | null>();

  constructor(private readonly laurel: Laurel) {}

  /** Null where entries name a program that the store does not have. */
  async get(program: string): Promise<Scored | null> {
    const known = this.known.get(program);
    return known === undefined ? this.refresh(program) : known;
  }

  async refresh(program: string): Promise<Scored | null> {
    const published = await this.laurel.programs.refresh(program);
    const scored = published && scoredOf(published.document);
    this.known.set(program, scored);
    return scored;
  }
}
