import type { Program, ReferralView } from '@laurel/contract';
import { hashOf } from '../boards/hash.ts';
import type { State } from '../log/state.ts';
import { iso } from './text.ts';

type ReferralOf = NonNullable<Program['referral']>;

const FRIENDS = 20;

/** What a friend is welcomed with. */
export function friendOffer({ friend }: ReferralOf): ReferralView['friend'] {
  if (!friend) return null;
  if ('points' in friend) return { points: friend.points };
  return { discount: friend.discount, minimum: friend.minimum ?? null };
}

/** A member's own recommendation: the code, the link, and how far each friend has come. */
export function referralView(referral: ReferralOf, state: State, code: string): ReferralView {
  const friends = Object.entries(state.friends).sort(([, a], [, b]) => b.at - a.at);
  return {
    code,
    link: referral.link === undefined ? null : linkWith(referral.link, code),
    friend: friendOffer(referral),
    advocate: { points: referral.advocate.points },
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
