import type { Draft } from '../decide/draft.ts';
import { returnCards } from './cards.ts';
import { giveBack } from './restore.ts';

/**
 * An order of which nothing remains gives back the points of the rewards that were used on it, and what gift cards and credit paid.
 * @param cards false: it stands in another log, and what paid for it pays for it still
 */
export function giveBackUsed(draft: Draft, subject: string, { cards = true } = {}): void {
  const { coupons, redemptions } = draft.state;
  for (const { usedOn, redemption: id, cancelledAt } of Object.values(coupons)) {
    const redemption = id === null ? undefined : redemptions[id];
    if (usedOn === subject && cancelledAt === null && redemption) giveBack(draft, redemption);
  }
  if (cards) returnCards(draft, subject);
}
