import { badges } from './badges.ts';
import { budgets } from './budgets.ts';
import { causes } from './causes.ts';
import { claims } from './claims.ts';
import { coupons } from './coupons.ts';
import { events } from './events.ts';
import { goals } from './goals.ts';
import { holds } from './holds.ts';
import { leaderboards } from './leaderboards.ts';
import { members } from './members.ts';
import { openings } from './openings.ts';
import { challenges, draws, streaks } from './play.ts';
import { adjustments, merges, tierGrants, transfers } from './points.ts';
import { pools } from './pools.ts';
import { preview } from './preview.ts';
import { program } from './program.ts';
import { redemptions } from './redemptions.ts';
import { referrals } from './referrals.ts';
import { segments } from './segments.ts';
import { router } from './trpc.ts';
import { visits } from './visits.ts';
import { webhooks } from './webhooks.ts';

/** The door of a shop's backend, under `/trpc`, and as plain REST under `/v1`. */
export const shopRouter = router({
  shop: router({
    events,
    members,
    adjustments,
    transfers,
    tierGrants,
    badges,
    challenges,
    streaks,
    draws,
    merges,
    claims,
    openings,
    redemptions,
    coupons,
    holds,
    pools,
    budgets,
    causes,
    referrals,
    segments,
    goals,
    leaderboards,
    preview,
    program,
    visits,
    webhooks,
  }),
});
export type ShopRouter = typeof shopRouter;
