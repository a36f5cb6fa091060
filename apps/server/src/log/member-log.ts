import { setTimeout } from 'node:timers/promises';
import type { Command, Entry, State } from '@laurel/engine';
import {
  type Laurel,
  LaurelError,
  type MemberLog,
  type Points,
  type PublishedProgram,
  type SubmitOptions,
  type Submitted,
} from '../laurel.ts';
import { told } from '../store/faults.ts';
import { Appender } from './appender.ts';
import { canonical } from './canonical.ts';
import { Histories } from './histories.ts';
import type { Job } from './job.ts';
import { pointsBefore, pointsOf } from './points.ts';
import { giveBackReserved } from './reserved.ts';
import { type Decided, decideRound } from './round.ts';
import { Settler } from './settler.ts';
import { collide, laterPostings, standingOf } from './standing.ts';
import { States } from './states.ts';

/** Commands of one member that are decided together at most. */
const TOGETHER = 250;
/** Entries written lately that are at hand. */
const WRITTEN = 5_000;
/** How long a command is tried while the store does not answer, in milliseconds. */
const PATIENCE = 20_000;

/** The logs of members over one store; see `MemberLog`. */
export class StoredLog implements MemberLog {
  private readonly states: States;
  private readonly histories = new Histories();
  /** For whoever projects in this process, oldest first. */
  private readonly written = new Map<string, Entry>();
  private readonly listeners = new Set<(entry: Entry) => void>();
  private readonly appender: Appender;
  private readonly settler: Settler;
  private readonly queues = new Map<string, Job[]>();
  private readonly draining = new Set<Promise<void>>();

  constructor(private readonly core: Laurel) {
    this.states = new States(core.store, {
      overtaken: (member) => this.histories.forget(member),
      unsaved: (error) => core.logger.warn({ err: error }, 'a snapshot was not written'),
    });
    this.appender = new Appender(core.store);
    this.settler = new Settler(core);
  }

  async state(program: string, member: string): Promise<State> {
    try {
      return (await this.states.newest(program, member)).state;
    } catch (error) {
      throw told(error);
    }
  }

  submit(program: PublishedProgram, member: string, command: Command, options: SubmitOptions = {}): Promise<Submitted> {
    return new Promise((resolve, reject) => {
      const job: Job = {
        program,
        member,
        command,
        options,
        coupon: options.coupon ?? null,
        tooLate: false,
        pools: new Map(),
        sent: null,
        resolve,
        reject,
      };
      const queue = this.queues.get(member);
      if (queue) {
        queue.push(job);
        return;
      }
      const fresh = [job];
      this.queues.set(member, fresh);
      const draining = this.drain(member, fresh).finally(() => this.draining.delete(draining));
      this.draining.add(draining);
    });
  }

  async recent(program: string, member: string): Promise<State> {
    try {
      return (await this.states.recent(program, member)).state;
    } catch (error) {
      throw told(error);
    }
  }

  async pointsAfter(entry: Entry): Promise<Points> {
    const state = await this.state(entry.program, entry.member);
    return pointsBefore(pointsOf(state), await laterPostings(this.core.store, entry, state.seq));
  }

  mark(member: string): number {
    return this.histories.mark(member);
  }

  lately(id: string): Entry | undefined {
    return this.written.get(id);
  }

