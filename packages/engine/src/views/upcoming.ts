import type { DueDay, Program, UpcomingView } from '@laurel/contract';
import { settled } from '../due/settled.ts';
import type { State } from '../log/state.ts';
import { dayOf } from '../time/day.ts';
import { NEVER } from '../time/never.ts';
import { iso } from './text.ts';

/**
 * What becomes of a member's points by itself from an instant on, by local day.
 * @param now milliseconds
 */
export function upcomingView(program: Program, state: State, now: number): UpcomingView {
  const { lots } = settled(program, state, now).state;
  const [maturities, expiries] = [new Map<string, number>(), new Map<string, number>()];
  const waiting: UpcomingView['waiting'] = [];
  const add = (days: Map<string, number>, at: number, points: number) => {
    const day = nameOf(program.timeZone, at);
    days.set(day, (days.get(day) ?? 0) + points);
  };
  for (const { points, activeAt, expiresAt, waits } of lots) {
    if (waits && activeAt !== null) {
      const latest = activeAt === NEVER ? null : iso(activeAt);
      waiting.push({ event: waits.event, order: waits.subject.replace(/^order:/, ''), points, latest });
    } else if (activeAt !== null) add(maturities, activeAt, points);
    if (expiresAt !== null) add(expiries, expiresAt, points);
  }
  return { maturities: listed(maturities), expiries: listed(expiries), waiting };
}

function nameOf(timeZone: string, at: number): string {
  const { year, month, day } = dayOf(timeZone, at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function listed(days: Map<string, number>): DueDay[] {
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, points]) => ({ day, points }));
}
