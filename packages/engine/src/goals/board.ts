import type { Board, Goal, Program } from '@laurel/contract';

/** Before a goal's id: no board of a program can be named so. */
const PREFIX = 'goal:';
/** The one period of a goal's board. */
export const GOAL_PERIOD = 'goal';

/** The board that nobody sees whose scores are the contributions to a goal. */
export function boardOfGoal({
  id,
  score,
  from,
  until,
  hold,
}: Pick<Goal, 'id' | 'score' | 'from' | 'until' | 'hold'>): Board {
  const period = { season: GOAL_PERIOD, from, to: until };
  return { id: `${PREFIX}${id}`, score, period, hold, ties: 'unique', tied: 'all' };
}

/** Whether a board is that of a goal: also somebody who steps off boards contributes to it. */
export function isGoalBoard({ id }: Pick<Board, 'id'>): boolean {
  return id.startsWith(PREFIX);
}

/** A program whose boards are also those of its goals: what scores are folded with. */
export function withGoals(program: Program): Program {
  if (program.goals.length === 0) return program;
  return { ...program, boards: [...program.boards, ...program.goals.map(boardOfGoal)] };
}
