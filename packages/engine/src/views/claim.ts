import type { ClaimState, Program, Reason } from '@laurel/contract';
import { penOf, sentence } from './pen.ts';

/** What a member reads of a claim. @param points what the order earned; null: not known, or nothing */
export function claimText(
  { orderId, state, points, why }: { orderId: string; state: ClaimState; points: number | null; why: string | null },
  locale: string,
  program: Program,
): string {
  const { words, points: counted } = penOf(locale, program);
  const earned = points === null || points === 0 ? null : counted(points);
  if (state === 'waiting') return sentence(words.claim.waiting(orderId));
  if (state === 'refused') return sentence(words.claim.refused(orderId, why)).replace(/([.!?])\.$/, '$1');
  return sentence(words.claim[state](orderId, earned));
}

/** A reason as a sentence. */
export function reasonText(reason: Reason, locale: string): string {
  return sentence(penOf(locale, null).words.reasons[reason]);
}
