import type { Reason } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';

/** Marks the coupons that came with an order as used. The order stands, whatever becomes of them. */
export function useCoupons(draft: Draft, codes: readonly string[], subject: string, at: number): void {
  for (const code of new Set(codes)) {
    const reason = refusal(draft, code, at);
    if (reason) draft.silent.push({ rule: code, reason, of: 'coupon' });
    else emit(draft, { kind: 'coupon.used', code, subject, at });
  }
}

function refusal({ state }: Draft, code: string, at: number): Reason | null {
  const coupon = state.coupons[code];
  if (!coupon) return 'coupon_not_yours';
  if (coupon.cancelledAt !== null) return 'already_cancelled';
  if (coupon.usedOn !== null) return 'coupon_used';
  return coupon.expiresAt !== null && coupon.expiresAt <= at ? 'coupon_expired' : null;
}
