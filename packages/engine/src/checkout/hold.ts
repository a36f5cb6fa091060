import type { Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import type { Command } from '../log/command.ts';
import { partsToSpend } from '../points/spend.ts';
import { memberNow } from '../rewards/available.ts';
import { addDuration } from '../time/add.ts';
import { mostPoints, worthOf } from './worth.ts';

type HoldCommand = Extract<Command, { kind: 'hold' }>;

/** Puts points by for a checkout: they neither expire nor can be spent elsewhere until it is paid, released, or over. */
export function hold(draft: Draft, command: HoldCommand): Ending {
  const { program, recordedAt } = draft;
  const { hold: id, points } = command;
  draft.subjects.add(`hold:${id}`);
  const { checkout } = program;
  const reason = refusal(draft, command);
  if (reason || !checkout) return { kind: 'points.held', outcome: 'refused', reason: reason ?? 'no_checkout' };
  const until = addDuration(program.timeZone, recordedAt, checkout.hold);
  const parts = partsToSpend(draft, points);
  emit(draft, { kind: 'held', hold: id, points, amount: worthOf(checkout, points), at: recordedAt, until });
  for (const part of parts) emit(draft, { kind: 'lot.held', ...part, hold: id });
  return { kind: 'points.held', outcome: 'applied', reason: null };
}

function refusal(draft: Draft, { points, goods }: HoldCommand): Reason | null {
  const { program, state, context } = draft;
  const { checkout } = program;
  const apart = apartBecause(draft);
  if (apart) return apart;
  if (!checkout) return 'no_checkout';
  if (!holds(checkout.when, memberNow(program, state, context.attributes, draft.recordedAt))) return 'condition';
  if (state.owed > 0) return 'owes_points';
  if (state.available < points) return 'not_enough_points';
  if (points < checkout.minimum || points % checkout.step !== 0) return 'hold_out_of_bounds';
  return points > mostPoints(checkout, state.available, goods) ? 'hold_out_of_bounds' : null;
}
