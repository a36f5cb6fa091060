// What stands on a member’s own page.
import '../elements/badges/define.ts';
import '../elements/card/define.ts';
import '../elements/challenges/define.ts';
import '../elements/community-goal/define.ts';
import '../elements/earn/define.ts';
import '../elements/history/define.ts';
import '../elements/join/define.ts';
import '../elements/offers/define.ts';
import '../elements/referral/define.ts';
import '../elements/rewards/define.ts';
import '../elements/spin/define.ts';
import '../elements/streak/define.ts';
import '../elements/tier/define.ts';
