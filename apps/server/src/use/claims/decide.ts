import type { ClaimApproveInput, ShopClaimView } from '@laurel/contract';
import { accepts } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, MissingDocument } from '../../store/documents.ts';
import { isDuplicate, told } from '../../store/faults.ts';
import { sendEvents } from '../events/send.ts';
import { toldId } from '../members/person.ts';
import { leadOf } from '../merges/follow.ts';
import { knownOrder } from './order.ts';
import { earliest } from './proof.ts';
import { aboutOf, endClaim, settleClaim } from './settle.ts';
import { shopClaimView } from './view.ts';

/**
 * The shop says that an order is the member's: with the order's data where nobody has brought it, judged as of when it was paid; or
 * without, where it stands as a visitor's. Asked again, it answers the same.
 * @throws LaurelError `claim_not_found`, `bad_request` without the data that it takes, `too_late` for an order before the time that the
 *   program allows, `claim_conflict` where the order is another account's; and as sending the order does; `currency_mismatch`
 */
export async function approveClaim(
  laurel: Laurel,
  program: PublishedProgram,
  { claim: id, by, order }: ClaimApproveInput,
  locale: string,
): Promise<ShopClaimView> {
  try {
    const claim = await settleClaim(laurel, program, await findClaim(laurel, program, id), by);
    if (claim.state === 'settled') return await shopClaimView(laurel, program, claim, locale);
    const known = await knownOrder(laurel, program, claim.member, claim.orderId);
    if (known) throw new LaurelError('claim_conflict', { orderId: claim.orderId });
    if (!order)
      throw new LaurelError('bad_request', [
        { path: 'order', message: 'nobody has brought this order: say what it came to, as order.paid does' },
      ]);
    // Judged and refused, the order's number would be taken for ever.
    if (!accepts(program.document, order.currency))
      throw new LaurelError('currency_mismatch', { currency: order.currency });
    const open = await reopen(laurel, claim, by);
    const event = await eventOf(laurel, claim, order);
    const since = earliest(program, claim.madeAt.getTime());
    const [outcome] = await sendEvents(laurel, program, [event], { locale, since });
    if (!outcome || outcome instanceof Error) {
      await laurel.store.missing.collection.updateOne({ _id: id, state: 'waiting' } as never, { $set: { by: null } });
      throw outcome ?? new LaurelError('internal');
    }
    return await shopClaimView(
      laurel,
      program,
      await endClaim(laurel, program, open, { state: 'settled', by }),
      locale,
    );
  } catch (error) {
    throw told(error);
  }
}

/** The order of a claim as the shop would have sent it. @throws LaurelError `member_closed` where the person was erased */
async function eventOf(laurel: Laurel, claim: MissingDocument, order: NonNullable<ClaimApproveInput['order']>) {
  const document = await laurel.store.members.findById(await leadOf(laurel, claim.member)).lean<MemberDocument>();
  if (!document || document.externalId === null) throw new LaurelError('member_closed', { claim: claim._id });
  const { occurredAt, ...data } = order;
  return {
    type: 'order.paid',
    key: `claim:${claim._id}`,
    member: toldId(document.externalId),
    occurredAt,
    data: { ...data, orderId: claim.orderId },
  };
}

/** The shop will not have it, and says why. @throws LaurelError `claim_not_found`; `claim_conflict` where it was settled */
export async function refuseClaim(
  laurel: Laurel,
  program: PublishedProgram,
  { claim: id, by, why }: { claim: string; by: string; why: string },
  locale: string,
): Promise<ShopClaimView> {
  try {
    const claim = await settleClaim(laurel, program, await findClaim(laurel, program, id));
    const ended = await endClaim(laurel, program, claim, { state: 'refused', by, why });
    if (ended.state === 'settled') throw new LaurelError('claim_conflict', { claim: id, state: 'settled' });
    return await shopClaimView(laurel, program, ended, locale);
  } catch (error) {
    throw told(error);
  }
}

async function findClaim({ store }: Laurel, program: PublishedProgram, id: string): Promise<MissingDocument> {
  const found = await store.missing.findOne({ _id: id, program: program.id }).lean<MissingDocument>();
  if (!found) throw new LaurelError('claim_not_found', { claim: id });
  return found;
}

/** Whoever refused a claim may think better of it, as long as nobody else asked for the order since. */
async function reopen({ store }: Laurel, claim: MissingDocument, by: string): Promise<MissingDocument> {
  const about = aboutOf(claim.program, claim.orderId);
  try {
    await store.missing.collection.updateOne({ _id: claim._id, state: { $ne: 'settled' } } as never, {
      $set: { state: 'waiting', about, by, why: null, closedAt: null },
    });
  } catch (error) {
    if (isDuplicate(error)) throw new LaurelError('claim_conflict', { orderId: claim.orderId });
    throw error;
  }
  return { ...claim, state: 'waiting', by };
}
