import type { Draft, Ending } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { giveBack } from './restore.ts';
import { isTouched } from './use.ts';

/** Cancels a redemption whose coupon was not used: its points come back (RULES 19, 20). */
export function cancel(draft: Draft, { redemption: id, undelivered }: Extract<Command, { kind: 'cancel' }>): Ending {
  draft.subjects.add(`redemption:${id}`);
  const redemption = draft.state.redemptions[id];
  const coupon = redemption?.coupon ? draft.state.coupons[redemption.coupon] : undefined;
  const kind = 'redemption.cancelled';
  if (!redemption) return { kind, outcome: 'refused', reason: 'reward_unavailable' };
  if (redemption.cancelledAt !== null) return { kind, outcome: 'refused', reason: 'already_cancelled' };
  if (coupon && isTouched(coupon)) return { kind, outcome: 'refused', reason: 'coupon_used' };
  // The code came after all, just before it was given up.
  if (undelivered && coupon) return { kind, outcome: 'refused', reason: 'already_yours' };
  giveBack(draft, redemption);
  return { kind, outcome: 'applied', reason: undelivered ? 'code_not_delivered' : null };
}
