import type { Goal, Program } from '@laurel/contract';
import { type Scores, scoreEntry, scoreLog } from '../boards/score.ts';
import { boardOfGoal, GOAL_PERIOD } from '../goals/board.ts';
import type { Entry } from '../log/entry.ts';

const known = new WeakMap<Program, Program>();

/** A program whose only boards are those of its goals. */
function goalsOnly(program: Program): Program {
  let made = known.get(program);
  if (!made) {
    made = { ...program, boards: program.goals.map(boardOfGoal) };
    known.set(program, made);
  }
  return made;
}

/** What one member adds to the common goals while their log is replayed. */
export class Contributions {
  private scores: Scores = {};
  private log: Entry[] = [];

  constructor(private readonly program: Program) {}

  /** Takes an entry. @returns by goal, how much more (or less) the member has added */
  take(entry: Entry): [goal: string, n: number][] {
    const { goals } = this.program;
    if (goals.length === 0) return [];
    this.log.push(entry);
    const before = this.scores;
    const scored = scoreEntry(goalsOnly(this.program), before, entry);
    // Nothing but a sum that fell has to be told from the log; a goal sums and counts, so the fold below is short.
    this.scores = scored.refold ? this.again() : scored.scores;
    return goals.flatMap(({ id }): [string, number][] => {
      const n = this.mine(id) - mineIn(before, id);
      return n === 0 ? [] : [[id, n]];
    });
  }

  mine(goal: string): number {
    return mineIn(this.scores, goal);
  }

  private again(): Scores {
    return scoreLog(goalsOnly(this.program), this.log);
  }
}

/** So much more was there of a common goal at an instant. */
export interface Contribution {
  goal: string;
  at: number;
  n: number;
}

/** When each goal was filled, found by a first look at all logs. */
export class GoalScout {
  private readonly sums = new Map<string, Map<number, number>>();

  take(goal: string, at: number, n: number): void {
    const sums = this.sums.get(goal) ?? new Map<number, number>();
    this.sums.set(goal, sums);
    sums.set(at, (sums.get(at) ?? 0) + n);
  }

  found(): Contribution[] {
    return [...this.sums].flatMap(([goal, sums]) => [...sums].map(([at, n]) => ({ goal, at, n })));
  }

  /** The first instant at which all contributions together came to the target; null: never. */
  reachedAt({ id, target }: Goal): number | null {
    let sum = 0;
    for (const [at, n] of [...(this.sums.get(id) ?? [])].sort(([a], [b]) => a - b)) {
      sum += n;
      if (sum >= target) return at;
    }
    return null;
  }
}

function mineIn(scores: Scores, goal: string): number {
  return scores[`goal:${goal}`]?.[GOAL_PERIOD]?.n ?? 0;
}
