import { type DeliveryView, hasCode, type ReceiptView, type RedemptionView } from '@laurel/contract';
import { type RedemptionState, textOf } from '@laurel/engine';
import { type Laurel, LaurelError, type Points, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { pointsOf } from '../../log/points.ts';
import type { DeliveryDocument, MemberDocument } from '../../store/documents.ts';
import { toldId } from '../members/person.ts';
import { viewMember } from '../members/view.ts';
import { type Made, madeOf } from './made.ts';

/** A redemption as it stands now, and the member's points right after the entry that answers. */
export async function redemptionView(
  laurel: Laurel,
  program: PublishedProgram,
  redemption: string,
  { entry, replayed, points }: Submitted,
): Promise<RedemptionView> {
  const after = points ?? (await laurel.log.pointsAfter(entry));
  return viewOf(laurel, program, { redemption, member: entry.member, replayed, points: after });
}

/** A redemption as it stands now. @param points left out: as they stand with it */
export async function viewOf(
  laurel: Laurel,
  program: PublishedProgram,
  { redemption, member, replayed, points }: { redemption: string; member: string; replayed: boolean; points?: Points },
): Promise<RedemptionView> {
  const { store } = laurel;
  const [document, state] = await Promise.all([
    store.members.findById(member).lean<MemberDocument>(),
    laurel.log.state(program.id, member),
  ]);
  const made = await madeOf(laurel, program.id, [member, ...state.absorbed], redemption);
  if (!made || !document) throw new LaurelError('redemption_not_found', { redemption });
  const standing = state.redemptions[redemption];
  const { coupons, entitlements } = await viewMember(laurel, program, document);
  const code = standing?.coupon ?? made.coupon?.code;
  const right = Object.entries(state.entitlements).find(([, grants]) =>
    grants.some((grant) => grant.redemption === redemption),
  );
  const { balance, available, pending, owed } = points ?? pointsOf(state);
  return {
    id: redemption,
    member: toldId(document.externalId ?? ''),
    reward: made.reward,
    cost: made.cost,
    state: stateOf(program, made.reward, standing),
    coupon: coupons.find((coupon) => coupon.code === code) ?? null,
    entitlement: entitlements.find(({ id }) => id === right?.[0]) ?? null,
    receipt: receiptOf(program, redemption, made, {
      cancelled: (standing?.cancelledAt ?? null) !== null,
      locale: document.profile.locale ?? 'en',
    }),
    delivery: await deliveryOf(laurel, redemption),
    at: made.at.toISOString(),
    replayed,
    points: { balance, available, pending, owed },
  };
}

/** What was given to a cause, at the price of its day. */
function receiptOf(
  { document }: PublishedProgram,
  number: string,
  { gave, cost, at }: Made,
  { cancelled, locale }: { cancelled: boolean; locale: string },
): ReceiptView | null {
  if (!gave) return null;
  const { cause, unit, n, price = null } = gave;
  const name = textOf(document.causes.find(({ id }) => id === cause)?.name, locale, cause);
  const amount = unit === 'money' ? n : price === null ? null : n * price;
  const { currency } = document;
  return {
    number,
    cause,
    name,
    unit,
    n,
    unitPrice: price,
    amount,
    currency,
    points: cost,
    at: at.toISOString(),
    cancelled,
  };
}

function stateOf(
  { document }: PublishedProgram,
  reward: string,
  standing: RedemptionState | undefined,
): RedemptionView['state'] {
  if (!standing) return 'made';
  if (standing.cancelledAt !== null) return 'cancelled';
  const of = document.rewards.find(({ id }) => id === reward);
  return of && hasCode(of.give) && standing.coupon === null ? 'waiting' : 'made';
}

async function deliveryOf({ store }: Laurel, redemption: string): Promise<DeliveryView | null> {
  const found = await store.deliveries.findById(`code:${redemption}`).lean<DeliveryDocument>();
  if (!found) return null;
  const { state, attempts, lastError, nextAt } = found;
  return { state, attempts, lastError, nextAt: state === 'waiting' ? nextAt.toISOString() : null };
}
