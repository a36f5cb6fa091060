import type { Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { logOf } from '../../project/log-reader.ts';
import type { FillDocument, MemberDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { filling } from './past.ts';

const TOGETHER = 20;
/** A process that has not heard of the version yet may still judge by the one before, for so many milliseconds. */
const HEARD = 2_000;

/** The key under which a log is filled, for the newest version that it is filled for. */
export const fillKey = ({ fills = [] }: PublishedProgram) =>
  `\u0001fill:${Math.max(...fills.map(({ version }) => version))}`;

/** Notes, before it is published, that a version is to be filled from the past. */
export async function openFill({ store }: Laurel, program: string, version: number): Promise<void> {
  const document: FillDocument = {
    _id: `${program}:${version}`,
    program,
    version,
    at: new Date(),
    after: null,
    done: false,
  };
  await store.fills.collection.insertOne(document as never).catch(duplicatesOf);
}

/**
 * Fills the logs of all members for one version, each by an entry of its own where anything of the past counts; who does something
 * meanwhile is filled before that. Begun again where it broke off: a log that was filled is not filled again.
 * @returns whether there was anything to do
 */
export async function fillNext(laurel: Laurel, isOver: () => boolean = () => false): Promise<boolean> {
  const { store } = laurel;
  const heard = new Date(Date.now() - HEARD);
  const open = await store.fills
    .findOne({ done: false, at: { $lt: heard } })
    .sort({ at: 1 })
    .lean<FillDocument>();
  if (!open) return false;
  const program = await laurel.programs.refresh(open.program);
  // Written before its version: of one that never came to be, nothing is left to do.
  const stands = program && program.version >= open.version;
  if (stands && !(await fillAll(laurel, program, open, isOver))) return false;
  await store.fills.collection.updateOne({ _id: open._id } as never, { $set: { done: true } });
  await laurel.programs.refresh(open.program);
  await laurel.step('fill.done');
  return true;
}

async function fillAll(
  laurel: Laurel,
  program: PublishedProgram,
  { _id, after }: FillDocument,
  isOver: () => boolean,
): Promise<boolean> {
  const { store } = laurel;
  if ((program.fills ?? []).length === 0) return true;
  for (let last = after; ; ) {
    if (isOver()) return false;
    const filter = { program: program.id, ...(last === null ? {} : { _id: { $gt: last } }) };
    const found = (await store.members.collection
      .find(filter as never, { projection: { _id: 1 } })
      .sort({ program: 1, _id: 1 })
      .limit(TOGETHER)
      .toArray()) as unknown as Pick<MemberDocument, '_id'>[];
    await Promise.all(found.map((member) => fillOne(laurel, program, member._id)));
    last = found.at(-1)?._id ?? last;
    if (found.length < TOGETHER) return true;
    await store.fills.collection.updateOne({ _id } as never, { $set: { after: last } });
  }
}

async function fillOne(laurel: Laurel, program: PublishedProgram, member: string): Promise<void> {
  const log = await logOf(laurel.store, program.id, member);
  if (log.length === 0 || !(await filling(laurel, program, log as [Entry, ...Entry[]]))) return;
  try {
    const command = { kind: 'fill', key: fillKey(program), body: '', fills: program.fills ?? [] } as const;
    await laurel.log.submit(program, member, command, { standing: true });
  } catch (error) {
    // Merged meanwhile: it was filled before that.
    if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
  }
}
