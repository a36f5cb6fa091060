export {
  BOARD_VIEWS,
  BoardInput,
  type BoardListView,
  BoardMemberInput,
  type BoardMeView,
  type BoardRow,
  type BoardSummaryView,
  type BoardVersion,
  type BoardView,
  type BoardViewName,
  type ClosedPeriodView,
  type OwnPlaceView,
  PeriodsInput,
  type PeriodView,
  type PrizeView,
  type RanksView,
} from './board.ts';
export type { BudgetView } from './budget.ts';
export {
  CLAIM_STATES,
  ClaimApproveInput,
  ClaimInput,
  ClaimRefuseInput,
  type ClaimState,
  ClaimsInput,
  type ClaimView,
  type ShopClaimView,
} from './claim.ts';
export {
  type CouponCheckView,
  CouponInput,
  CouponReverseInput,
  CouponUseInput,
  type CouponUseView,
  type CouponView,
} from './coupon.ts';
export {
  ACCOUNTS,
  type Account,
  type AwardView,
  type EntryView,
  type EventOutcome,
  type Posting,
  type SilenceView,
} from './entry.ts';
export type { GoalView } from './goal.ts';
export { HistoryInput, type HistoryView } from './history.ts';
export { HoldConfirmInput, HoldInput, type HoldView } from './hold.ts';
export {
  BADGE_WAYS,
  type BadgeStandView,
  type BadgeView,
  type BadgeWay,
  type ChallengeView,
  ClockInput,
  type ClockView,
  type CounterView,
  type DrawnView,
  type DrawView,
  FRIEND_STAGES,
  type FriendStage,
  type FriendView,
  type GainView,
  type GiftView,
  MemberInput,
  type MemberView,
  type OpenBadgeView,
  type OwnDrawView,
  type PointsView,
  type ReferralView,
  type StepView,
  type StreakView,
  type TierView,
} from './member.ts';
export type { OfferView } from './offer.ts';
export { OpeningInput, type OpeningReport, OpeningRow, type OpeningSums } from './opening.ts';
export { type Page, PageInput } from './page.ts';
export { LiabilityInput, type LiabilityView, PastFields } from './past.ts';
export {
  ActFields,
  AdjustmentInput,
  type AdjustmentView,
  BadgeHandInput,
  FreezesInput,
  GiveInput,
  type GivenView,
  MergeInput,
  PauseInput,
  type ReceiverView,
  TierGrantInput,
  TransferInput,
  type TransferView,
} from './points.ts';
export { PoolUploadInput, type PoolView } from './pool.ts';
export {
  Basket,
  type ChallengePreview,
  type DrawPreview,
  PreviewInput,
  PreviewProduct,
  type PreviewView,
  type ProductPreview,
  ProductsPreviewInput,
  StorefrontPreviewInput,
  type StorefrontPreviewView,
  type StreakPreview,
} from './preview.ts';
export {
  type ExplanationView,
  ProgramPut,
  type ProgramVersionView,
  type RetroactiveCost,
  type RetroactiveUnconfirmed,
} from './program.ts';
export { type DeliveryView, RedemptionInput, type RedemptionView } from './redemption.ts';
export {
  type ReferralCaseView,
  ReferralCodeInput,
  ReferralDecisionInput,
  type ReferralMetricsView,
  ReferralsInput,
} from './referral.ts';
export {
  ArriveInput,
  type CardView,
  CardVisitInput,
  DisplayInput,
  type DisplayView,
  type PlaceCodeView,
  type PlaceDisplayView,
  type ReportView,
  ShareInput,
  type ShareView,
  TrackInput,
  VisitInput,
} from './reports.ts';
export type { CauseView, CheckoutView, EntitledView, EntitlementView, ReceiptView, RewardView } from './reward.ts';
export type { SegmentMemberView, SegmentPeriod, SegmentReport, SegmentView } from './segment.ts';
export {
  type BoardAnswerView,
  ChallengeJoinInput,
  DrawInput,
  ProfileInput,
  type ProgramView,
  SNAPSHOT_PARTS,
  SnapshotInput,
  type SnapshotPart,
  type SnapshotView,
  StorefrontRedeemInput,
} from './storefront.ts';
export { TryInput, type TryMember, type TryMonth, type TrySide, type TryView } from './try.ts';
export { type DueDay, ExtendInput, type UpcomingMonths, type UpcomingView } from './upcoming.ts';
export {
  type NewWebhookView,
  WEBHOOK_EVENTS,
  WEBHOOK_STATES,
  WebhookCallsInput,
  type WebhookCallView,
  type WebhookEvent,
  WebhookInput,
  type WebhookView,
} from './webhook.ts';
