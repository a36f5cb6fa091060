import { affect, type Draft, emit } from '../decide/draft.ts';
import { reverse } from '../points/reverse.ts';

/**
 * Takes back what a friend was welcomed with or given for further steps, as far as it was not used.
 * @param of.friends under which ids: those of logs that were merged, too
 * @param of.codes among which coupons
 * @param of.charged it was fraud
 */
export function withdrawWelcome(
  draft: Draft,
  of: { advocate: string; friends: readonly string[]; codes: readonly string[]; charged: boolean },
): void {
  const { state } = draft;
  const own = ({ source }: (typeof state.lots)[number]) =>
    source.kind === 'referral' && source.side === 'friend' && of.friends.includes(source.friend);
  const points = state.lots.filter(own).reduce((sum, lot) => sum + lot.points, 0);
  const subject = `friend:${of.advocate}`;
  if (points > 0) reverse(draft, { points, subject, own, expired: [], beyond: of.charged ? 'debt' : 'stop' });
  for (const code of of.codes) {
    const coupon = state.coupons[code];
    if (coupon?.referral === 'friend' && coupon.usedOn === null && coupon.cancelledAt === null)
      emit(draft, { kind: 'coupon.cancelled', code });
  }
}

/** The recommendation is refused: the friend's side is taken back here, and the advocate is told. @param charged somebody said so: it was fraud */
export function turnDown(draft: Draft, charged: boolean): void {
  const { referral } = draft.state;
  if (!referral) return;
  const friend = draft.context.member;
  const { advocate } = referral;
  withdrawWelcome(draft, { advocate, friends: [friend], codes: Object.keys(draft.state.coupons), charged });
  const at = draft.recordedAt;
  affect(draft, {
    kind: 'react',
    id: `react:${friend}:refused:${draft.seq}`,
    to: advocate,
    reaction: { kind: 'friend.refused', friend, at, ...(charged ? { charged } : {}) },
  });
}
