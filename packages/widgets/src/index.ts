export { LaurelChallenges } from './elements/challenges/challenges.ts';
export { LaurelLeaderboard } from './elements/leaderboard/leaderboard.ts';
export { LaurelPoints } from './elements/points/points.ts';
export { LaurelReferral } from './elements/referral/referral.ts';
export type { Change, Laurel } from './page/api.ts';
