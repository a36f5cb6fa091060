import { affect, type Draft, emit } from '../decide/draft.ts';
import { reverse } from '../points/reverse.ts';

/** Takes back what a friend was welcomed with or given for further steps, as far as it was not used. @param charged it was fraud */
function withdrawWelcome(draft: Draft, charged: boolean): void {
  const { state, context } = draft;
  const { referral } = state;
  if (!referral) return;
  const own = ({ source }: (typeof state.lots)[number]) =>
    source.kind === 'referral' && source.side === 'friend' && source.friend === context.member;
  const points = state.lots.filter(own).reduce((sum, lot) => sum + lot.points, 0);
  const subject = `friend:${referral.advocate}`;
  if (points > 0) reverse(draft, { points, subject, own, expired: [], beyond: charged ? 'debt' : 'stop' });
  for (const { code, referral: side, usedOn, cancelledAt } of Object.values(state.coupons))
    if (side === 'friend' && usedOn === null && cancelledAt === null) emit(draft, { kind: 'coupon.cancelled', code });
}

/** The recommendation is refused: the friend's side is taken back here, and the advocate is told. @param charged somebody said so: it was fraud */
export function turnDown(draft: Draft, charged: boolean): void {
  const { referral } = draft.state;
  if (!referral) return;
  withdrawWelcome(draft, charged);
  const friend = draft.context.member;
  const at = draft.recordedAt;
  affect(draft, {
    kind: 'react',
    id: `react:${friend}:refused:${draft.seq}`,
    to: referral.advocate,
    reaction: { kind: 'friend.refused', friend, at, ...(charged ? { charged } : {}) },
  });
}
