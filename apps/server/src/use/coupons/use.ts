import type { CouponUseInput, CouponUseView } from '@laurel/contract';
import type { CouponGive } from '@laurel/engine';
import { noteCard } from '../../effects/cards.ts';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { toldId } from '../members/person.ts';
import { submitFollowing } from '../merges/follow.ts';
import { mayShow } from './check.ts';
import { findCoupon } from './find.ts';
import { useView } from './view.ts';

/**
 * Uses a coupon, or takes an amount off a gift card or credit; once for its key.
 * @throws LaurelError `coupon_not_found`, `idempotency_conflict`, `member_closed`, or `refused` with the reason
 */
export async function useCoupon(
  laurel: Laurel,
  program: PublishedProgram,
  input: CouponUseInput,
  locale: string,
): Promise<CouponUseView> {
  try {
    return await take(laurel, program, input, locale);
  } catch (error) {
    throw told(error);
  }
}

async function take(
  laurel: Laurel,
  program: PublishedProgram,
  { code: typed, key, member: shownBy, amount: asked, orderId }: CouponUseInput,
  locale: string,
): Promise<CouponUseView> {
  const { code, member } = await findCoupon(laurel, program.id, typed);
  const amount = asked ?? null;
  const use = `use_${hashOf([program.id, key])}`;
  const subject = orderId === undefined ? null : `order:${orderId}`;
  const body = hashOf({ use: code, amount, subject, shownBy: shownBy ?? null });
  const keyClaim = claimOf(program.id, 'key', key, member._id, { body });
  const standing = await claimAll(laurel.store, [keyClaim, claimOf(program.id, 'use', use, member._id)]);
  await laurel.step('claimed');
  const before = standing.get(keyClaim._id);
  if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
  const { coupons } = await laurel.log.state(program.id, member._id);
  const give = coupons[code]?.give;
  if (give && !mayShow(give, toldId(member.externalId ?? ''), shownBy))
    throw new LaurelError('refused', { reason: 'coupon_not_yours' });
  if (subject !== null && give && isInParts(give)) await noteCard(laurel, program, subject, code);
  const submitted = await submitFollowing(
    laurel,
    program,
    member._id,
    { kind: 'use', key, body, use, code, amount, subject },
    { standing: before !== undefined },
  );
  if (submitted.entry.outcome === 'refused') throw new LaurelError('refused', { reason: submitted.entry.reason });
  return useView(laurel, program, member, submitted, locale);
}

/** Whether something is used in parts, by an amount. */
const isInParts = (give: CouponGive) => 'giftCard' in give || 'storeCredit' in give;
