import type { CouponUseView } from '@laurel/contract';
import { couponView } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { nowOf } from '../members/clock.ts';
import { toldId } from '../members/person.ts';

/** One use of a coupon as its entry tells it, and the coupon as it stands now. */
export async function useView(
  laurel: Laurel,
  { id: program, document }: PublishedProgram,
  member: MemberDocument,
  { entry, replayed }: Submitted,
  locale: string,
): Promise<CouponUseView> {
  const told = entry.changes.find(
    (change) => (change.kind === 'coupon.used' || change.kind === 'coupon.returned') && change.use !== undefined,
  );
  if (told?.kind !== 'coupon.used' && told?.kind !== 'coupon.returned') throw new LaurelError('coupon_not_found');
  const coupon = (await laurel.log.state(program, member._id)).coupons[told.code];
  if (!coupon) throw new LaurelError('coupon_not_found');
  const order = entry.subjects.find((subject) => subject.startsWith('order:'));
  return {
    use: told.use ?? '',
    amount: told.amount ?? null,
    orderId: order?.slice('order:'.length) ?? null,
    state: told.kind === 'coupon.used' ? 'used' : 'reversed',
    coupon: couponView(document, coupon, nowOf(laurel, member), locale),
    member: toldId(member.externalId ?? ''),
    replayed,
  };
}
