import type { MemberView, ProgramView } from '@laurel/contract';
import type { State } from '../../store/state.ts';

/** What stands behind each tab, in this order, and whether the program has anything to show there. */
export const VIEWS = [
  { id: 'home', title: 'hub.home', tags: ['join', 'points', 'tier', 'offers', 'community-goal'], has: () => true },
  {
    id: 'earn',
    title: 'hub.earn',
    tags: ['streak', 'challenges', 'spin', 'earn', 'badges'],
    has: () => true,
  },
  {
    id: 'rewards',
    title: 'hub.rewards',
    tags: ['rewards'],
    has: ({ rewards }: ProgramView) => !!rewards.length,
  },
  {
    id: 'friends',
    title: 'hub.friends',
    tags: ['referral'],
    has: ({ referral }: ProgramView) => !!referral,
  },
  {
    id: 'board',
    title: 'hub.board',
    tags: ['leaderboard'],
    has: ({ boards }: ProgramView) => !!boards.length,
  },
  {
    id: 'history',
    title: 'hub.history',
    tags: ['history'],
    has: (_: ProgramView, member: MemberView | null) => !!member,
  },
] as const;
export type View = (typeof VIEWS)[number];

/** Elements without anything to show are left out, so that a panel is not half of empty boxes. */
const WORTH: Record<string, (program: ProgramView, member: MemberView | null, state: State) => unknown> = {
  join: (_, member) => !member,
  points: (_, member) => !!member,
  tier: ({ tiers }) => tiers.length,
  offers: (program, member) => (member ?? program).offers.length,
  challenges: (program, member) => (member ?? program).challenges.length,
  streak: ({ streaks }) => streaks.length,
  spin: ({ draws }) => draws.some(({ on }) => !on),
  badges: ({ badges }) => badges.length,
  'community-goal': (_program, _member, { goals }) => goals?.length,
};

export const tagsOf = ({ tags }: View, program: ProgramView, member: MemberView | null, state: State): string[] =>
  tags.filter((tag) => !WORTH[tag] || WORTH[tag](program, member, state));

const files: Record<string, () => Promise<unknown>> = {
  badges: () => import('../badges/define.ts'),
  challenges: () => import('../challenges/define.ts'),
  'community-goal': () => import('../community-goal/define.ts'),
  earn: () => import('../earn/define.ts'),
  history: () => import('../history/define.ts'),
  join: () => import('../join/define.ts'),
  leaderboard: () => import('../leaderboard/define.ts'),
  offers: () => import('../offers/define.ts'),
  points: () => import('../points/define.ts'),
  referral: () => import('../referral/define.ts'),
  rewards: () => import('../rewards/define.ts'),
  spin: () => import('../spin/define.ts'),
  streak: () => import('../streak/define.ts'),
  tier: () => import('../tier/define.ts'),
};

/** Fetches the code of elements that the page itself may not have. One that does not come is asked for at the next opening. */
export const fetchTags = (tags: string[]): void => {
  for (const tag of tags) files[tag]?.().catch(() => {});
};
