import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MissingDocument } from '../../store/documents.ts';
import { isDuplicate } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { type KnownOrder, knownOrder } from './order.ts';
import { fits } from './proof.ts';
import { takeOrder } from './take.ts';

/** What nobody else can ask for while it stands. */
export const aboutOf = (program: string, orderId: string) => hashOf(['missing', program, orderId]);

/**
 * Closes a claim that waits as soon as its order has come: settled where the order is the member's or can be handed over to them, refused
 * where it is another account's. What closed before is written into the member's log, where that did not happen yet.
 * @param by who of the shop says that the order is the member's, whatever was told of it; null: nobody
 * @returns the claim as it stands
 */
export async function settleClaim(
  laurel: Laurel,
  program: PublishedProgram,
  claim: MissingDocument,
  by: string | null = null,
): Promise<MissingDocument> {
  if (claim.state !== 'waiting') return logEnd(laurel, program, claim);
  const known = await knownOrder(laurel, program, claim.member, claim.orderId);
  if (!known) return claim;
  if (known.whose === 'other') return endClaim(laurel, program, claim, { state: 'refused' });
  return (await isTheirs(laurel, program, claim, known, by !== null))
    ? endClaim(laurel, program, claim, { state: 'settled', by: by ?? claim.by })
    : claim;
}

/** Whether an order is in the log of who asks for it, or is now. */
async function isTheirs(
  laurel: Laurel,
  program: PublishedProgram,
  { member, orderId, told }: Pick<MissingDocument, 'member' | 'orderId' | 'told'>,
  known: KnownOrder,
  trusted: boolean,
): Promise<boolean> {
  if (known.whose === 'own') {
    await takeOrder(laurel, program, member, orderId, known);
    return true;
  }
  return (trusted || fits(program, told, known.entry)) && takeOrder(laurel, program, member, orderId, known);
}

/** Closes a claim, once: of two who decide about it the first wins. An order that stands in the log settles it in any case. */
export async function endClaim(
  laurel: Laurel,
  program: PublishedProgram,
  claim: MissingDocument,
  { state, by = claim.by, why = null }: { state: 'settled' | 'refused'; by?: string | null; why?: string | null },
): Promise<MissingDocument> {
  const { collection } = laurel.store.missing;
  const set = { state, by, why, closedAt: new Date(laurel.now()), logged: false };
  const about = aboutOf(claim.program, claim.orderId);
  await collection
    .updateOne(
      { _id: claim._id, state: 'waiting' } as never,
      {
        ...(state === 'refused' ? { $set: set, $unset: { about: 1 } } : { $set: { ...set, about } }),
      } as never,
    )
    .catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  const stands = (await collection.findOne({ _id: claim._id } as never)) as unknown as MissingDocument;
  return logEnd(laurel, program, stands);
}

/** Writes into the member's log how a claim ended. */
async function logEnd(laurel: Laurel, program: PublishedProgram, claim: MissingDocument): Promise<MissingDocument> {
  const { _id, member, orderId: order, state, by, why } = claim;
  if (claim.logged || state === 'waiting') return claim;
  const key = `\u0001claim:${_id}:${state}`;
  await submitFollowing(
    laurel,
    program,
    member,
    { kind: 'endClaim', key, body: '', claim: _id, order, state, by, why },
    { standing: true },
  ).catch((error: unknown) => {
    if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
  });
  await laurel.store.missing.collection.updateOne({ _id, state } as never, { $set: { logged: true } });
  return { ...claim, logged: true };
}

/** Closes the claims that waited for some orders; what cannot be done now is done when somebody looks at the claim. */
export async function settleClaims(laurel: Laurel, program: PublishedProgram, orders: string[]): Promise<void> {
  if (!program.document.claims || orders.length === 0) return;
  try {
    const found = (await laurel.store.missing.collection
      .find({ about: { $in: orders.map((order) => aboutOf(program.id, order)) }, state: 'waiting' } as never)
      .toArray()) as unknown as MissingDocument[];
    for (const claim of found) await settleClaim(laurel, program, claim);
  } catch (error) {
    laurel.logger.warn({ err: error }, 'claims of missing points are settled when they are looked at');
  }
}
