import type { ClaimInput, ClaimView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MissingDocument, NoticeDocument } from '../../store/documents.ts';
import { isDuplicate, told } from '../../store/faults.ts';
import { drawId } from '../ids.ts';
import { findMember } from '../members/find.ts';
import { leadOf, submitFollowing } from '../merges/follow.ts';
import { inWords } from '../refusal.ts';
import { knownOrder } from './order.ts';
import { fits, isTooLate } from './proof.ts';
import { aboutOf, settleClaim } from './settle.ts';
import { takeOrder } from './take.ts';
import { claimView, viewOf } from './view.ts';

const DAY = 86_400_000;

/**
 * A member asks for the points of an order by its number. One that is theirs is told; a visitor's is handed over where what is told of
 * it fits; one that nobody has brought waits for the shop. Asked again, it answers how it stands.
 * @throws LaurelError `member_not_found`, `member_closed`, or `refused`: `claims_not_offered`, `claim_too_late`, `limit`, `not_joined`, and
 *   `claim_mismatch` for all that is somebody else's, so that nobody learns whose
 */
export async function makeClaim(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { orderId, ...receipt }: ClaimInput,
  locale: string,
): Promise<ClaimView> {
  try {
    if (!program.document.claims) throw new LaurelError('refused', { reason: 'claims_not_offered' });
    const { _id: member } = await findMember(laurel, program.id, externalId);
    const { status } = await laurel.log.state(program.id, member);
    if (status !== 'joined') throw new LaurelError('refused', { reason: 'not_joined' });
    const before = await standing(laurel, program, member, orderId);
    if (before) return await claimView(laurel, program, await settleClaim(laurel, program, before), locale);
    const now = laurel.now();
    // Somewhere it is tomorrow already.
    if (receipt.date != null && Date.parse(receipt.date) > now + DAY)
      throw new LaurelError('bad_request', [{ path: 'date', message: 'not in the future: the day on the receipt' }]);
    const { date = null, total = null, email = null, note = null } = receipt;
    const said = { date, total, email, note };
    const known = await knownOrder(laurel, program, member, orderId);
    if (known) {
      const { whose, entry } = known;
      const tooLate = entry.kind === 'fact.kept' && isTooLate(program, entry.occurredAt, now);
      const told = { id: null, orderId, why: null, madeAt: new Date(now), closedAt: new Date(now) };
      if (whose === 'own') {
        const taken = !tooLate && (await takeOrder(laurel, program, member, orderId, known));
        const newest = taken ? await knownOrder(laurel, program, member, orderId) : known;
        return viewOf(program, { ...told, state: taken ? 'settled' : 'known' }, newest, locale);
      }
      if (whose === 'other' || !fits(program, said, entry))
        throw new LaurelError('refused', { reason: 'claim_mismatch' });
      if (tooLate) throw new LaurelError('refused', { reason: 'claim_too_late' });
      if (await takeOrder(laurel, program, member, orderId, known))
        return viewOf(
          program,
          { ...told, state: 'settled' },
          await knownOrder(laurel, program, member, orderId),
          locale,
        );
    }
    if (date !== null && isTooLate(program, Date.parse(date) + DAY, now))
      throw new LaurelError('refused', { reason: 'claim_too_late' });
    const claim: MissingDocument = {
      _id: drawId('clm'),
      program: program.id,
      member,
      orderId,
      about: aboutOf(program.id, orderId),
      told: said,
      state: 'waiting',
      by: null,
      why: null,
      madeAt: new Date(now),
      closedAt: null,
      logged: false,
    };
    return await claimView(laurel, program, await keep(laurel, program, claim), locale);
  } catch (error) {
    throw inWords(told(error), locale);
  }
}

/** What this member asked of this order before. @throws LaurelError `refused` where somebody else did */
async function standing(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  orderId: string,
): Promise<MissingDocument | null> {
  const { missing } = laurel.store;
  const open = await missing.findOne({ about: aboutOf(program.id, orderId) }).lean<MissingDocument>();
  if (open) {
    if ((await leadOf(laurel, open.member)) === member) return logged(laurel, program, open);
    // It may have been waiting for an order that came for this member meanwhile.
    const now = await settleClaim(laurel, program, open);
    if (now.state !== 'refused') throw new LaurelError('refused', { reason: 'claim_mismatch' });
  }
  const refused = await missing
    .findOne({ program: program.id, member, orderId, state: 'refused' })
    .sort({ madeAt: -1 })
    .lean<MissingDocument>();
  // What the shop refused stays refused, until the order comes.
  if (!refused || (await knownOrder(laurel, program, member, orderId))) return null;
  return refused;
}

/** Of all who ask for an order the first is kept. */
async function keep(laurel: Laurel, program: PublishedProgram, claim: MissingDocument): Promise<MissingDocument> {
  try {
    await laurel.store.missing.collection.insertOne(claim as never);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const first = await standing(laurel, program, claim.member, claim.orderId);
    if (!first) throw new LaurelError('overloaded', { orderId: claim.orderId });
    return first;
  }
  await laurel.step('claimed');
  return settleClaim(laurel, program, await logged(laurel, program, claim));
}

/** Takes note of a claim in its member's log, once; one that the program's limits refuse is given up. */
async function logged(laurel: Laurel, program: PublishedProgram, claim: MissingDocument): Promise<MissingDocument> {
  const { _id, member, orderId: order } = claim;
  const { store } = laurel;
  const { entry } = await submitFollowing(
    laurel,
    program,
    member,
    { kind: 'claim', key: `\u0001claim:${_id}`, body: '', claim: _id, order },
    { standing: true },
  );
  if (entry.outcome === 'refused') {
    await store.missing.collection.deleteOne({ _id, state: 'waiting' } as never);
    throw new LaurelError('refused', { reason: entry.reason });
  }
  const notice: NoticeDocument = {
    _id: `claim.made:${_id}`,
    program: claim.program,
    type: 'claim.made',
    member,
    at: claim.madeAt,
    data: { claim: _id, orderId: order },
    sentAt: null,
  };
  await store.outbox.collection.insertOne(notice as never).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
  return claim;
}
