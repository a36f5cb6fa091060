import { addDuration, type Entry } from '@laurel/engine';
import type { PublishedProgram } from '../../laurel.ts';
import type { MissingDocument } from '../../store/documents.ts';

const DAY = 86_400_000;

/** Whether what somebody tells of a visitor's order is what the order says, in all that the program asks for. */
export function fits({ document }: PublishedProgram, told: MissingDocument['told'], { fact }: Entry): boolean {
  const asked = document.claims?.proof ?? [];
  if (!fact || asked.length === 0) return false;
  return asked.every((what) => {
    if (what === 'total') return told.total !== null && told.total === fact.data.total;
    if (told.date === null) return false;
    // What is ordered late in the evening is paid the day after, and a receipt may be of another time zone.
    return [-DAY, 0, DAY].some((shift) => dayOf(document.timeZone, fact.occurredAt + shift) === told.date);
  });
}

/** Whether an order of some instant is too long ago to be asked for. */
export function isTooLate({ document }: PublishedProgram, at: number, now: number): boolean {
  return document.claims === undefined || addDuration(document.timeZone, at, document.claims.within) < now;
}

/** The instant from which an order that somebody asks for at `madeAt` may be, in milliseconds. */
export function earliest({ document }: PublishedProgram, madeAt: number): number {
  return document.claims ? addDuration(document.timeZone, madeAt, document.claims.within, -1) : madeAt;
}

const dayOf = (timeZone: string, at: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
