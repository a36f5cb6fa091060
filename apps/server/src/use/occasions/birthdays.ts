import { birthdayIn } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ProgramDocument } from '../../store/documents.ts';
import { submitOwn } from '../facts/own.ts';
import { listens } from './listens.ts';

const TYPE = 'birthday.reached';
const DAY = 86_400_000;
/** A birthday that the servers slept through is made up for so long. */
const LATE = 3 * DAY;
/** Somewhere it is tomorrow already, or still yesterday. */
const ZONES = 15 * 3_600_000;
/** A birthday that was changed lately is not celebrated this time. */
const SETTLED = 30 * DAY;
/** Nobody has two birthdays in less than that. */
const YEAR = 335 * DAY;

/** Makes the fact that it is somebody's birthday where they are. The log learns that, and never the date of birth. */
export async function celebrateBirthdays(laurel: Laurel, until?: AbortSignal): Promise<void> {
  const now = laurel.now();
  const days = daysBetween(now - LATE - ZONES, now + ZONES);
  const programs = await laurel.store.programs.find({}, { _id: 1 }).lean<Pick<ProgramDocument, '_id'>[]>();
  for (const { _id } of programs) {
    const program = await laurel.programs.byId(_id);
    if (!program || !listens(program.document, TYPE)) continue;
    const cursor = laurel.store.members.collection.find({
      program: _id,
      'birthday.on': { $in: days },
    } as never);
    for await (const member of cursor as unknown as AsyncIterable<MemberDocument>) {
      if (until?.aborted) return;
      await celebrate(laurel, program, member, now).catch((error: unknown) => {
        if (error instanceof LaurelError && error.code === 'member_closed') return;
        laurel.logger.warn({ err: error, member: member._id }, 'a birthday was not celebrated');
      });
    }
  }
}

async function celebrate(
  laurel: Laurel,
  program: PublishedProgram,
  { _id: member, externalId, birthday, profile }: MemberDocument,
  now: number,
): Promise<void> {
  if (!birthday || externalId === null) return;
  const zone = profile.timeZone ?? program.document.timeZone;
  const year = new Date(now).getUTCFullYear();
  for (const y of [year - 1, year, year + 1]) {
    const at = birthdayIn(birthday.on, zone, y);
    if (at > now || at <= now - LATE) continue;
    if (birthday.changedAt && birthday.changedAt.getTime() > at - SETTLED) continue;
    if (birthday.celebratedAt && birthday.celebratedAt.getTime() > at - YEAR) continue;
    const fact = { type: TYPE, key: `birthday:${y}`, data: {}, occurredAt: at };
    await submitOwn(laurel, program, { member, stored: externalId }, fact);
    await laurel.store.members.collection.updateOne({ _id: member } as never, {
      $set: { 'birthday.celebratedAt': new Date(at) },
    });
  }
}

/** Every day of the year that some instants lie in, as `MM-DD`; 29 February too where a year has none. */
function daysBetween(from: number, to: number): string[] {
  const days = new Set<string>();
  for (let at = from; at < to + DAY; at += DAY) {
    const day = new Date(Math.min(at, to)).toISOString().slice(5, 10);
    days.add(day);
    if (day === '02-28') days.add('02-29');
  }
  return [...days];
}
