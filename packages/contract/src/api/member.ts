import { z } from 'zod';
import type { Reason } from '../constants/reasons.ts';
import { Signals } from '../event/signals.ts';
import { ShopId } from '../ids.ts';
import type { Discount } from '../program/reward.ts';
import type { TierMeasure } from '../program/tier.ts';
import { Duration, Instant, TimeZone } from '../time.ts';
import type { CouponView } from './coupon.ts';
import type { OfferView } from './offer.ts';
import type { CheckoutView, EntitlementView, RewardView } from './reward.ts';

/** What a shop says about a shopper. Stands beside the log, never in it. */
export const MemberInput = z.object({
  name: z.string().max(200).optional(),
  email: z.email({ pattern: z.regexes.unicodeEmail }).max(320).optional(),
  alias: z.string().min(2).max(30).nullable().optional().describe('the name on leaderboards; null: anonymous again'),
  locale: z.string().max(35).optional(),
  timeZone: TimeZone.optional(),
  birthday: z.iso.date().optional(),
  attributes: z.record(z.string().max(64), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
  referralCode: ShopId.optional().describe('the code of the friend’s link that led here'),
  signals: Signals.optional(),
  join: z.boolean().optional().describe('joins the programme; by default yes, except where `enrol` is "explicit"'),
  onBoards: z.boolean().optional().describe('false: steps off every board'),
});
export type MemberInput = z.infer<typeof MemberInput>;

/** How far a test member's clock is moved: to an instant, or by a time. */
export const ClockInput = z
  .object({ to: Instant.optional(), forward: Duration.optional() })
  .refine((input) => (input.to === undefined) !== (input.forward === undefined), 'either `to` or `forward`');
export type ClockInput = z.infer<typeof ClockInput>;

/** A test member's own clock, and the member by it. */
export interface ClockView {
  now: string;
  member: MemberView;
}

/** Points in the program's one currency, as whole numbers. `changesAt` is told in the view around it. */
export interface PointsView {
  /** available − owed */
  balance: number;
  available: number;
  pending: number;
  held: number;
  owed: number;
  /** The next points to become available, and when; null when none are pending. */
  nextActive: { points: number; at: string } | null;
  /** The next points to expire, and when; `soon` once the program warns of it. Null when none do. */
  nextExpiry: { points: number; at: string; soon?: boolean } | null;
}

/** What a member has of something that is earned and not spent. */
export interface CounterView {
  id: string;
  name: string;
  n: number;
}

export interface TierView {
  id: string | null;
  name: string | null;
  since: string | null;
  /** When it is looked at again; null: it does not lapse. */
  until: string | null;
  times: number;
  perks: string[];
  /** What the tier brings as values that the shop reads. */
  benefits: { id: string; value: string | number | boolean }[];
  /** It was bought, granted, or comes with a membership: until when, and the tier that was earned. */
  granted: { until: string | null; earned: string | null } | null;
  /** What is missing to keep it, and by when; null: it does not lapse by itself. */
  keep: { missing: number; by: string; grace: boolean; warned: boolean } | null;
  /** `points` and `missing` are in the unit that `of` names; of a counter `counter` is its id. */
  next: {
    id: string;
    name: string;
    of: TierMeasure | null;
    counter: string | null;
    points: number;
    missing: number;
  } | null;
}

/** What something that is reached gives. */
export interface GiftView {
  points: number | null;
  badge: string | null;
  counter: { id: string; n: number } | null;
  reward: string | null;
}

export interface StepView {
  name: string | null;
  on: string;
  kind: 'times' | 'sum' | 'distinct';
  value: number;
  target: number;
  grant: GiftView | null;
}

export interface ChallengeView {
  id: string;
  name: string;
  description: string | null;
  steps: StepView[];
  /** "fixed": a step counts once those before it are done. */
  order: 'any' | 'fixed';
  grant: GiftView;
  completedAt: string | null;
  /** How often it was completed since it is there, and how often it may be; null: as often as one likes. */
  times: number;
  most: number | null;
  /** Whether it is to be taken up first, and whether it was; null: it counts by itself. */
  join: 'open' | 'joined' | null;
  /** When the round that is under way runs out; null: it does not, or none is. */
  endsAt: string | null;
  /** Of one that is done and rests: when the next round may begin. */
  againAt: string | null;
  until: string | null;
}

export interface StreakView {
  id: string;
  name: string;
  description: string | null;
  on: string[];
  per: 'day' | 'week' | 'month';
  timeZone: string;
  /** How many days, weeks or months have been kept up without a break. */
  current: number;
  best: number;
  /** The present day, week or month is kept up already. */
  keptNow: boolean;
  /** Until when the member must act, so that nothing is missed; null: there is nothing to lose. */
  actBy: string | null;
  /** Freezes that are left, and how many were used since the last day that was kept up. */
  freezes: number;
  frozen: number;
  pausedUntil: string | null;
  /** The longest pause that a shopper may take themselves, in days (weeks, months); null: only the shop pauses. */
  pauseMost: number | null;
  milestones: { at: number; grant: GiftView; reached: boolean }[];
  next: { at: number; missing: number } | null;
}

/** A draw with its declared odds: each prize has `odds` of `total`. */
export interface DrawView {
  id: string;
  name: string;
  description: string | null;
  /** The event that starts it; null: the shopper does. */
  on: string | null;
  cost: number;
  from: string | null;
  until: string | null;
  total: number;
  prizes: { id: string; name: string; odds: number; grant: GiftView | null }[];
  consolation: string;
}

/** A draw for a member: tries left (null: no end), when there are some again, and why it cannot be played now. */
export interface OwnDrawView extends DrawView {
  left: number | null;
  again: string | null;
  reason: Reason | null;
}

/** What a draw came to. */
export interface DrawnView {
  draw: string;
  prize: { id: string; name: string; grant: GiftView | null };
  /** Another prize was drawn, of which none was left. */
  fell: boolean;
  number: number;
  total: number;
  odds: { prize: string; odds: number }[];
  points: number;
  redemption: string | null;
  at: string;
  reason: Reason | null;
}

/** What a badge comes with: of a streak or a goal reached, a challenge or one of its steps, a level, a draw, a reward. */
export const BADGE_WAYS = ['challenge', 'step', 'streak', 'tier', 'draw', 'goal', 'reward'] as const;

/** One way to get a badge; `n` is the step of a challenge, or how long a streak has to be. */
export interface BadgeWay {
  of: (typeof BADGE_WAYS)[number];
  id: string;
  name: string;
  n: number | null;
  /** In a sentence, in English or French. */
  text: string;
}

/** A badge that somebody has. */
export interface BadgeView {
  id: string;
  name: string;
  description: string | null;
  at: string;
  /** The share of all who take part that has it, 0 to 1; null: not known yet. */
  rarity: number | null;
}

/** A badge that may be had, and how. */
export interface OpenBadgeView extends Omit<BadgeView, 'at'> {
  how: BadgeWay[];
}

/** A badge as the shop sees it, those too that are hidden. */
export interface BadgeStandView extends OpenBadgeView {
  hidden: boolean;
  /** How many members have it now, and of how many who take part. */
  holders: number;
  members: number;
  /** Since when the member who was asked about has it; null: they do not, or nobody was asked about. */
  at: string | null;
}

export const FRIEND_STAGES = ['joined', 'ordered', 'rewarded', 'undone', 'refused'] as const;
export type FriendStage = (typeof FRIEND_STAGES)[number];

export interface FriendView {
  /** Opaque; tells friends apart, names nobody. */
  id: string;
  stage: FriendStage;
  at: string;
  points: number;
  /** When the advocate's points become available, while they are pending. */
  activeAt: string | null;
}

/** What one side of a recommendation gets. Amounts in minor units. */
export type GainView =
  | { points: number }
  | { discount: Discount; minimum: number | null }
  | { shipping: 'free'; minimum: number | null }
  | { counter: string; n: number };

export interface ReferralView {
  code: string;
  link: string | null;
  /** What a friend is welcomed with. */
  friend: GainView | null;
  /** What a friend's first order is worth; `points` is 0 where that is no points. */
  advocate: { points: number; gain: GainView };
  /** What more there is when a friend has joined, or at their nth order. */
  steps: { on: 'joined' | 'order'; nth: number | null; friend: GainView | null; advocate: GainView | null }[];
  /** What so many friends are worth, and whether that was reached. */
  milestones: { friends: number; advocate: GainView; reachedAt: string | null }[];
  minimum: number;
  counts: Record<FriendStage, number>;
  /** The latest friends, newest first, at most 20. */
  friends: FriendView[];
}

/** Everything about a member that their own browser or their shop may see. Money in minor units, instants ISO in UTC. */
export interface MemberView {
  externalId: string;
  /** `guest`: known, but has not joined; `control`: in the holdout, sees no programme. */
  status: 'guest' | 'joined' | 'control' | 'closed';
  joinedAt: string | null;
  alias: string;
  onBoards: boolean;
  points: PointsView;
  /** Numbers beside the points, in the order of the program. */
  counters: CounterView[];
  tier: TierView;
  /** The segments that the member is in now. */
  segments: { id: string; name: string }[];
  challenges: ChallengeView[];
  streaks: StreakView[];
  draws: OwnDrawView[];
  badges: BadgeView[];
  referral: ReferralView | null;
  rewards: RewardView[];
  coupons: CouponView[];
  /** Campaigns that hold now: those that are not for everybody first, then the first to end. */
  offers: OfferView[];
  /** What the member may do now: early access and the like. */
  entitlements: EntitlementView[];
  /** What points are worth at the checkout; null where the program says nothing of it, or not to this member now. */
  checkout: CheckoutView | null;
  /** The number of the last entry of the log that this shows. */
  version: number;
  /** The instant at which this changes by itself (points activate, a lot expires, a tier lapses), or null. */
  changesAt: string | null;
}
