import type { Gain, Referral } from '@laurel/contract';
import { FIRST } from '../evolve/referrals.ts';

/** The step that a friend's nth order is, where the program gives something for it; null: none. */
export function stepAt(referral: Referral | undefined, orders: number): string | null {
  return referral?.steps?.some(({ nth }) => nth === orders) ? `order:${orders}` : null;
}

/** What the advocate gets for a step. */
export function advocateGain(referral: Referral, step: string): Gain | undefined {
  if (step === FIRST) return referral.advocate;
  return referral.steps?.find(({ on, nth }) => (on === 'joined' ? 'joined' : `order:${nth}`) === step)?.advocate;
}

/** What the friend gets for a further order. */
export function friendGain(referral: Referral | undefined, step: string): Gain | undefined {
  return referral?.steps?.find(({ nth }) => `order:${nth}` === step)?.friend;
}
