import { setTimeout as sleep } from 'node:timers/promises';
import { giveGoal } from '../goals/give.ts';
import { reachGoals } from '../goals/reach.ts';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import type { Boards } from '../project/boards/open.ts';
import type { GoalDocument, PeriodDocument } from '../store/documents.ts';
import { Lease } from '../store/lease.ts';
import { closePeriod, followUp } from './close.ts';
import { registerHistory } from './history.ts';
import { registerPeriods } from './register.ts';

/** The job of closing periods; of all processes one does it. */
export interface Closer {
  /** Finishes the period at hand. */
  stop(): Promise<void>;
}

const JOB = 'periods';
const WAIT = 1_000;
/**
 * Milliseconds after a period's end plus hold before it is closed: an entry that was dated before that instant has been inserted by then,
 * although the clocks of processes differ and a write may be under way.
 */
const GRACE = 15_000;
/** Periods that are closed in one round. */
const ROUND = 200;

/** @param settled waits until all that stands in the logs is projected */
export function startCloser(laurel: Laurel, boards: Boards, settled: () => Promise<void>): Closer {
  const { store, logger } = laurel;
  const lease = new Lease(store, JOB, laurel.process);
  const stop = new AbortController();
  const { signal } = stop;
  const known = new Set<string>();

  const round = async () => {
    if (!(await lease.take())) return;
    if (known.size > 100_000) known.clear();
    const programs = await store.programs.find({}, { _id: 1 }).lean<{ _id: string }[]>();
    for (const { _id } of programs) {
      const program = await laurel.programs.byId(_id);
      if (!program || signal.aborted) continue;
      await registerPeriods(laurel, program, known);
      await registerHistory(laurel, program, GRACE);
      await reachGoals(laurel, boards, program, settled);
    }
    await closeDue();
    await followUps();
  };
  const closeDue = async () => {
    const before = new Date(laurel.now() - GRACE);
    const states: PeriodDocument['state'][] = ['open', 'again'];
    const filter = { state: { $in: states }, closesAt: { $lte: before } };
    const due = await store.periods.find(filter).sort({ closesAt: 1 }).limit(ROUND).lean<PeriodDocument[]>();
    if (due.length === 0) return;
    // Whatever was written before this moment is projected after it.
    await settled();
    for (const period of due) await each(period, closePeriod);
  };
  const followUps = async () => {
    const filter = { state: 'closed' as const, done: false };
    for (const period of await store.periods.find(filter).sort({ closesAt: 1 }).limit(ROUND).lean<PeriodDocument[]>())
      await each(period, followUp);
    const reached = { state: 'reached' as const, done: false };
    for (const goal of await store.goals.find(reached).limit(ROUND).lean<GoalDocument[]>()) await each(goal, giveGoal);
  };
  const each = async <Of extends { program: string }>(
    period: Of,
    work: (laurel: Laurel, program: PublishedProgram, period: Of) => Promise<void>,
  ) => {
    if (signal.aborted || (await lease.keep()) === 'lost') return;
    const program = await laurel.programs.byId(period.program);
    if (program) await work(laurel, program, period);
  };
  const run = async () => {
    while (!signal.aborted) {
      try {
        await round();
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error }, 'closing periods broke off; it is taken up again');
      }
      await sleep(WAIT, undefined, { signal }).catch(() => {});
    }
    await lease.release();
  };
  const running = run();
  return {
    async stop() {
      stop.abort();
      await running;
    },
  };
}
