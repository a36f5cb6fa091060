import type { CouponView, Give, Program, Reason, RewardKind, RewardView } from '@laurel/contract';
import type { RewardOf } from '../earn/program.ts';
import type { CouponGive } from '../log/change.ts';
import type { CouponState } from '../log/state.ts';
import { type Asker, gateOf, limitOf, tierFor } from '../rewards/available.ts';
import { iso, textOf } from './text.ts';

/** The name of the coupon that a friend begins with, which has no reward to be named after. */
const WELCOME = { en: 'Welcome', fr: 'Bienvenue' };

/** A reward, how many are left of it, what is still missing for it, and why it cannot be had. */
export function rewardView(
  reward: RewardOf,
  asker: Asker,
  { left, locale }: { left: number | null; locale: string },
): RewardView {
  const { id, name, description, cost, give, from, until } = reward;
  const { state } = asker;
  const reason = reasonFor(asker, reward, left);
  const tier = reason === 'tier_too_low' ? tierFor(asker, reward) : null;
  const limit = limitOf(asker, reward);
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    kind: kindOf(give),
    give,
    cost,
    left,
    missing: Math.max(0, cost - (state.available - state.owed)),
    available: reason === null,
    reason,
    tier: tier && { id: tier.id, name: textOf(tier.name, locale, tier.id) },
    from: from === undefined ? null : iso(Date.parse(from)),
    until: until === undefined ? null : iso(Date.parse(until)),
    limit: limit && { left: limit.left, until: iso(limit.until) },
  };
}

/** What nobody can help comes first, then what the member has to wait for, then what they have to earn. */
function reasonFor(asker: Asker, reward: RewardOf, left: number | null): Reason | null {
  const { state } = asker;
  const gate = gateOf(asker, reward);
  if (gate) return gate;
  if (left === 0) return 'out_of_stock';
  if (state.status !== 'joined') return 'not_joined';
  if (state.owed > 0) return 'owes_points';
  return state.available < reward.cost ? 'not_enough_points' : null;
}

/** What kind of thing a reward is. */
function kindOf(give: Give): RewardKind {
  if ('discount' in give) return 'amount' in give.discount ? 'amount' : 'percent';
  for (const [part, kind] of KINDS) if (part in give) return kind;
  return 'product';
}

const KINDS: [part: string, kind: RewardKind][] = [
  ['shipping', 'shipping'],
  ['sample', 'sample'],
  ['giftCard', 'gift_card'],
  ['storeCredit', 'store_credit'],
  ['access', 'access'],
  ['event', 'event'],
  ['voucher', 'voucher'],
  ['donation', 'donation'],
  ['trees', 'trees'],
  ['badge', 'badge'],
  ['tier', 'tier'],
  ['freezes', 'freezes'],
  ['choice', 'choice'],
];

/** A coupon as it stands at an instant. */
export function couponView(program: Program, coupon: CouponState, now: number, locale: string): CouponView {
  const { code, redemption, reward, minimum, left, issuedAt, expiresAt } = coupon;
  const of = program.rewards.find(({ id }) => id === reward);
  const give = giveOf(coupon.give);
  return {
    code,
    redemption,
    reward,
    name: textOf(of?.name, locale, reward ?? textOf(WELCOME, locale, code)),
    kind: kindOf(give),
    give,
    ...('choice' in give ? { choices: choicesIn(program, give.choice, locale) } : {}),
    discount: 'discount' in give ? { ...give.discount } : null,
    minimum,
    left,
    state: stateOf(coupon, now),
    issuedAt: iso(issuedAt),
    expiresAt: iso(expiresAt),
  };
}

function choicesIn({ rewards }: Program, ids: readonly string[], locale: string): { id: string; name: string }[] {
  return ids.map((id) => ({ id, name: textOf(rewards.find((one) => one.id === id)?.name, locale, id) }));
}

function giveOf(give: CouponGive): Give {
  if ('amount' in give || 'percent' in give) return { discount: { ...give } };
  return { ...give };
}

function stateOf({ usedOn, left, cancelledAt, expiresAt }: CouponState, now: number): CouponView['state'] {
  if (cancelledAt !== null) return 'cancelled';
  if (usedOn !== null || left === 0) return 'used';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'open';
}
