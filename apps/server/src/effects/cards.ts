import type { Effect } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../laurel.ts';
import { claimId, findClaims } from '../store/claims.ts';
import { submitFollowing } from '../use/merges/follow.ts';

/**
 * Takes what a gift card pays for somebody else's order off the card, in the log of whose card it is; or gives it back. Once, however
 * often it is tried. A card with too little on it leaves a refusal in that log: the order stands, whatever becomes of it.
 */
export async function chargeCard(
  laurel: Laurel,
  program: PublishedProgram,
  effect: Extract<Effect, { kind: 'charge' | 'uncharge' }>,
): Promise<void> {
  const { kind, id, use, code, subject } = effect;
  const claim = claimId(program.id, 'coupon', code);
  const owner = (await findClaims(laurel.store, [claim])).get(claim)?.member;
  if (owner === undefined) return;
  const key = `\u0001${id}`;
  try {
    await submitFollowing(
      laurel,
      program,
      owner,
      kind === 'charge'
        ? { kind: 'use', key, body: '', use, code, amount: effect.amount, subject, once: true }
        : { kind: 'unuse', key, body: '', use, subject: null },
      { standing: true },
    );
  } catch (error) {
    // Whoever was erased has no card any more.
    if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
  }
}
