import { setImmediate } from 'node:timers/promises';
import { type ImportSummary, type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { WrittenLogs } from '../../log/written.ts';
import { markImported } from '../../periods/history.ts';
import { told } from '../../store/faults.ts';
import { claimEvents, type Route } from '../events/claim.ts';
import { judgeClaimed } from '../events/judge.ts';
import { type Incoming, readEvent } from '../events/read.ts';
import { ensureMembers } from '../members/ensure.ts';
import { knownOf } from '../members/known.ts';
import { settleDue } from './settle.ts';
import { StandingFacts } from './standing.ts';
import { pointsIn } from './totals.ts';

export type { ImportSummary } from '../../laurel.ts';

export interface ImportOptions {
  /** Stop at the first line that is refused. */
  strict: boolean;
  /** Stops between two batches; what was taken stands. */
  signal?: AbortSignal;
  /** Lines read and answered so far. */
  onProgress?: (lines: number) => void;
  /** All lines are written; what fell due meanwhile, and the summary, are still to come. */
  onWritten?: () => void;
  /** Of this process, from before the first line. */
  written?: WrittenLogs;
}

/** Lines of a batch. Fewer leave less to the collector of garbage, but the store waits between them: 100 took a third longer. */
const TOGETHER = 1_000;
/** Batches that are claimed before they are decided. */
const AHEAD = 2;
/** Lines that are decided in one turn, so that the store writes some while the next are decided. */
const AT_ONCE = 100;
const LISTED = 1_000;

interface Line {
  number: number;
  event: Incoming;
}

interface Batch {
  lines: Line[];
  /** Lines of the history that were read so far. */
  read: number;
}

/**
 * Brings in a history, one event a line, in the order of the lines: recorded as of when it happened, its effects not sent. Run again,
 * whole or after an interruption, it comes to the same. At the end what fell due meanwhile is written down.
 */
export async function importEvents(
  laurel: Laurel,
  program: PublishedProgram,
  lines: AsyncIterable<string>,
  options: ImportOptions,
): Promise<ImportSummary> {
  if (options.written) return bring(laurel, program, lines, options.written, options);
  const written = await WrittenLogs.open(laurel);
  try {
    return await bring(laurel, program, lines, written, options);
  } finally {
    written.close();
  }
}

async function bring(
  laurel: Laurel,
  program: PublishedProgram,
  lines: AsyncIterable<string>,
  logs: WrittenLogs,
  { strict, signal, onProgress, onWritten }: ImportOptions,
): Promise<ImportSummary> {
  const count = new Count(strict);
  const members = new Set<string>();
  const standing = await StandingFacts.open(laurel, program.id);

  async function* read(): AsyncGenerator<Batch> {
    const batch: Line[] = [];
    const full = () => ({ lines: batch.splice(0), read: count.summary.read });
    for await (const line of lines) {
      count.number += 1;
      if (line.trim() === '') continue;
      count.summary.read += 1;
      const event = readLine(program, line, laurel.now());
      if (event instanceof LaurelError) count.refuse(count.number, event.code, event.message);
      else batch.push({ number: count.number, event });
      if (count.summary.stopped) break;
      if (batch.length < TOGETHER) continue;
      yield full();
      if (count.summary.stopped) return;
      if (signal?.aborted) {
        count.summary.stopped = { line: count.number, why: 'interrupted; run it again to go on' };
        return;
      }
    }
    yield full();
  }
  async function* fresh(): AsyncGenerator<Batch> {
    for await (const { lines: some, read: so } of read())
      yield { lines: await without(laurel, program, some, standing, count, members), read: so };
  }
  async function* claim(): AsyncGenerator<Batch & { routes: Route[] }> {
    for await (const { lines: some, read: so } of ahead(fresh(), AHEAD)) {
      const events = some.map(({ event }) => event);
      yield { lines: some, read: so, routes: await claimEvents(laurel, program, events, true) };
    }
  }

  // While one batch is written, the next is decided, the store is asked what the one after it needs, and more are read.
  let written: Promise<void> = Promise.resolve();
  try {
    for await (const { lines: taken, read: so, routes } of ahead(claim(), AHEAD)) {
      // Nothing is taken that comes after a line at which it is to stop.
      if (strict) await written;
      if (count.summary.stopped && (taken[0]?.number ?? 0) > count.summary.stopped.line) break;
      const answers: Promise<Submitted | LaurelError>[] = [];
      for (let from = 0; from < routes.length; from += AT_ONCE) {
        answers.push(...(await judgeClaimed(laurel, program, routes.slice(from, from + AT_ONCE))).answers);
        await setImmediate();
      }
      await written;
      written = answered(taken, answers, count, members).then(() => onProgress?.(so));
      written.catch(() => {});
    }
    await written;
    onWritten?.();
    if (!signal?.aborted) await settleDue(laurel, program, members);
  } catch (error) {
    await written.catch(() => {});
    throw told(error);
  }
  if (count.summary.taken > 0) await markImported(laurel, program.id);
  count.summary.points = await pointsIn(laurel, program.id, logs);
  return count.summary;
}

/** Has a generator work on the next few of its items while one is worked on; they are still made one after the other. */
async function* ahead<Item>(source: AsyncGenerator<Item>, most: number): AsyncGenerator<Item> {
  const next = () => {
    const result = source.next();
    // Whoever stops early does not come back for it.
    result.catch(() => {});
    return result;
  };
  const waiting = Array.from({ length: most }, next);
  try {
    for (let result = await waiting.shift(); result && !result.done; result = await waiting.shift()) {
      waiting.push(next());
      yield result.value;
    }
  } finally {
    await source.return(undefined);
  }
}

/** The lines that are not known to stand; those that do are counted. */
async function without(
  laurel: Laurel,
  program: PublishedProgram,
  lines: Line[],
  standing: StandingFacts,
  count: Count,
  members: Set<string>,
): Promise<Line[]> {
  // Who is only named by a refund is made no member: whose order it is comes out later.
  await ensureMembers(
    laurel,
    program,
    lines.flatMap(({ event: { order, stored } }) => (stored === null || order?.brings === false ? [] : stored)),
  );
  const known = knownOf(laurel.store, program.id);
  const logs = lines.map(({ event: { stored } }) => (stored === null ? undefined : known.get(stored)));
  await standing.load(logs.filter((member) => member !== undefined));
  return lines.filter(({ event: { fact, body } }, at) => {
    const member = logs[at];
    if (member === undefined || !standing.has(member, fact.key, body)) return true;
    count.summary.repeated += 1;
    // Whoever brought it in before may have been stopped before the end.
    if (!standing.isSettled(member)) members.add(member);
    return false;
  });
}

function readLine(program: PublishedProgram, line: string, now: number): Incoming | LaurelError {
  try {
    return readEvent(JSON.parse(line), now, true, program.document.events);
  } catch (error) {
    if (error instanceof SyntaxError)
      return new LaurelError('bad_request', undefined, { message: `not JSON: ${error.message}` });
    throw error;
  }
}

async function answered(
  lines: Line[],
  answers: Promise<Submitted | LaurelError>[],
  count: Count,
  members: Set<string>,
): Promise<void> {
  for (const [at, answer] of (await Promise.all(answers)).entries()) {
    const { number } = lines[at] as Line;
    if (answer instanceof LaurelError) {
      // The store's own trouble is no fault of the line: nothing goes on without it.
      if (['store_unavailable', 'overloaded', 'internal'].includes(answer.code)) throw answer;
      count.refuse(number, answer.code, answer.message);
      continue;
    }
    members.add(answer.entry.member);
    if (answer.replayed) count.summary.repeated += 1;
    else if (answer.entry.outcome === 'refused')
      count.refuse(number, answer.entry.reason ?? 'refused', 'the rules refuse it');
    else count.summary.taken += 1;
  }
}

/** Counts what became of the lines. */
class Count {
  number = 0;
  readonly summary: ImportSummary = {
    read: 0,
    taken: 0,
    repeated: 0,
    refusedCount: 0,
    reasons: {},
    refused: [],
    points: { issued: 0, reversed: 0, expired: 0 },
    stopped: null,
  };

  constructor(private readonly strict: boolean) {}

  refuse(line: number, code: string, message: string): void {
    const { summary } = this;
    summary.refusedCount += 1;
    summary.reasons[code] = (summary.reasons[code] ?? 0) + 1;
    if (summary.refused.length < LISTED) summary.refused.push({ line, code, message });
    if (this.strict && (!summary.stopped || line < summary.stopped.line))
      summary.stopped = { line, why: `${code}: ${message}` };
  }
}
