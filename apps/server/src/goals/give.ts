import type { Reaction } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../laurel.ts';
import { archivedRows } from '../periods/archive.ts';
import { ALL } from '../periods/ids.ts';
import type { GoalDocument, NoticeDocument, ScoreDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import { hashOf } from '../use/hash.ts';
import { submitFollowing } from '../use/merges/follow.ts';

const TOGETHER = 50;

interface Share {
  member: string;
  mine: number;
}

/** Gives everybody their part of a goal that was reached, each by an entry under a key of its own. Begun anew wherever it broke off. */
export async function giveGoal(laurel: Laurel, program: PublishedProgram, goal: GoalDocument): Promise<void> {
  let granted = 0;
  let batch: Promise<boolean>[] = [];
  const settle = async () => {
    granted += (await Promise.all(batch)).filter(Boolean).length;
    batch = [];
  };
  for await (const share of sharesOf(laurel, goal)) {
    batch.push(giveOne(laurel, program, goal, share));
    if (batch.length >= TOGETHER) await settle();
  }
  await settle();
  await laurel.step('goal.granted');
  await writeNotice(laurel, { ...goal, granted });
  await laurel.store.goals.collection.updateOne({ _id: goal._id } as never, { $set: { granted, done: true } });
}

async function* sharesOf({ store }: Laurel, { definition, archive, program }: GoalDocument): AsyncGenerator<Share> {
  const added = new Map<string, number>();
  for await (const { id, score } of archivedRows(store, archive ?? '', ALL)) {
    if (definition.to === 'members') added.set(id, score);
    else if (score >= (definition.least ?? 1)) yield { member: id, mine: score };
  }
  if (definition.to !== 'members') return;
  const cursor = store.scores.collection.find({ program, status: 'joined' } as never, { projection: { _id: 1 } });
  for await (const { _id } of cursor as unknown as AsyncIterable<Pick<ScoreDocument, '_id'>>)
    yield { member: _id, mine: added.get(_id) ?? 0 };
}

/** @returns whether the member was given something, now or before */
async function giveOne(
  laurel: Laurel,
  program: PublishedProgram,
  { goal, definition, reachedAt }: GoalDocument,
  { member, mine }: Share,
): Promise<boolean> {
  const at = reachedAt?.getTime() ?? 0;
  const reaction: Reaction = { kind: 'goal.reached', goal, grant: definition.grant, at, mine };
  const key = `\u0001goal:${goal}`;
  try {
    // Of two who are one person now, one is given it: the key is the same, whatever each had added.
    const { entry } = await submitFollowing(
      laurel,
      program,
      member,
      { kind: 'react', key, body: hashOf({ goal, at }), reaction },
      { enrol: { guest: false, join: false }, standing: true },
    );
    return entry.outcome === 'applied';
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'member_closed') return false;
    throw error;
  }
}

async function writeNotice(
  laurel: Laurel,
  { _id, program, goal, definition, reachedAt, total, members, granted }: GoalDocument,
): Promise<void> {
  const notice: NoticeDocument = {
    _id: `goal.reached:${_id}`,
    program,
    type: 'goal.reached',
    at: reachedAt ?? new Date(laurel.now()),
    data: { goal, target: definition.target, total, members, granted, reachedAt: reachedAt?.toISOString() ?? null },
    sentAt: null,
  };
  await laurel.store.outbox.collection.insertOne(notice as never).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
}
