import type { CouponUseView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import type { EntryDocument, MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { submitFollowing } from '../merges/follow.ts';
import { useView } from './view.ts';

/**
 * Takes a use of a coupon back, once: it may be used again, or the amount is on the card again.
 * @throws LaurelError `coupon_not_found`, `idempotency_conflict`, or `refused` with the reason
 */
export async function reverseUse(
  laurel: Laurel,
  program: PublishedProgram,
  { use, key = `reverse:${use}` }: { use: string; key?: string | undefined },
  locale: string,
): Promise<CouponUseView> {
  try {
    return await reverse(laurel, program, use, key, locale);
  } catch (error) {
    throw told(error);
  }
}

async function reverse(
  laurel: Laurel,
  program: PublishedProgram,
  use: string,
  key: string,
  locale: string,
): Promise<CouponUseView> {
  const { store } = laurel;
  const claim = claimId(program.id, 'use', use);
  const id = (await findClaims(store, [claim])).get(claim)?.member;
  const member = id === undefined ? null : await store.members.findById(id).lean<MemberDocument>();
  const used = member && (await usedEntry(laurel, program.id, member._id, use));
  if (!member || !used) throw new LaurelError('coupon_not_found', { use });
  const body = hashOf({ reverse: use });
  const keyClaim = claimOf(program.id, 'key', key, member._id, { body });
  const before = (await claimAll(store, [keyClaim])).get(keyClaim._id);
  await laurel.step('claimed');
  if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
  const subject = used.subjects.find((each) => each.startsWith('order:')) ?? null;
  const submitted = await submitFollowing(
    laurel,
    program,
    member._id,
    { kind: 'unuse', key, body, use, subject },
    { standing: before !== undefined },
  );
  if (submitted.entry.outcome === 'refused') throw new LaurelError('refused', { reason: submitted.entry.reason });
  return useView(laurel, program, member, submitted, locale);
}

async function usedEntry(laurel: Laurel, program: string, member: string, use: string): Promise<EntryDocument | null> {
  return (await laurel.store.entries.collection.findOne({
    program,
    member,
    subjects: `use:${use}`,
    kind: 'coupon.used',
    outcome: 'applied',
  } as never)) as unknown as EntryDocument | null;
}
