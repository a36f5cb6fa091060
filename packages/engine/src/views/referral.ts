import type { Gain, GainView, Program, ReferralView, RiskReason } from '@laurel/contract';
import { hashOf } from '../boards/hash.ts';
import type { State } from '../log/state.ts';
import { penOf } from './pen.ts';
import { iso } from './text.ts';

type ReferralOf = NonNullable<Program['referral']>;

const FRIENDS = 20;

/** What a friend is welcomed with. */
export function friendOffer({ friend }: ReferralOf): ReferralView['friend'] {
  return friend ? gainView(friend) : null;
}

/** What one side gets, as it is told. */
function gainView(gain: Gain): GainView {
  if ('points' in gain) return { points: gain.points };
  if ('counter' in gain) return { counter: gain.counter, n: gain.n };
  const minimum = gain.minimum ?? null;
  return 'shipping' in gain ? { shipping: gain.shipping, minimum } : { discount: gain.discount, minimum };
}

/** What a friend's first order is worth to the advocate. */
export function advocateOffer({ advocate }: ReferralOf): ReferralView['advocate'] {
  return { points: 'points' in advocate ? advocate.points : 0, gain: gainView(advocate) };
}

/** A member's own recommendation: the code, the link, and how far each friend has come. */
export function referralView(referral: ReferralOf, state: State, code: string): ReferralView {
  const friends = Object.entries(state.friends).sort(([, a], [, b]) => b.at - a.at);
  return {
    code,
    link: referral.link === undefined ? null : linkWith(referral.link, code),
    friend: friendOffer(referral),
    advocate: advocateOffer(referral),
    steps: (referral.steps ?? []).map(({ on, nth, friend, advocate }) => ({
      on,
      nth: nth ?? null,
      friend: friend ? gainView(friend) : null,
      advocate: advocate ? gainView(advocate) : null,
    })),
    milestones: (referral.milestones ?? []).map((each) => ({
      friends: each.friends,
      advocate: gainView(each.advocate),
      reachedAt: iso(state.milestones[each.friends]?.at ?? null),
    })),
    minimum: referral.minimum,
    counts: { ...state.friendCounts },
    friends: friends.slice(0, FRIENDS).map(([friend, { stage, at, points, lot }]) => ({
      id: hashOf(`friend ${friend}`),
      stage,
      at: iso(at),
      points,
      activeAt: iso(state.lots.find(({ id }) => id === lot)?.activeAt ?? null),
    })),
  };
}

function linkWith(link: string, code: string): string {
  const url = new URL(link);
  url.searchParams.set('ref', code);
  return url.href;
}

/** Why a recommendation may be no real one, in words. */
export function riskText(reason: RiskReason, locale: string): string {
  return penOf(locale, null).words.risks[reason];
}
