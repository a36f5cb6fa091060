import type { Program } from '@laurel/contract';
import { askedOfBuyer, type Standings } from '../buyer/fields.ts';
import { memberOf, timeOf } from '../earn/subject.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';
import { segmentsOf } from './of.ts';

/** A member, and what is known of them beside the log. */
export interface Moment {
  program: Program;
  state: State;
  attributes: Record<string, unknown>;
  standings: Standings | null;
}

/** That a member is in a segment, or no longer, and nobody has written it down. */
export interface Move {
  segment: string;
  entered: boolean;
  /** The how manieth move of this segment: odd ones enter. */
  n: number;
}

/** The segments that a member is in at an instant, in the order of the document. */
export function segmentsAt({ program, state, attributes, standings }: Moment, at: number): string[] {
  const time = timeOf(program.timeZone, at);
  return memberOf(program, state, { tier: state.tier.id, attributes, time, standings }).segments;
}

/** What is true at an instant and not written down. Only who has joined is in segments. */
export function segmentMoves(moment: Moment, at: number): Move[] {
  const { program, state } = moment;
  if (program.segments.length === 0 || state.status !== 'joined') return [];
  const now = new Set(segmentsAt(moment, at));
  return segmentsOf(program).flatMap(({ id }) => {
    const known = state.segments[id];
    const entered = now.has(id);
    return (known?.in ?? false) === entered ? [] : [{ segment: id, entered, n: (known?.n ?? 0) + 1 }];
  });
}

/** Instants that are looked at for the next move; if it lies behind them, it is looked for again at the last. */
const LOOKS = 24;

/** The next instant after one at which time alone moves the member, or at which it has to be looked for again; null: never. */
export function nextMoveAt(moment: Moment, after: number): number | null {
  const { program, state } = moment;
  if (program.segments.length === 0 || state.status !== 'joined') return null;
  const asked = [...turnsAfter(moment, after)].sort((a, b) => a - b).slice(0, LOOKS);
  for (const at of asked) if (segmentMoves(moment, at).length > 0) return at;
  return asked.length < LOOKS ? null : (asked.at(-1) ?? null);
}

/** Every instant at which something that conditions ask of a buyer changes by itself. */
function turnsAfter({ program, state }: Moment, after: number): Set<number> {
  const { timeZone } = program;
  const turns = new Set<number>();
  const add = (at: number) => {
    if (at > after) turns.add(at);
  };
  const { windows } = askedOfBuyer(program);
  for (const days of windows) {
    const since = addDuration(timeZone, after, { days }, -1);
    for (const [at] of state.bought.orders) if (at > since) add(addDuration(timeZone, at, { days }));
  }
  const last = state.bought.orders.findLast(([, n]) => n > 0)?.[0];
  if (last !== undefined)
    for (const days of daysAsked(program))
      for (const more of [0, 1]) add(addDuration(timeZone, last, { days: days + more }));
  return turns;
}

const known = new WeakMap<Program, number[]>();

/** The numbers of days since the last order that segments ask about. */
function daysAsked(program: Program): number[] {
  let days = known.get(program);
  if (!days) {
    const found = new Set<number>();
    const walk = (node: unknown, inside: boolean): void => {
      if (typeof node === 'number' && inside && node >= 0 && node <= 10_000) found.add(Math.ceil(node));
      if (node === null || typeof node !== 'object') return;
      for (const [key, inner] of Object.entries(node)) walk(inner, inside || key === 'member.daysSinceOrder');
    };
    for (const { when } of segmentsOf(program)) walk(when, false);
    days = [...found];
    known.set(program, days);
  }
  return days;
}

/** Whether a program's segments have to be looked at every day, whatever happens: by the calendar, or by who is best. */
export function isDaily(program: Program): boolean {
  const { calendar, top } = askedOfBuyer(program);
  return program.segments.length > 0 && (calendar || top);
}

/** The local day of an instant, for what is done once a day. */
export function dayName(timeZone: string, at: number): string {
  const { year, month, day } = dayOf(timeZone, at);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
