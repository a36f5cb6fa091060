import type { Draft } from '../decide/draft.ts';
import { giveBack } from './restore.ts';
import { returnCards, returnCharges } from './use.ts';

/** An order of which nothing remains gives back the points of the rewards that were used on it, and what gift cards and credit paid. */
export function giveBackUsed(draft: Draft, subject: string): void {
  const { coupons, redemptions } = draft.state;
  for (const { usedOn, redemption: id, cancelledAt } of Object.values(coupons)) {
    const redemption = id === null ? undefined : redemptions[id];
    if (usedOn === subject && cancelledAt === null && redemption) giveBack(draft, redemption);
  }
  returnCards(draft, subject);
  returnCharges(draft, subject);
}
