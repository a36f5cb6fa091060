import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Reaction } from '../log/entry.ts';
import { fulfil } from '../rewards/fulfil.ts';

/** Gives a reward at no cost. What was reserved for it is let go in the same entry when there is none to give. */
export function giveReward(draft: Draft, reaction: Extract<Reaction, { kind: 'gift.given' }>): Ending {
  const kind = 'reaction';
  const { program, context, state } = draft;
  const { redemption, of, id } = reaction;
  const reservation = typeof context.reservation === 'object' ? (context.reservation?.id ?? null) : null;
  if (reservation) draft.keys.push(reservation);
  draft.subjects.add(`redemption:${redemption}`);
  const reward = program.rewards.find((one) => one.id === reaction.reward);
  const isTaken = context.history.some(({ changes }) =>
    changes.some((change) => change.kind === 'gift.voided' && change.redemption === redemption),
  );
  const isVoid = isTaken || (of === 'tier' && state.gifts[id]?.redemption !== redemption);
  const reason =
    apartBecause(draft) ??
    (isVoid ? 'voided' : context.reservation === 'none_left' ? 'out_of_stock' : reward ? null : 'reward_unavailable');
  if (reason || !reward) {
    if (reservation) emit(draft, { kind: 'reservation.released', reservation });
    return { kind, outcome: 'refused', reason: reason ?? 'reward_unavailable' };
  }
  emit(draft, { kind: 'redeemed', redemption, reward: reward.id, cost: 0, reservation });
  fulfil(draft, reward, redemption);
  return { kind, outcome: 'applied', reason: null };
}
