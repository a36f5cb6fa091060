import './elements/challenges/define.ts';
import './elements/leaderboard/define.ts';
import './elements/points/define.ts';
import './elements/referral/define.ts';
