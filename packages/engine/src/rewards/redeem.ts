import type { Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { capsOf, clip, roomOf } from '../earn/caps.ts';
import { holds, timeOf } from '../earn/condition.ts';
import { isDated, type RewardOf } from '../earn/program.ts';
import type { Command } from '../log/command.ts';
import { partsToSpend } from '../points/spend.ts';
import { addDuration } from '../time/add.ts';
import { issueCoupon } from './issue.ts';

/** Buys a reward with points. What was reserved for it is let go in the same entry when the rules refuse. */
export function redeem(draft: Draft, command: Extract<Command, { kind: 'redeem' }>): Ending {
  const { program, context, recordedAt } = draft;
  const reservation = typeof context.reservation === 'object' ? (context.reservation?.id ?? null) : null;
  if (reservation) draft.keys.push(reservation);
  draft.subjects.add(`redemption:${command.redemption}`);
  const reward = program.rewards.find(({ id }) => id === command.reward);
  const reason = refusal(draft, reward);
  if (reason || !reward) {
    if (reservation) emit(draft, { kind: 'reservation.released', reservation });
    return { kind: 'redemption.made', outcome: 'refused', reason: reason ?? 'reward_unavailable' };
  }
  const { redemption } = command;
  const { id, cost, give, couponValid } = reward;
  const parts = partsToSpend(draft, cost);
  emit(draft, { kind: 'redeemed', redemption, reward: id, cost, reservation });
  for (const { lot, points } of parts) emit(draft, { kind: 'lot.spent', lot, points, redemption });
  for (const { window, closesAt, single } of capsOf(`reward:${id}`, reward.limit, program.timeZone, recordedAt))
    if (!single) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points: cost });
  const expiresAt = couponValid ? addDuration(program.timeZone, recordedAt, couponValid) : null;
  issueCoupon(draft, { redemption, reward: id, give, issuedAt: recordedAt, expiresAt });
  return { kind: 'redemption.made', outcome: 'applied', reason: null };
}

function refusal(draft: Draft, reward: RewardOf | undefined): Reason | null {
  const { state, context } = draft;
  const apart = apartBecause(draft);
  if (apart) return apart;
  if (!reward || !isOffered(draft, reward)) return 'reward_unavailable';
  if (!isWithinLimit(draft, reward)) return 'limit';
  if (state.owed > 0) return 'owes_points';
  if (state.available < reward.cost) return 'not_enough_points';
  return context.reservation === 'none_left' ? 'out_of_stock' : null;
}

/** Whether a reward is offered to the member now. */
export function isOffered(
  {
    program,
    state,
    context,
    recordedAt,
  }: Pick<Draft, 'program' | 'state' | 'recordedAt'> & {
    context: { attributes: Record<string, unknown> };
  },
  reward: RewardOf,
): boolean {
  const { orders, spent, tier } = state;
  const member = { tier: tier.id, orders, spent, attributes: context.attributes };
  return (
    isDated(reward, recordedAt) && holds(reward.when, { event: {}, member, time: timeOf(program.timeZone, recordedAt) })
  );
}

function isWithinLimit({ program, state, recordedAt }: Draft, reward: RewardOf): boolean {
  const caps = capsOf(`reward:${reward.id}`, reward.limit, program.timeZone, recordedAt);
  const rooms = caps.map((cap) => roomOf(cap, cap.single ? undefined : state.windows[cap.window]));
  return clip(reward.cost, rooms) === reward.cost;
}
