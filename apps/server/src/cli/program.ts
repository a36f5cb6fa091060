import type { Laurel, PublishedProgram } from '../laurel.ts';
import { OperatorError } from './fail.ts';

/** The program that a command is about: the one named, or the only one there is. */
export async function programOf(laurel: Laurel, named: string | undefined): Promise<PublishedProgram> {
  const found = await programIfAny(laurel, named);
  if (!found) throw new OperatorError('There is no program yet. Make one with: laurel program push FILE');
  return found;
}

/** As `programOf`, but null while the store has none. */
export async function programIfAny(laurel: Laurel, named: string | undefined): Promise<PublishedProgram | null> {
  if (named !== undefined) {
    const found = (await laurel.programs.byId(named)) ?? (await laurel.programs.byKey(named));
    if (!found) throw new OperatorError(`There is no program "${named}". laurel program list shows them.`);
    return found;
  }
  const all = await laurel.store.programs.find({}).sort({ createdAt: 1 }).limit(2).lean();
  if (all.length > 1)
    throw new OperatorError('There are several programs; name one with --program ID. laurel program list shows them.');
  return all[0] ? laurel.programs.byId(all[0]._id) : null;
}
