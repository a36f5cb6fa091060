import { linesOf } from '../lines.ts';

interface Line {
  occurredAt: string;
  key: string;
}

const SOME_MINUTES = 20 * 60_000;

/** How far to move a history so that it ends some minutes before `now`, in whole minutes. */
export async function shiftOf(file: string, now: number): Promise<number> {
  let last = 0;
  for await (const line of linesOf(file).lines) {
    if (line.trim() !== '') last = Math.max(last, Date.parse((JSON.parse(line) as Line).occurredAt));
  }
  return Math.floor((now - SOME_MINUTES - last) / 60_000) * 60_000;
}

/** The lines of a history, moved in time. */
export async function* shifted(file: string, shift: number): AsyncGenerator<string> {
  for await (const line of linesOf(file).lines) {
    if (line.trim() === '') continue;
    const event = JSON.parse(line) as Line;
    yield JSON.stringify({ ...event, occurredAt: new Date(Date.parse(event.occurredAt) + shift).toISOString() });
  }
}

interface Dated {
  from: string;
  until: string;
}
interface Dates {
  campaigns?: Dated[];
  goals?: Dated[];
}

/** The document of the history's own time, with what holds between two dates moved as the history is. */
export function movedDates(document: Dates, shift: number): Dates {
  const moved = (date: string) => new Date(Date.parse(date) + shift).toISOString();
  const all = (list: Dated[] = []) =>
    list.map((each) => ({ ...each, from: moved(each.from), until: moved(each.until) }));
  return { ...document, campaigns: all(document.campaigns), goals: all(document.goals) };
}
