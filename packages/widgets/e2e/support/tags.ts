import { ALL } from './page.ts';

export const TAGS = [
  'points',
  'challenges',
  'leaderboard',
  'referral',
  'product-points',
  'checkout',
  'gate',
  'share',
  'card',
  'survey',
  'tier',
  'history',
  'rewards',
  'earn',
  'offers',
  'badges',
  'join',
  'streak',
  'spin',
  'community-goal',
  'hub',
] as const;

/** A page with every element. */
export const EVERY =
  ALL +
  TAGS.slice(TAGS.indexOf('tier'))
    .map((tag) => `<laurel-${tag}></laurel-${tag}>`)
    .join('');
