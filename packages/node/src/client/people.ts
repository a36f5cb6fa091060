import type {
  AdjustmentInput,
  AdjustmentView,
  BadgeStandView,
  ClaimApproveInput,
  DrawnView,
  MemberView,
  MergeInput,
  OpeningInput,
  OpeningReport,
  Page,
  ReferralCaseView,
  ReferralDecisionInput,
  ReferralMetricsView,
  ReferralsInput,
  SegmentMemberView,
  SegmentReport,
  SegmentView,
  ShopClaimView,
  TierGrantInput,
  TransferInput,
  TransferView,
} from '@laurel/contract';
import type { PageQuery } from './calls.ts';
import type { Transport } from './transport.ts';

export interface Adjustments {
  /** Adds or takes points by hand, with who and why. */
  create(adjustment: AdjustmentInput): Promise<AdjustmentView>;
  /** Of a member, newest first. */
  list(externalId: string, options?: PageQuery): Promise<Page<AdjustmentView>>;
}

export interface Transfers {
  /** Sends points from one member to another, where the program lets them. */
  create(transfer: TransferInput): Promise<TransferView>;
}

export interface TierGrants {
  /** Grants a tier by hand, or ends what was granted (`tier: null`). */
  create(grant: TierGrantInput): Promise<MemberView>;
}

export interface Challenges {
  /** Lets a member take up a challenge that is joined. */
  join(challenge: string, by: { key: string; member: string }): Promise<MemberView>;
}

export interface Streaks {
  /** Pauses a member's streak until an instant; without one, it goes on. */
  pause(streak: string, by: { key: string; member: string; until?: string }): Promise<MemberView>;
  /** Gives a member freezes by hand, with who and why. */
  freeze(streak: string, by: { key: string; member: string; n: number; by: string; why: string }): Promise<MemberView>;
}

export interface Badges {
  /** Every badge: how to get it and how many have it; with a member, since when they do. */
  list(options?: { member?: string; locale?: string }): Promise<BadgeStandView[]>;
  /** Gives a member a badge by hand, with who and why. */
  give(badge: string, by: { key: string; member: string; by: string; why: string }): Promise<MemberView>;
  /** Takes one back. */
  take(badge: string, by: { key: string; member: string; by: string; why: string }): Promise<MemberView>;
}

export interface Draws {
  /** Plays a draw for a member, once for each key. */
  play(draw: string, by: { key: string; member: string }): Promise<DrawnView>;
}

export interface Merges {
  /** Merges a member or a visitor into another member, for good. */
  create(merge: MergeInput): Promise<MemberView>;
}

export interface Claims {
  /** Orders whose points members miss, newest first; `state: 'waiting'` are to be decided. */
  list(
    options?: PageQuery & { state?: 'waiting' | 'settled' | 'refused'; member?: string; locale?: string },
  ): Promise<Page<ShopClaimView>>;
  /** Gives the member the order: with its data where nobody has brought it. */
  approve(claim: string, decision: Omit<ClaimApproveInput, 'claim'>): Promise<ShopClaimView>;
  /** Refuses it, with why, which the member reads. */
  refuse(claim: string, decision: { by: string; why: string }): Promise<ShopClaimView>;
}

export interface Referrals {
  /** Recommendations with their risk, newest first; by default those that wait for somebody's word. */
  list(options?: Partial<ReferralsInput> & { locale?: string }): Promise<Page<ReferralCaseView>>;
  /** How many friends came, counted, were held for review, refused or undone. */
  metrics(): Promise<ReferralMetricsView>;
  /** Approves or refuses how a friend came, with who and why; it may be turned round. */
  decide(externalId: string, decision: ReferralDecisionInput & { locale?: string }): Promise<ReferralCaseView>;
  /** Gives a member a code of their wish. */
  code(externalId: string, wish: { code: string }): Promise<{ code: string }>;
}

export interface Segments {
  /** Every segment, and how many members are in it. */
  list(options?: { locale?: string }): Promise<SegmentView[]>;
  /** Who is in a segment. */
  members(segment: string, options?: PageQuery): Promise<Page<SegmentMemberView>>;
  /** A segment over time, by day or month, and its share of what members spend. */
  report(
    segment: string,
    options?: { from?: string; until?: string; by?: 'day' | 'month'; locale?: string },
  ): Promise<SegmentReport>;
}

export interface Openings {
  /** Takes balances of another provider over, up to 500 members at once, and says whether Laurel holds what was told. */
  import(openings: OpeningInput): Promise<OpeningReport>;
}

export const adjustments = ({ query, write }: Transport): Adjustments => ({
  create: (adjustment) => write('shop.adjustments.create', adjustment),
  list: (externalId, options) => query('shop.adjustments.list', { externalId, ...options }),
});

export const transfers = ({ write }: Transport): Transfers => ({
  create: (transfer) => write('shop.transfers.create', transfer),
});

export const tierGrants = ({ write }: Transport): TierGrants => ({
  create: (grant) => write('shop.tierGrants.create', grant),
});

export const challenges = ({ write }: Transport): Challenges => ({
  join: (challenge, by) => write('shop.challenges.join', { challenge, ...by }),
});

export const streaks = ({ write }: Transport): Streaks => ({
  pause: (streak, by) => write('shop.streaks.pause', { streak, ...by }),
  freeze: (streak, by) => write('shop.streaks.freeze', { streak, ...by }),
});

export const badges = ({ query, write }: Transport): Badges => ({
  list: (options = {}) => query('shop.badges.list', options),
  give: (badge, by) => write('shop.badges.give', { badge, ...by }),
  take: (badge, by) => write('shop.badges.take', { badge, ...by }),
});

export const draws = ({ write }: Transport): Draws => ({
  play: (draw, by) => write('shop.draws.play', { draw, ...by }),
});

export const merges = ({ write }: Transport): Merges => ({
  create: (merge) => write('shop.merges.create', merge),
});

export const claims = ({ query, write }: Transport): Claims => ({
  list: (options = {}) => query('shop.claims.list', options),
  approve: (claim, decision) => write('shop.claims.approve', { claim, ...decision }),
  refuse: (claim, decision) => write('shop.claims.refuse', { claim, ...decision }),
});

export const openings = ({ write }: Transport): Openings => ({
  import: (input) => write('shop.openings.import', input),
});

export const referrals = ({ query, write }: Transport): Referrals => ({
  list: (options = {}) => query('shop.referrals.list', options),
  metrics: () => query('shop.referrals.metrics', undefined),
  decide: (externalId, decision) => write('shop.referrals.decide', { externalId, ...decision }),
  code: (externalId, wish) => write('shop.referrals.code', { externalId, ...wish }),
});

export const segments = ({ query }: Transport): Segments => ({
  list: (options = {}) => query('shop.segments.list', options),
  members: (segment, options) => query('shop.segments.members', { segment, ...options }),
  report: (segment, options) => query('shop.segments.report', { segment, ...options }),
});
