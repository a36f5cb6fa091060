import type { Command, Entry, Fact, State } from '@laurel/engine';
import { type Context, decideAndFold, emptyState, needsLongAgo, subjectsOf } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import { lookAt } from './budget.ts';
import { decideWithin } from './budgeted.ts';
import { aboutAny, askedPerson, drawOf, historyOf, readLongAgo, versionsOf } from './context.ts';
import { standingsOf } from './standings.ts';

/** What a fact would come to: the entry that nobody appends, and the state that it was decided on. */
export interface Previewed {
  before: State;
  entry: Entry;
  /** What the shop said of the member, where the program asks for it. */
  attributes: Record<string, unknown>;
}

export interface PreviewQuestion {
  /** The member's id; null: somebody who has no log. */
  member: string | null;
  /** The state of their log. */
  state: State | null;
  facts: Fact[];
  /** Who is no member becomes one first, and who has not joined joins. */
  enrol: { guest: boolean; join: boolean };
  referral: { advocate: string; code: string } | null;
  now: number;
  /** Each on what the one before it came to, instead of all on the same state. */
  inTurn?: boolean;
}

/** A code that nobody is ever given. */
const CODE = 'PREVIEW';
/** Beyond every holdout. */
const BEYOND = 9_999;

/**
 * Decides each of some facts, and appends nothing: nothing is claimed, reserved or drawn.
 * Caps and budgets count as they stand now.
 */
export async function previewFacts(
  core: Pick<Laurel, 'store' | 'programs'>,
  program: PublishedProgram,
  { member, state, facts, enrol, referral, now, inTurn = false }: PreviewQuestion,
): Promise<Previewed[]> {
  const name = member ?? '';
  const commands = facts.map((fact): Command => ({ kind: 'fact', key: fact.key, body: '', fact, referral }));
  const subjects = [...new Set(commands.flatMap(subjectsOf))];
  const [history, person, standings] = await Promise.all([
    member === null || state === null
      ? new Map<string, Entry[]>()
      : historyOf(core, program.id, { member: name, absorbed: state.absorbed, seq: state.seq }, subjects),
    member === null ? { attributes: {} } : askedPerson(core, program, name),
    standingsOf(core.store, program),
  ]);
  const versions = await versionsOf(core, program, [...history.values()].flat());
  const isOld = commands.some((command) => needsLongAgo(command, aboutAny(history, subjectsOf(command)), now));
  const longAgo = isOld && member !== null && state ? await readLongAgo(core, program.id, member, state) : null;
  const contextOf = (command: Command, pools: Context['pools'] & object = new Map()): Context => ({
    program: program.id,
    member: name,
    version: program.version,
    history: aboutAny(history, subjectsOf(command)),
    versions,
    reservation: null,
    coupon: CODE,
    draw: member === null ? BEYOND : drawOf(program, name),
    ...person,
    standings,
    pools,
    ...(longAgo ? { longAgo } : {}),
  });
  let before = state ?? emptyState();
  for (const command of enrolment(before.status, enrol))
    before = decideAndFold(program.document, before, command, contextOf(command), now).after;
  const judge = async (on: State, command: Command) => {
    const { entry, after } = await decideWithin(
      (pools) => decideAndFold(program.document, on, command, contextOf(command, pools), now),
      (asked) => lookAt(core.store, program, asked),
    );
    return { previewed: { before: on, attributes: person.attributes, entry }, after };
  };
  if (!inTurn) return Promise.all(commands.map(async (command) => (await judge(before, command)).previewed));
  const judged: Previewed[] = [];
  for (const command of commands) {
    const { previewed, after } = await judge(before, command);
    judged.push(previewed);
    before = after;
  }
  return judged;
}

function enrolment(status: State['status'], { guest, join }: PreviewQuestion['enrol']): Command[] {
  const before: Command[] = [];
  if (status === 'none') before.push({ kind: 'create', key: 'create', body: '', guest });
  if (join && (status === 'none' || status === 'guest'))
    before.push({ kind: 'join', key: 'join', body: '', referral: null });
  return before;
}
