import type { UpcomingMonths } from '@laurel/contract';
import { upcomingView } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';

const TOGETHER = 200;
/** How long a count stands before it is made anew, in milliseconds: it reads every member's state. */
const FRESH = 60_000;

const counted = new WeakMap<Laurel, Map<string, { at: number; asked: Promise<UpcomingMonths> }>>();

/** What becomes of the points of all members by itself, by month; at most a minute old. */
export function upcomingMonths(laurel: Laurel, program: PublishedProgram): Promise<UpcomingMonths> {
  const programs = counted.get(laurel) ?? new Map<string, { at: number; asked: Promise<UpcomingMonths> }>();
  counted.set(laurel, programs);
  const standing = programs.get(program.id);
  const now = laurel.now();
  if (standing && now >= standing.at && now - standing.at < FRESH) return standing.asked;
  const asked = count(laurel, program, now).catch((error: unknown) => {
    programs.delete(program.id);
    throw told(error);
  });
  programs.set(program.id, { at: now, asked });
  return asked;
}

async function count(laurel: Laurel, program: PublishedProgram, now: number): Promise<UpcomingMonths> {
  const [maturities, expiries] = [new Months(), new Months()];
  let waiting = 0;
  const take = async (members: string[]) => {
    const states = await Promise.all(members.map((member) => laurel.log.state(program.id, member)));
    for (const state of states) {
      const view = upcomingView(program.document, state, now);
      maturities.add(view.maturities);
      expiries.add(view.expiries);
      for (const { latest, points } of view.waiting) {
        if (latest === null) waiting += points;
        else maturities.add([{ day: latest, points }]);
      }
    }
  };
  const cursor = laurel.store.members.collection.find({ program: program.id } as never, { projection: { _id: 1 } });
  let members: string[] = [];
  for await (const { _id } of cursor as unknown as AsyncIterable<Pick<MemberDocument, '_id'>>) {
    members.push(_id);
    if (members.length < TOGETHER) continue;
    await take(members);
    members = [];
  }
  await take(members);
  return { maturities: maturities.rows(), expiries: expiries.rows(), waiting, at: new Date(now).toISOString() };
}

/** Sums by month, each member counted once in a month. */
class Months {
  private readonly sums = new Map<string, { points: number; members: number }>();

  add(days: readonly { day: string; points: number }[]): void {
    const seen = new Set<string>();
    for (const { day, points } of days) {
      const month = day.slice(0, 7);
      const sum = this.sums.get(month) ?? { points: 0, members: 0 };
      this.sums.set(month, { points: sum.points + points, members: sum.members + (seen.has(month) ? 0 : 1) });
      seen.add(month);
    }
  }

  rows(): { month: string; points: number; members: number }[] {
    return [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, sum]) => ({ month, ...sum }));
  }
}
