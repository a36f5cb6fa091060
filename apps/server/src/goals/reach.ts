import type { Goal } from '@laurel/contract';
import { boardOfGoal, GOAL_PERIOD } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import { dropOthers, writeArchive } from '../periods/archive.ts';
import type { Boards } from '../project/boards/open.ts';
import { ProgramBoards } from '../project/boards/program-boards.ts';
import { saltOf } from '../project/boards/salt.ts';
import { scoredOf } from '../project/programs.ts';
import { isFolded } from '../project/scores/folded.ts';
import type { GoalDocument } from '../store/documents.ts';
import { contributions, goalCloses, goalId } from './stand.ts';

/**
 * Notes the goals of a program that are open, and closes those that everybody has filled. One that was over before anybody noted it is
 * never reached: the past grants nothing (RULES 10).
 * @param settled waits until all that stands in the logs is projected
 */
export async function reachGoals(
  laurel: Laurel,
  boards: Boards,
  program: PublishedProgram,
  settled: () => Promise<void>,
): Promise<void> {
  const { goals } = program.document;
  if (goals.length === 0) return;
  await noteGoals(laurel, program);
  const open = await laurel.store.goals.find({ program: program.id, state: 'open' }).lean<GoalDocument[]>();
  for (const { _id, goal: id } of open) {
    const goal = goals.find((one) => one.id === id);
    if (!goal || Date.parse(goal.from) > laurel.now()) continue;
    if ((await contributions(boards, program, goal)).all.sum < goal.target) continue;
    await settled();
    await reach(laurel, program, goal, _id);
  }
}

async function noteGoals(laurel: Laurel, { id: program, version, document }: PublishedProgram): Promise<void> {
  const writes = document.goals.flatMap((definition): object[] => {
    const closesAt = new Date(goalCloses(definition, document.timeZone));
    const set = { definition, version, closesAt };
    const _id = goalId(program, definition.id);
    const fresh: Omit<GoalDocument, '_id' | keyof typeof set> = {
      program,
      goal: definition.id,
      state: 'open',
      archive: null,
      reachedAt: null,
      total: 0,
      members: 0,
      granted: 0,
      done: false,
    };
    const note = { updateOne: { filter: { _id }, update: { $setOnInsert: { ...fresh, ...set } }, upsert: true } };
    const follow = { updateOne: { filter: { _id, state: 'open', version: { $lt: version } }, update: { $set: set } } };
    return [...(closesAt.getTime() > laurel.now() ? [note] : []), follow];
  });
  await laurel.store.goals.collection.bulkWrite(writes as never[], { ordered: true });
}

/** Adds up the scores themselves; the one update that names the archive is what reaches the goal. */
async function reach(laurel: Laurel, program: PublishedProgram, goal: Goal, _id: string): Promise<void> {
  const { store } = laurel;
  const scored = scoredOf(program.document);
  // Scores of another version count something else.
  if (!(await isFolded(laurel, program.id, scored))) return;
  const salt = await saltOf(store, program.id);
  const own = new ProgramBoards(store, { ...program, document: scored.document }, salt);
  const index = await own.once(boardOfGoal(goal), GOAL_PERIOD);
  const { ranks, sum: total } = index.all;
  if (total < goal.target || !(await isFolded(laurel, program.id, scored))) return;
  const archive = await writeArchive(store, _id, index);
  await laurel.step('goal.archived');
  await store.goals.collection.updateOne({ _id, state: 'open' } as never, {
    $set: {
      state: 'reached',
      definition: goal,
      version: program.version,
      archive,
      reachedAt: new Date(laurel.now()),
      total,
      members: ranks.size,
    },
  });
  const standing = await store.goals.findById(_id).lean<GoalDocument>();
  await dropOthers(store, _id, standing?.archive ?? '');
  await laurel.step('goal.reached');
}
