import type { ClaimState, ClaimView, ShopClaimView } from '@laurel/contract';
import { claimText, type Entry } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { MissingDocument } from '../../store/documents.ts';
import { ownerOf } from '../events/orders.ts';
import { toldId } from '../members/person.ts';
import { leadOf } from '../merges/follow.ts';
import { type KnownOrder, knownOrder } from './order.ts';

type Said = Pick<MissingDocument, 'orderId' | 'why' | 'madeAt' | 'closedAt'> & { id: string | null; state: ClaimState };

/** What a member reads of a claim. @param known what is known of its order */
export function viewOf(program: PublishedProgram, said: Said, known: KnownOrder | null, locale: string): ClaimView {
  const { id, orderId, state, why, madeAt, closedAt } = said;
  const isIn = state === 'known' || state === 'settled';
  const points = isIn && known ? earnedBy(known.entry) : null;
  return {
    id,
    orderId,
    state,
    points,
    why,
    text: claimText({ orderId, state, points, why }, locale, program.document),
    madeAt: madeAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}

/** A claim as its member reads it. */
export async function claimView(
  laurel: Laurel,
  program: PublishedProgram,
  claim: MissingDocument,
  locale: string,
): Promise<ClaimView & { id: string }> {
  const known = await knownOrder(laurel, program, claim.member, claim.orderId);
  return { ...viewOf(program, { ...claim, id: claim._id }, known, locale), id: claim._id };
}

/** A claim as the shop reads it. */
export async function shopClaimView(
  laurel: Laurel,
  program: PublishedProgram,
  claim: MissingDocument,
  locale: string,
): Promise<ShopClaimView> {
  const [known, member] = await Promise.all([
    knownOrder(laurel, program, claim.member, claim.orderId),
    leadOf(laurel, claim.member),
  ]);
  const view = viewOf(program, { ...claim, id: claim._id }, known, locale);
  return {
    ...view,
    id: claim._id,
    member: toldId(await ownerOf(laurel, member)),
    told: claim.told,
    order: known?.whose === 'visitor' ? { visitor: known.visitor } : null,
    by: claim.state === 'waiting' ? null : claim.by,
  };
}

/** What an order earned when it was judged, without what was given back before. */
function earnedBy({ awards, standing }: Entry): number {
  return (standing?.awards ?? awards).reduce(
    (sum, { counter, points }) => (counter === undefined ? sum + points : sum),
    0,
  );
}
