import type { GoalView } from '@laurel/contract';
import { goalView } from '@laurel/engine';
import { contributions, goalCloses } from '../../goals/stand.ts';
import type { PublishedProgram } from '../../laurel.ts';
import type { GoalDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import type { Hall } from '../boards/find.ts';

/** The common goals as one sees them; null: nobody whom we know. */
export type GoalsFor = (member: string | null) => GoalView[];

/**
 * The common goals of a program as they stand now: what everybody has added is as new as the boards are. Read once, they are told to
 * however many look.
 */
export async function goalsNow({ laurel, boards }: Hall, program: PublishedProgram, locale: string): Promise<GoalsFor> {
  const { goals, timeZone } = program.document;
  if (goals.length === 0) return () => [];
  try {
    const noted = await laurel.store.goals.find({ program: program.id }).lean<GoalDocument[]>();
    const now = laurel.now();
    const standing = await Promise.all(
      goals.map(async (goal) => ({ goal, all: (await contributions(boards, program, goal)).all })),
    );
    return (member) =>
      standing.map(({ goal, all }) => {
        const reached = noted.find((one) => one.goal === goal.id && one.state === 'reached');
        const stand = {
          total: all.sum,
          members: all.ranks.size,
          mine: member === null ? null : (all.ranks.get(member)?.score ?? 0),
          reachedAt: reached?.reachedAt?.getTime() ?? null,
          closesAt: goalCloses(goal, timeZone),
        };
        return goalView(reached?.definition ?? goal, stand, now, locale);
      });
  } catch (error) {
    throw told(error);
  }
}

/** @param member the id of who asks; null: nobody whom we know */
export async function listGoals(
  hall: Hall,
  program: PublishedProgram,
  { member, locale }: { member: string | null; locale: string },
): Promise<GoalView[]> {
  return (await goalsNow(hall, program, locale))(member);
}
