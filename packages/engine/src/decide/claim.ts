import { capsOf, clip, roomOf } from '../earn/caps.ts';
import type { Command } from '../log/command.ts';
import { apartBecause, type Draft, type Ending, emit } from './draft.ts';

/** A member asks for the points of an order that they miss: taken note of, as often as the program lets them. */
export function claim(draft: Draft, { claim, order }: Extract<Command, { kind: 'claim' }>): Ending {
  const kind = 'order.claimed';
  const { program, state, recordedAt } = draft;
  const refuse = (reason: NonNullable<Ending['reason']>): Ending => ({ kind, outcome: 'refused', reason });
  const apart = apartBecause(draft);
  if (apart) return refuse(apart);
  if (!program.claims) return refuse('claims_not_offered');
  const caps = capsOf('claims', program.claims.limit, program.timeZone, recordedAt);
  if (
    clip(
      1,
      caps.map((cap) => roomOf(cap, state.windows[cap.window])),
    ) < 1
  )
    return refuse('limit');
  for (const { window, closesAt } of caps) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points: 0 });
  draft.subjects.add(`claim:${claim}`);
  emit(draft, { kind: 'claim.made', claim, order });
  return { kind, outcome: 'applied', reason: null };
}

/** What became of a claim: the order stands in this log, or the shop will not have it. */
export function endClaim(draft: Draft, { kind: _, ...command }: Extract<Command, { kind: 'endClaim' }>): Ending {
  const { claim, order, state, by, why } = command;
  draft.subjects.add(`claim:${claim}`);
  emit(draft, { kind: 'claim.closed', claim, order, state, by, why });
  return { kind: 'claim.closed', outcome: 'applied', reason: null };
}
