import type { Reason, RewardView } from '@laurel/contract';
import type { Speech } from '../words/speech.ts';

type Closed = Pick<RewardView, 'missing' | 'tier' | 'from' | 'limit'> & { reason: Reason | null };

/** Why something cannot be had now, in a few words. */
export function why({ reason, missing, tier, from, limit }: Closed, speech: Speech): string {
  switch (reason) {
    case 'not_enough_points':
      return speech.say('rewards.missing', { points: speech.points(missing) });
    case 'out_of_stock':
      return speech.say('rewards.gone');
    case 'tier_too_low':
      return tier ? speech.say('rewards.tier', { tier: tier.name }) : speech.say('rewards.later');
    case 'not_yet':
      return from ? speech.say('rewards.from', { date: speech.date(from) }) : speech.say('rewards.later');
    case 'no_longer':
      return speech.say('rewards.over');
    case 'limit':
      return limit?.until
        ? speech.say('rewards.again', { date: speech.date(limit.until) })
        : speech.say('rewards.limit');
    case 'already_yours':
      return speech.say('rewards.yours');
    case 'owes_points':
      return speech.say('rewards.owed');
    case 'outside_hours':
      return speech.say('rewards.hours');
    case 'not_joined':
      return speech.say('rewards.guest');
    default:
      return speech.say('rewards.later');
  }
}
