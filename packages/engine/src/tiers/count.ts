import type { Program } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { Qualifying } from '../log/state.ts';
import { partsOf } from '../time/add.ts';

const DAY = 86_400_000;
/** Counts are kept at least so long, so that a tier that is published later finds them. */
const KEPT_DAYS = 760;
const DAYS = { minutes: 1, hours: 1, days: 1, weeks: 7, months: 31, years: 366 };

/** Notes that points count for tiers from an instant on. */
export function count(
  draft: Draft,
  counted: { count: 'active' | 'earned'; at: number; points: number; subject: string | null },
): void {
  emit(draft, { kind: 'tier.counted', ...counted, until: counted.at + keptDays(draft.program) * DAY });
}

/** Takes so many points back out of what a subject counted, the latest first. */
export function uncount(
  draft: Draft,
  { count: kind, subject, points, at }: { count: 'active' | 'earned'; subject: string; points: number; at: number },
): void {
  const { qualifyingBefore, qualifying } = draft.state;
  const isOf = (item: Qualifying) => item.count === kind && item.subject === subject;
  const items = [...qualifyingBefore.filter(isOf), ...qualifying.filter(isOf)];
  let left = points;
  for (const item of items.reverse()) {
    const taken = Math.min(left, item.points);
    if (taken === 0) break;
    emit(draft, { kind: 'tier.counted', count: kind, at: item.at, points: -taken, subject, until: item.until });
    left -= taken;
  }
  // What no window reaches any more still leaves the lifetime's sum.
  if (left > 0) emit(draft, { kind: 'tier.counted', count: kind, at, points: -left, subject, until: at });
}

function keptDays({ tiers }: Program): number {
  let most = KEPT_DAYS;
  for (const { from } of tiers) {
    if (!from?.within || typeof from.within === 'string') continue;
    const { unit, n } = partsOf(from.within);
    most = Math.max(most, DAYS[unit] * n + 7);
  }
  return most;
}
