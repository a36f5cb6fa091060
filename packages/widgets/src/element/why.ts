import type { Reason, RewardView } from '@laurel/contract';
import type { Key } from '../words/messages.ts';
import type { Speech } from '../words/speech.ts';

type Closed = Pick<RewardView, 'missing' | 'tier' | 'from' | 'limit'> & { reason: Reason | null };

/** Reasons of which there is nothing more to say. */
const WHY: Partial<Record<Reason, Key>> = {
  out_of_stock: 'rewards.gone',
  no_longer: 'rewards.over',
  already_yours: 'rewards.yours',
  owes_points: 'rewards.owed',
  outside_hours: 'rewards.hours',
  not_joined: 'rewards.guest',
  limit: 'rewards.limit',
};

/** Why something cannot be had now, in a few words. */
export function why({ reason, missing, tier, from, limit }: Closed, speech: Speech): string {
  if (reason === 'not_enough_points') return speech.say('rewards.missing', { points: speech.points(missing) });
  if (reason === 'tier_too_low' && tier) return speech.say('rewards.tier', { tier: tier.name });
  if (reason === 'not_yet' && from) return speech.say('rewards.from', { date: speech.date(from) });
  if (reason === 'limit' && limit?.until) return speech.say('rewards.again', { date: speech.date(limit.until) });
  return speech.say(WHY[reason as Reason] ?? 'rewards.later');
}
