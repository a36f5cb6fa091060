import type { Draft, Ending } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { addDuration } from '../time/add.ts';
import { issueCoupon } from './issue.ts';

/** Issues the code that the shop's webhook gave for a redemption, unless that was cancelled meanwhile. */
export function deliver(draft: Draft, { redemption: id, expiresAt }: Extract<Command, { kind: 'deliver' }>): Ending {
  draft.subjects.add(`redemption:${id}`);
  const { program, state, recordedAt } = draft;
  const redemption = state.redemptions[id];
  const kind = 'redemption.delivered';
  if (!redemption) return { kind, outcome: 'refused', reason: 'reward_unavailable' };
  if (redemption.cancelledAt !== null) return { kind, outcome: 'refused', reason: 'already_cancelled' };
  if (redemption.coupon !== null) return { kind, outcome: 'refused', reason: 'already_yours' };
  const reward = rewardOf(draft, redemption.reward);
  if (!reward) return { kind, outcome: 'refused', reason: 'reward_unavailable' };
  const { couponValid, give } = reward;
  const ends = couponValid ? addDuration(program.timeZone, recordedAt, couponValid) : null;
  issueCoupon(draft, {
    redemption: id,
    reward: redemption.reward,
    give,
    issuedAt: recordedAt,
    expiresAt: expiresAt ?? ends,
  });
  return { kind, outcome: 'applied', reason: null };
}

/** The reward as it was bought, or, where that version is not at hand, as it is now. */
function rewardOf({ program, context }: Draft, id: string) {
  const bought = context.history.find(({ kind }) => kind === 'redemption.made');
  const then = bought && bought.version !== context.version ? context.versions.get(bought.version) : program;
  return (then ?? program).rewards.find((reward) => reward.id === id);
}
