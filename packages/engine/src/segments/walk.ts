import type { Command } from '../log/command.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { dayOf } from '../time/day.ts';
import { isDaily, type Moment, nextMoveAt, segmentMoves } from './moves.ts';

/** Moves that may follow from one another at one instant. */
const ROUNDS = 8;

/** A fact by which a member enters or leaves a segment, and when. */
interface DueMove {
  command: Extract<Command, { kind: 'fact' }>;
  at: number;
}

/**
 * The facts by which a member enters and leaves segments as time passes, each when it becomes true, up to an instant. Whoever asks judges each
 * before asking for the next.
 * @param stateNow the state with all that was judged so far
 */
export function* movesUntil(moment: Omit<Moment, 'state'>, stateNow: () => State, until: number): Generator<DueMove> {
  const { program } = moment;
  if (program.segments.length === 0 || stateNow().status !== 'joined') return;
  let at = stateNow().recordedAt;
  for (;;) {
    for (let round = 0; round < ROUNDS && at <= until; round += 1) {
      const moves = segmentMoves({ ...moment, state: stateNow() }, at);
      if (moves.length === 0) break;
      for (const { segment, entered, n } of moves) {
        const key = `\u0001segment:${segment}:${n}`;
        const fact = { type: entered ? 'segment.entered' : 'segment.left', key, occurredAt: at, data: { segment, n } };
        yield { command: { kind: 'fact', key, body: '', fact, referral: null }, at };
      }
    }
    const next = nextMoveAt({ ...moment, state: stateNow() }, at) ?? Number.POSITIVE_INFINITY;
    const day = isDaily(program) ? addDuration(program.timeZone, dayOf(program.timeZone, at).start, { days: 1 }) : next;
    at = Math.min(next, day);
    if (at > until) return;
  }
}
