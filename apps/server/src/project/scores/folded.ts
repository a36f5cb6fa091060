import type { Laurel } from '../../laurel.ts';
import type { PositionDocument } from '../../store/documents.ts';
import type { Scored } from '../programs.ts';

const nameOf = (program: string) => `boards:${program}`;

/** Whether all scores of a program were folded with its boards as they are. */
export async function isFolded({ store }: Laurel, program: string, { hash }: Scored): Promise<boolean> {
  const known = await store.positions.findById(nameOf(program)).lean<PositionDocument>();
  return known?.token === hash;
}

/** Notes that all scores of a program were folded with its boards as they are. */
export async function markFolded({ store }: Laurel, program: string, { hash }: Scored): Promise<void> {
  await store.positions.collection.updateOne(
    { _id: nameOf(program) } as never,
    { $set: { token: hash, generation: 0, at: new Date() }, $unset: { filling: 1 } },
    { upsert: true },
  );
}

/** Tells how far the boards of a program are filled: so many logs of so many. */
export async function markFilling({ store }: Laurel, program: string, done: number, of: number): Promise<void> {
  await store.positions.collection.updateOne(
    { _id: nameOf(program) } as never,
    { $set: { filling: { done, of }, at: new Date() } },
    { upsert: true },
  );
}

/** How far the boards of a program are filled from the log; null: they are. */
export async function fillingOf({ store }: Laurel, program: string): Promise<PositionDocument['filling'] | null> {
  const known = await store.positions.findById(nameOf(program)).lean<PositionDocument>();
  return known?.filling ?? null;
}
