import { type Context, copyState, decide, type Entry, emptyState, evolve, type State, unfilled } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { askedPerson, versionsOf } from '../../log/context.ts';
import { standingsOf } from '../../log/standings.ts';
import { absorbedBy, logOf } from '../../project/log-reader.ts';

/** A whole log, after those that were merged into it, with the documents of all versions in it. */
async function pastOf(
  core: Pick<Laurel, 'store' | 'programs'>,
  program: PublishedProgram,
  log: Entry[],
): Promise<Required<Pick<Context, 'past' | 'versions'>>> {
  const past = [...(await absorbedBy(core.store, log)), ...log];
  return { past, versions: await versionsOf(core, program, past) };
}

/** The same of a member, up to an entry. */
export async function pastOfMember(
  core: Pick<Laurel, 'store' | 'programs'>,
  program: PublishedProgram,
  member: string,
  upTo: number,
): Promise<Required<Pick<Context, 'past' | 'versions'>>> {
  const log = await logOf(core.store, program.id, member);
  return pastOf(
    core,
    program,
    log.filter(({ seq }) => seq <= upTo),
  );
}

/** What filling a log would come to; null: nothing. Nothing is written. */
export async function filling(
  core: Pick<Laurel, 'store' | 'programs' | 'now'>,
  program: PublishedProgram,
  log: [Entry, ...Entry[]],
): Promise<Entry | null> {
  const { fills = [] } = program;
  const state = log.reduce<State>((before, entry) => evolve(before, entry), emptyState());
  if (unfilled(fills, state).length === 0) return null;
  const { member } = log[0];
  const [{ past, versions }, person, standings] = await Promise.all([
    pastOf(core, program, log),
    askedPerson(core, program, member),
    standingsOf(core.store, program),
  ]);
  const context: Context = {
    program: program.id,
    member,
    version: program.version,
    history: [],
    versions,
    past,
    reservation: null,
    coupon: null,
    draw: null,
    standings,
    ...person,
  };
  const command = { kind: 'fill', key: '\u0001fill', body: '', fills } as const;
  const entry = decide(program.document, copyState(state), command, context, core.now());
  return isFilled(entry) ? entry : null;
}

/** Whether anything of the past counted. */
export const isFilled = ({ changes }: Pick<Entry, 'changes'>) =>
  changes.some(({ kind }) => kind === 'challenge.filled');
