import type { Goal } from '@laurel/contract';
import { boardOfGoal, closesAt, GOAL_PERIOD } from '@laurel/engine';
import type { PublishedProgram } from '../laurel.ts';
import type { BoardIndex } from '../project/boards/board-index.ts';
import type { Boards } from '../project/boards/open.ts';

/** The id of a goal's document: the same for whoever notes it. */
export function goalId(program: string, goal: string): string {
  return `${program}|${goal}`;
}

/** When late facts no longer count towards a goal, in milliseconds. */
export function goalCloses(goal: Goal, timeZone: string): number {
  const [startsAt, endsAt] = [Date.parse(goal.from), Date.parse(goal.until)];
  return closesAt(boardOfGoal(goal), timeZone, { id: GOAL_PERIOD, startsAt, endsAt }) ?? endsAt;
}

/** What every member has contributed, as far as this process has been told. */
export function contributions(boards: Boards, program: PublishedProgram, goal: Goal): Promise<BoardIndex> {
  return boards.get(program, boardOfGoal(goal), GOAL_PERIOD);
}
