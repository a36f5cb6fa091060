import type { Draft, Ending } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { giveBack } from './restore.ts';

/** Cancels a redemption whose coupon was not used: its points come back (RULES 19, 20). */
export function cancel(draft: Draft, { redemption: id }: Extract<Command, { kind: 'cancel' }>): Ending {
  draft.subjects.add(`redemption:${id}`);
  const redemption = draft.state.redemptions[id];
  const coupon = redemption?.coupon ? draft.state.coupons[redemption.coupon] : undefined;
  const kind = 'redemption.cancelled';
  if (!redemption) return { kind, outcome: 'refused', reason: 'reward_unavailable' };
  if (redemption.cancelledAt !== null) return { kind, outcome: 'refused', reason: 'already_cancelled' };
  if (coupon?.usedOn) return { kind, outcome: 'refused', reason: 'coupon_used' };
  giveBack(draft, redemption);
  return { kind, outcome: 'applied', reason: null };
}
