import type { Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { capsOf } from '../earn/caps.ts';
import type { RewardOf } from '../earn/program.ts';
import type { Command } from '../log/command.ts';
import { partsToSpend } from '../points/spend.ts';
import { gateOf } from './available.ts';
import { fulfil } from './fulfil.ts';
import { unusable } from './use.ts';

/** Buys a reward with points, or takes the one that a coupon lets its member choose. What was reserved for it is let go in the same entry when the rules refuse. */
export function redeem(draft: Draft, command: Extract<Command, { kind: 'redeem' }>): Ending {
  const { program, context, recordedAt } = draft;
  const reservation = typeof context.reservation === 'object' ? (context.reservation?.id ?? null) : null;
  if (reservation) draft.keys.push(reservation);
  draft.subjects.add(`redemption:${command.redemption}`);
  const reward = program.rewards.find(({ id }) => id === command.reward);
  const { choice } = command;
  const reason = choice === undefined ? refusal(draft, reward) : choiceRefusal(draft, reward, choice);
  if (reason || !reward) {
    if (reservation) emit(draft, { kind: 'reservation.released', reservation });
    return { kind: 'redemption.made', outcome: 'refused', reason: reason ?? 'reward_unavailable' };
  }
  const { redemption } = command;
  const { id } = reward;
  const cost = choice === undefined ? reward.cost : 0;
  if (choice !== undefined)
    emit(draft, { kind: 'coupon.used', code: choice, subject: `redemption:${redemption}`, at: recordedAt });
  const parts = partsToSpend(draft, cost);
  emit(draft, { kind: 'redeemed', redemption, reward: id, cost, reservation });
  for (const { lot, points } of parts) emit(draft, { kind: 'lot.spent', lot, points, redemption });
  for (const { window, closesAt, single } of capsOf(`reward:${id}`, reward.limit, program.timeZone, recordedAt))
    if (!single && choice === undefined) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points: cost });
  fulfil(draft, reward, redemption);
  return { kind: 'redemption.made', outcome: 'applied', reason: null };
}

function refusal(draft: Draft, reward: RewardOf | undefined): Reason | null {
  const { program, state, context, recordedAt } = draft;
  const apart = apartBecause(draft);
  if (apart) return apart;
  if (!reward) return 'reward_unavailable';
  const gate = gateOf({ program, state, attributes: context.attributes, at: recordedAt }, reward);
  if (gate) return gate;
  if (state.owed > 0) return 'owes_points';
  if (state.available < reward.cost) return 'not_enough_points';
  return context.reservation === 'none_left' ? 'out_of_stock' : null;
}

/** What is chosen has been paid for, or given: only its stock and the coupon are asked. */
function choiceRefusal(draft: Draft, reward: RewardOf | undefined, code: string): Reason | null {
  const { state, context, recordedAt } = draft;
  const apart = apartBecause(draft);
  if (apart) return apart;
  const coupon = state.coupons[code];
  const reason = unusable(coupon, recordedAt);
  if (reason) return reason;
  if (!reward || !coupon || !('choice' in coupon.give) || !coupon.give.choice.includes(reward.id))
    return 'reward_unavailable';
  return context.reservation === 'none_left' ? 'out_of_stock' : null;
}
