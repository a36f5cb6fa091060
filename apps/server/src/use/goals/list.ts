import type { GoalView } from '@laurel/contract';
import { goalView } from '@laurel/engine';
import { contributions, goalCloses } from '../../goals/stand.ts';
import type { PublishedProgram } from '../../laurel.ts';
import type { GoalDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import type { Hall } from '../boards/find.ts';

/**
 * The common goals of a program as they stand now: what everybody has added is as new as the boards are.
 * @param member the id of who asks; null: nobody whom we know
 */
export async function listGoals(
  { laurel, boards }: Hall,
  program: PublishedProgram,
  { member, locale }: { member: string | null; locale: string },
): Promise<GoalView[]> {
  const { goals, timeZone } = program.document;
  if (goals.length === 0) return [];
  try {
    const noted = await laurel.store.goals.find({ program: program.id }).lean<GoalDocument[]>();
    const now = laurel.now();
    return await Promise.all(
      goals.map(async (goal) => {
        const { all } = await contributions(boards, program, goal);
        const reached = noted.find((one) => one.goal === goal.id && one.state === 'reached');
        const stand = {
          total: all.sum,
          members: all.ranks.size,
          mine: member === null ? null : (all.ranks.get(member)?.score ?? 0),
          reachedAt: reached?.reachedAt?.getTime() ?? null,
          closesAt: goalCloses(goal, timeZone),
        };
        return goalView(reached?.definition ?? goal, stand, now, locale);
      }),
    );
  } catch (error) {
    throw told(error);
  }
}
