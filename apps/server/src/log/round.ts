import { type Command, type Decision, decideAndFold, type Entry, movesUntil, unfilled } from '@laurel/engine';
import { type Laurel, LaurelError, type Points, type PublishedProgram } from '../laurel.ts';
import { decisionSeconds } from '../metrics.ts';
import { fillKey } from '../use/fills/fill.ts';
import { isFilled } from '../use/fills/past.ts';
import { decideReserved, Earlier } from './budgeted.ts';
import { aheadOf } from './clock.ts';
import { Contexts } from './context.ts';
import type { Histories } from './histories.ts';
import type { Job } from './job.ts';
import { pointsOf } from './points.ts';
import type { Folded } from './states.ts';

/** One entry of a round; `job` is null for what had to come before a command: creating and joining. */
export interface Decided {
  job: Job | null;
  entry: Entry;
  points: Points;
}

export interface Round {
  decided: Decided[];
  /** The log as it is once all of it stands. */
  folded: Folded;
  /** Commands whose key is that of another command in this round: answered once that one stands. */
  twins: Job[];
  /** Reservations of earlier tries that have to come back before anything is decided; nothing of this round is to be appended. */
  earlier: { job: Job; reservations: Earlier['reservations'] } | null;
}

/** What the log of somebody erased still takes: what the server itself has to write. */
const INTERNAL = new Set(['create', 'react', 'release', 'handOver', 'close', 'settle', 'absorb']);
/** The same for a log that was merged into another. */
const MERGED = new Set(['create', 'release', 'close', 'settle']);

/**
 * Decides commands of one member one after another, each on the state that the one before leaves. Nothing is written. A command
 * that cannot be decided is rejected by itself.
 */
export async function decideRound(
  core: Laurel,
  histories: Histories,
  member: string,
  jobs: Job[],
  from: Folded,
): Promise<Round> {
  const contexts = await Contexts.load(core, histories, member, jobs, from.state);
  const decided: Decided[] = [];
  const twins: Job[] = [];
  const keys = new Set<string>();
  const ahead = await aheadOf(core.store, (jobs[0] as Job).program, member);
  let { state, version } = from;

  const take = async (job: Job, program: PublishedProgram, own: boolean): Promise<void> => {
    const now = Math.max(job.options.now ?? core.now() + ahead, state.recordedAt);
    const context = await contexts.of(job, program, now);
    const { entry, after } = await decideReserved(core, program, job, (pools): Decision => {
      const measured = decisionSeconds.startTimer();
      const decision = decideAndFold(program.document, state, job.command, { ...context, pools }, now);
      measured();
      return decision;
    });
    if (job === first && !isFilled(entry)) {
      checked.add(checkedAs(member, job.command.key));
      return;
    }
    state = after;
    version = Math.max(version, program.version);
    for (const key of entry.keys) keys.add(key);
    contexts.add(entry);
    decided.push({ job: own ? job : null, entry, points: pointsOf(state) });
  };

  /** In a history that is brought in, members enter and leave segments when they would have. */
  const moveBefore = async (job: Job, program: PublishedProgram): Promise<void> => {
    const { command } = job;
    if (!command.imported || command.kind !== 'fact' || program.document.segments.length === 0) return;
    const moment = { program: program.document, ...contexts.known };
    for (const move of movesUntil(moment, () => state, command.fact.occurredAt - 1))
      await take({ ...job, pools: new Map(), command: { ...move.command, imported: true } }, program, false);
  };

  const first = await fillingOf(core, jobs, from);
  if (first) {
    try {
      await take(first, first.program, false);
    } catch (error) {
      // A past that cannot be read keeps nobody from ordering today; the job that fills all logs says what is wrong with it.
      core.logger.error({ err: error, member }, 'new challenges could not be filled from the past');
    }
  }

  for (const job of jobs) {
    if (keys.has(job.command.key)) {
      twins.push(job);
      continue;
    }
    try {
      const program = await notOlder(core, job.program, version);
      for (const before of enrolment(job, state.status)) await take(before, program, false);
      if (state.status === 'none' && job.command.kind !== 'create')
        throw new Error(`The log of ${member} has not begun: ${job.command.kind} came before create.`);
      if (state.status === 'closed') refuseClosed(state.into, job.command.kind);
      await moveBefore(job, program);
      await take(job, program, true);
    } catch (error) {
      if (error instanceof Earlier)
        return { decided, twins, folded: from, earlier: { job, reservations: error.reservations } };
      job.reject(error);
    }
  }
  return { decided, twins, folded: { state, version, snapshot: from.snapshot }, earlier: null };
}

/** Logs that this process has found to have nothing that counts, so that their whole past is read once. */
const checked = new Set<string>();
const CHECKED = 50_000;
const checkedAs = (member: string, key: string) => `${member} ${key}`;

/** Before anything is judged by a version that brought challenges, they are filled from the past (RULES 10); null: there is nothing to fill. */
async function fillingOf(core: Laurel, jobs: Job[], { state, version }: Folded): Promise<Job | null> {
  const [job] = jobs;
  if (!job || job.command.kind === 'fill' || state.status !== 'joined') return null;
  const newest = jobs.reduce((found, { program }) => (program.version > found.version ? program : found), job.program);
  const program = await notOlder(core, newest, version);
  if (!program.fills || unfilled(program.fills, state).length === 0) return null;
  const key = fillKey(program);
  if (checked.has(checkedAs(job.member, key))) return null;
  if (checked.size > CHECKED) checked.clear();
  return {
    ...job,
    program,
    // What is brought in from elsewhere has a clock of its own, which this must not move.
    options: job.command.imported ? { now: state.recordedAt } : {},
    command: { kind: 'fill', key, body: '', fills: program.fills },
    coupon: null,
    pools: new Map(),
    sent: null,
  };
}

/** A log never goes back to an older version: a process that has not heard of the newer one asks for it. */
async function notOlder(core: Laurel, program: PublishedProgram, version: number): Promise<PublishedProgram> {
  if (program.version >= version) return program;
  const newest = await core.programs.refresh(program.id);
  if (!newest || newest.version < version)
    throw new Error(`Version ${version} of ${program.id} judged before, and it is not in the store.`);
  return newest;
}

/** A merged log leads on; what is only about the log itself it takes still. */
function refuseClosed(into: string | null, kind: Command['kind']): void {
  const takes = into === null ? INTERNAL : MERGED;
  if (!takes.has(kind)) throw new LaurelError('member_closed', into === null ? undefined : { into });
}

/** The commands that have to come before this one. */
function enrolment(job: Job, status: 'none' | 'guest' | 'joined' | 'closed'): Job[] {
  const { enrol } = job.options;
  if (!enrol) return [];
  const imported = job.command.imported === true ? { imported: true } : {};
  const before: Job[] = [];
  if (status === 'none')
    before.push({
      ...job,
      pools: new Map(),
      command: { kind: 'create', key: CREATE, body: '', guest: enrol.guest, ...imported },
    });
  if (enrol.join && (status === 'none' || status === 'guest'))
    before.push({
      ...job,
      pools: new Map(),
      command: { kind: 'join', key: JOIN, body: '', referral: null, ...imported },
    });
  return before;
}

/** Keys of what a log has at most once. No shop's key has a control character in it. */
export const CREATE = '\u0001create';
export const JOIN = '\u0001join';
