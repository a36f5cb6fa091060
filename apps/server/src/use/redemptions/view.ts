import type { RedemptionView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { toldId } from '../members/person.ts';
import { viewMember } from '../members/view.ts';
import { madeOf } from './made.ts';

/** A redemption as it stands now, and the member's points right after the entry that answers. */
export async function redemptionView(
  laurel: Laurel,
  program: PublishedProgram,
  redemption: string,
  { entry, replayed, points }: Submitted,
): Promise<RedemptionView> {
  const { member } = entry;
  const [made, document, after] = await Promise.all([
    madeOf(laurel, program.id, member, redemption),
    laurel.store.members.findById(member).lean<MemberDocument>(),
    points ?? laurel.log.pointsAfter(entry),
  ]);
  if (!made || !document) throw new LaurelError('redemption_not_found', { redemption });
  const { coupons } = await viewMember(laurel, program, document);
  const coupon = coupons.find(({ code }) => code === made.coupon?.code) ?? null;
  const { balance, available, pending, owed } = after;
  return {
    id: redemption,
    member: toldId(document.externalId ?? ''),
    reward: made.reward,
    cost: made.cost,
    state: entry.kind === 'redemption.cancelled' || coupon?.state === 'cancelled' ? 'cancelled' : 'made',
    coupon,
    at: made.at.toISOString(),
    replayed,
    points: { balance, available, pending, owed },
  };
}
