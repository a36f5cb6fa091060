import type { Draft } from '../decide/draft.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';
import { earliest, nextDue } from './settle.ts';

/**
 * The next instant at which something of a log falls due by itself: what `settle` writes down, or another year since joining.
 * Whoever sees to it asks again then: it may be nothing any more.
 */
export function dueAfter({ program, state }: Pick<Draft, 'program' | 'state'>): number | null {
  if (state.status === 'closed') return null;
  return earliest(nextDue({ program, state }), nextAnniversary({ program, state }));
}

/** The next day on which somebody joined so many years ago, from its first instant; null: they have not joined. */
export function nextAnniversary({ program, state }: Pick<Draft, 'program' | 'state'>): number | null {
  if (state.status !== 'joined' || state.joinedAt === null) return null;
  const { timeZone } = program;
  const from = dayOf(timeZone, state.joinedAt).start;
  const { recordedAt } = state;
  let years = Math.max(1, dayOf(timeZone, recordedAt).year - dayOf(timeZone, from).year);
  for (;;) {
    const at = addDuration(timeZone, from, { years });
    if (at > recordedAt) return at;
    years += 1;
  }
}