  listen(listener: (entry: Entry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(member: string): void {
    this.states.begin(member);
  }

  async idle(): Promise<void> {
    while (this.draining.size > 0) await Promise.all(this.draining);
    await Promise.all([this.states.idle(), this.settler.idle()]);
  }

  /** Works off one member's queue; ends when nothing waits. */
  private async drain(member: string, queue: Job[]): Promise<void> {
    // Whoever submits in this turn comes along.
    await Promise.resolve();
    while (queue.length > 0) {
      const jobs = queue.splice(0, TOGETHER);
      try {
        await this.together(member, jobs);
      } catch (error) {
        for (const job of jobs) job.reject(told(error));
      }
    }
    this.queues.delete(member);
  }

  /** Decides and appends until every job is answered: a lost race decides again, on what won. */
  private async together(member: string, jobs: Job[]): Promise<void> {
    const { id: program } = (jobs[0] as Job).program;
    const until = Date.now() + PATIENCE;
    let left = jobs;
    let look = jobs.some(({ options }) => options.standing);
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (look) left = await this.answerStanding(program, member, left);
      if (left.length === 0) return;
      const from = await (attempt === 0 ? this.states.recent(program, member) : this.states.newest(program, member));
      const round = await decideRound(this.core, this.histories, member, left, from);
      if (round.earlier) {
        await this.takeBack(member, round.earlier.job, round.earlier.reservations);
        look = true;
        continue;
      }
      if (round.decided.length === 0) return;
      const { count, fault } = await this.appender.append(round.decided.map(({ entry }) => entry));
      if (fault === null) this.states.advance(program, member, round.folded);
      for (const { entry } of round.decided.slice(0, count)) this.remember(entry);
      await this.core.step('appended');
      this.answer(round.decided.slice(0, count));
      left = [...round.decided.slice(count).flatMap(({ job }) => job ?? []), ...round.twins];
      look = true;
      if (fault === null) continue;
      if (fault.kind === 'refused') throw fault.cause;
      if (fault.kind === 'unknown') {
        if (Date.now() > until) throw fault.cause;
        for (const { job, entry, points } of round.decided.slice(count)) {
          if (!job) continue;
          job.sent = { entry, points };
          // It may stand yet: what it holds is nobody else's until that is known.
          job.pools.clear();
        }
      }
      if (Date.now() > until) throw new LaurelError('overloaded', { member });
      const next = round.decided[count];
      if (fault.kind === 'taken' && next) left = await collide(this.core, next, left);
      await setTimeout(Math.min(1_000, 2 ** attempt) * Math.random());
    }
  }

  /** What was merged into a log has a history of its own. */
  private remember(entry: Entry): void {
    if (entry.kind === 'member.absorbed') this.histories.forget(entry.member);
    else this.histories.add(entry);
    this.written.set(`${entry.member}:${entry.seq}`, entry);
    for (const listener of this.listeners) listener(entry);
    if (this.written.size <= WRITTEN) return;
    for (const oldest of this.written.keys()) {
      this.written.delete(oldest);
      break;
    }
  }

  /** Takes back what an earlier try of a command reserved: its release is appended first, so that of both exactly one wins. */
  private async takeBack(member: string, tried: Job, reservations: { pool: string; id: string }[]): Promise<void> {
    const { program } = tried;
    const enrol = tried.options.enrol && { ...tried.options.enrol, join: false };
    for (const { pool, id } of reservations) {
      const released = new Promise<Submitted>((resolve, reject) => {
        const command: Command = { kind: 'release', key: `\u0001release:${id}`, body: '', reservation: id };
        const options: SubmitOptions = { standing: true, ...(enrol ? { enrol } : {}) };
        const job: Job = { ...tried, command, options, coupon: null, pools: new Map(), sent: null, resolve, reject };
        this.together(member, [job]).catch(reject);
      });
      await giveBackReserved(this.core.store, program.id, pool, id, (await released).entry);
    }
  }

  /** Answers the jobs whose entries stand now, and sets their effects going. */
  private answer(stands: Decided[]): void {
    for (const { job, entry, points } of stands) {
      this.settler.settle(entry);
      job?.resolve({ entry, replayed: false, points });
    }
    this.core.effects.attempt(stands.map(({ entry }) => entry));
  }

  /** Answers those whose entry stands already; returns the others. */
  private async answerStanding(program: string, member: string, jobs: Job[]): Promise<Job[]> {
    const standing = await standingOf(
      this.core.store,
      program,
      member,
      jobs.map(({ command }) => command.key),
    );
    return jobs.filter((job) => {
      const entry = standing.get(job.command.key);
      if (!entry || entry.keys[0] !== job.command.key) return true;
      if (job.sent && canonical(job.sent.entry) === canonical(entry)) this.answer([{ job, ...job.sent }]);
      else if (entry.body === job.command.body) job.resolve({ entry, replayed: true, points: null });
      else job.reject(new LaurelError('idempotency_conflict', { key: job.command.key }));
      return false;
    });
  }
}
