import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { grant } from './grant.ts';
import { partsToSpend } from './spend.ts';

/** Adds or takes points by hand, with who and why. What is more than there is becomes a debt. */
export function adjust(draft: Draft, { points, by, why }: Extract<Command, { kind: 'adjust' }>): Ending {
  const { state, program, recordedAt } = draft;
  const kind = 'points.adjusted';
  if (state.status !== 'joined') return { kind, outcome: 'refused', reason: 'not_joined' };
  const source = { kind: 'adjustment', by, why } as const;
  if (points > 0) {
    const { expiry } = program.points;
    grant(draft, { points, source, subject: null, at: recordedAt, pending: undefined, expiry });
    return { kind, outcome: 'applied', reason: null };
  }
  let left = -points;
  for (const { lot, points: taken } of partsToSpend(draft, left)) {
    emit(draft, { kind: 'adjusted', lot, points: taken, source });
    left -= taken;
  }
  if (left > 0) emit(draft, { kind: 'adjusted', lot: null, points: left, source });
  return { kind, outcome: 'applied', reason: null };
}
