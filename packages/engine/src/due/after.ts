import type { Draft } from '../decide/draft.ts';
import { nextGain } from '../referral/mature.ts';
import { nextMoveAt, segmentMoves } from '../segments/moves.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';
import { earliest, nextDue } from './settle.ts';

/** A member's state as of an instant. */
type Moment = Pick<Draft, 'program' | 'state' | 'recordedAt'>;
type Known = Moment & Pick<Draft, 'context'>;

/**
 * The next instant at which something of a log falls due by itself: what `settle` writes down, or another year since joining.
 * Whoever sees to it asks again then: it may be nothing any more.
 */
export function dueAfter({ program, state, recordedAt, context }: Known): number | null {
  if (state.status === 'closed') return null;
  return earliest(
    earliest(earliest(nextDue({ program, state }), nextGain(state)), nextAnniversary({ program, state, recordedAt })),
    nextSort({ program, state, recordedAt, context }),
  );
}

/** When a member enters or leaves a segment: now, where that is not written down yet, or as time passes. */
function nextSort({ program, state, recordedAt, context }: Known): number | null {
  if (program.segments.length === 0) return null;
  const { attributes, standings = null } = context;
  const moment = { program, state, attributes, standings };
  return segmentMoves(moment, recordedAt).length > 0 ? recordedAt : nextMoveAt(moment, recordedAt);
}

/** The last day on which somebody had joined so many years ago, from its first instant; null: none yet. */
export function anniversaryBefore(
  program: Draft['program'],
  state: Draft['state'],
  now: number,
): { at: number; years: number } | null {
  if (state.status !== 'joined' || state.joinedAt === null) return null;
  const { timeZone } = program;
  const from = dayOf(timeZone, state.joinedAt).start;
  for (let years = dayOf(timeZone, now).year - dayOf(timeZone, from).year; years > 0; years -= 1) {
    const at = addDuration(timeZone, from, { years });
    if (at <= now) return { at, years };
  }
  return null;
}

/** The next day on which somebody joined so many years ago, from its first instant; null: they have not joined. */
function nextAnniversary({ program, state, recordedAt }: Moment): number | null {
  if (state.status !== 'joined' || state.joinedAt === null) return null;
  const { timeZone } = program;
  const from = dayOf(timeZone, state.joinedAt).start;
  let years = Math.max(1, dayOf(timeZone, recordedAt).year - dayOf(timeZone, from).year);
  for (;;) {
    const at = addDuration(timeZone, from, { years });
    if (at > recordedAt) return at;
    years += 1;
  }
}
