import { z } from 'zod';
import type { ErrorCode } from '../constants/errors.ts';
import type { TierMeasure } from '../program/tier.ts';
import { BOARD_VIEWS, type BoardMeView, type BoardView } from './board.ts';
import type { GoalView } from './goal.ts';
import type { HistoryView } from './history.ts';
import type { ChallengeView, DrawView, GiftView, MemberView, OpenBadgeView, ReferralView, TierView } from './member.ts';
import type { OfferView } from './offer.ts';
import type { Page } from './page.ts';
import type { CauseView, CheckoutView, RewardView } from './reward.ts';

const BoardQuestion = z.object({
  board: z.string().max(64).optional().describe('by default the first of the program'),
  period: z.string().max(64).optional(),
  view: z.enum(BOARD_VIEWS).optional().catch(undefined),
  limit: z.int().min(1).max(100).default(10),
  around: z.int().min(0).max(50).default(2),
});

/** What only some elements show: the first page of a member's history, what joining would bring, and the common goals. */
export const SNAPSHOT_PARTS = ['history', 'join', 'goals'] as const;
export type SnapshotPart = (typeof SNAPSHOT_PARTS)[number];

/** What a page needs, in one request: its elements say which boards. */
export const SnapshotInput = z.object({
  locale: z.string().max(35).default('en'),
  boards: z.array(BoardQuestion).max(10).default([]),
  parts: z.array(z.enum(SNAPSHOT_PARTS)).max(10).default([]),
});
export type SnapshotInput = z.input<typeof SnapshotInput>;

/** What anybody may know of a program. */
export interface ProgramView {
  name: string;
  currency: string;
  timeZone: string;
  points: { name: Record<string, Record<string, string>> };
  /** Ways to earn, as data: the elements make sentences of them. */
  rules: {
    id: string;
    name: string | null;
    on: string;
    /** As many spendable points as it gives, or gives for each `per` minor units; null for one that gives otherwise. */
    points: number | null;
    per: number | null;
    /** By pieces, by per cent, in another currency, or to a counter. */
    other: {
      n: number | null;
      per: number | null;
      items: number | null;
      percent: number | null;
      currency: string | null;
      counter: string | null;
    } | null;
    times: number | null;
    window: string | null;
    /** The field of the event whose every value has that limit for itself, e.g. `sku`. */
    each: string | null;
  }[];
  challenges: ChallengeView[];
  draws: DrawView[];
  streaks: { id: string; name: string; per: 'day' | 'week' | 'month'; on: string[] }[];
  rewards: RewardView[];
  causes: CauseView[];
  checkout: Omit<CheckoutView, 'most' | 'worth'> | null;
  /** `points` is how much of what `of` names the tier asks for; one without `of` is bought or granted. */
  tiers: {
    id: string;
    name: string;
    of: TierMeasure | null;
    counter: string | null;
    points: number;
    times: number;
    perks: string[];
    benefits: TierView['benefits'];
    gift: GiftView | null;
  }[];
  badges: OpenBadgeView[];
  /** Campaigns that hold now for everybody, the first to end first. */
  offers: OfferView[];
  referral: Pick<ReferralView, 'friend' | 'advocate' | 'minimum'> | null;
  boards: { id: string; name: string; period: string }[];
  counters: { id: string; name: string }[];
  /** What a member tells of an order whose points they miss, beside its number; null: they may not ask. */
  claims: { proof: ('total' | 'date')[] } | null;
  version: number;
}

export type BoardAnswerView =
  | { view: BoardView; me: BoardMeView | null }
  | { view: null; me: null; error: { code: ErrorCode; message: string } };

/** The answer for a whole page: `member` is null for a guest. */
export interface SnapshotView {
  program: ProgramView;
  member: MemberView | null;
  /** In the order in which they were asked for; one that is not there says so, and the others stand. */
  boards: BoardAnswerView[];
  /** Common goals that are not long over, as they stand now. */
  goals: GoalView[];
  /** The newest lines of the member's history, where they were asked for. */
  history: Page<HistoryView> | null;
  /** Where it was asked for: the points that a known visitor would have at once on joining, from what they did before. */
  join: { points: number } | null;
  /** The server's clock, so that countdowns do not trust the browser's. */
  now: string;
}

/** What a shopper may change of themselves. */
export const ProfileInput = z.object({
  alias: z.string().min(2).max(30).nullable().optional(),
  onBoards: z.boolean().optional(),
});

/** A challenge that a shopper takes up. */
export const ChallengeJoinInput = z.object({ challenge: z.string().max(64) });

/** A draw that a shopper starts; the same key is the same try. */
export const DrawInput = z.object({ key: z.string().min(8).max(200), draw: z.string().max(64) });

export const StorefrontRedeemInput = z.object({
  key: z.string().min(8).max(200),
  reward: z.string().max(64),
  choice: z.string().min(1).max(200).optional(),
});
