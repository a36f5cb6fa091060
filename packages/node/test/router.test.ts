import type {
  AdjustmentInput,
  AdjustmentView,
  BadgeStandView,
  BoardMeView,
  BoardView,
  BudgetView,
  CauseView,
  ClaimApproveInput,
  ClockInput,
  ClockView,
  ClosedPeriodView,
  CouponCheckView,
  CouponUseInput,
  CouponUseView,
  EntitledView,
  EntryView,
  EventOutcome,
  ExplanationView,
  ExtendInput,
  GoalView,
  HoldInput,
  HoldView,
  LiabilityView,
  MemberInput,
  MemberView,
  MergeInput,
  NewWebhookView,
  OpeningReport,
  Page,
  PlaceCodeView,
  PoolView,
  PreviewInput,
  PreviewView,
  ProductPreview,
  ProductsPreviewInput,
  ProgramInput,
  ProgramVersionView,
  RanksView,
  RedemptionInput,
  RedemptionView,
  ShopClaimView,
  TierGrantInput,
  TransferInput,
  TransferView,
  TryView,
  UpcomingMonths,
  UpcomingView,
  WebhookCallView,
  WebhookView,
} from '@laurel/contract';
import type { ShopRouter } from '@laurel/server/shop';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf, test } from 'vitest';
import type { BatchAnswer, PageQuery, PastQuery } from '../src/index.ts';

// The client is typed by the contract alone, so that what is published needs no server. Here both are held together:
// when the server's door takes or answers something else, this file no longer compiles, and the check of types fails.
type In = inferRouterInputs<ShopRouter>['shop'];
type Out = inferRouterOutputs<ShopRouter>['shop'];

test('what the server answers is what the client promises', () => {
  expectTypeOf<Out['events']['send']>().toExtend<EventOutcome>();
  expectTypeOf<Out['events']['batch']>().toExtend<BatchAnswer[]>();
  expectTypeOf<Out['members']['put']>().toExtend<MemberView>();
  expectTypeOf<Out['members']['get']>().toExtend<MemberView>();
  expectTypeOf<Out['members']['entries']>().toExtend<Page<EntryView>>();
  expectTypeOf<Out['redemptions']['create']>().toExtend<RedemptionView>();
  expectTypeOf<Out['redemptions']['get']>().toExtend<RedemptionView>();
  expectTypeOf<Out['redemptions']['cancel']>().toExtend<RedemptionView>();
  expectTypeOf<Out['coupons']['check']>().toExtend<CouponCheckView>();
  expectTypeOf<Out['coupons']['use']>().toExtend<CouponUseView>();
  expectTypeOf<Out['coupons']['reverse']>().toExtend<CouponUseView>();
  expectTypeOf<Out['holds']['create' | 'get' | 'confirm' | 'release']>().toExtend<HoldView>();
  expectTypeOf<Out['members']['entitled']>().toExtend<EntitledView>();
  expectTypeOf<Out['pools']['list']>().toExtend<PoolView[]>();
  expectTypeOf<Out['pools']['upload']>().toExtend<PoolView & { added: number; duplicates: number }>();
  expectTypeOf<Out['members']['upcoming']>().toExtend<UpcomingView>();
  expectTypeOf<Out['members']['clock']>().toExtend<ClockView>();
  expectTypeOf<Out['adjustments']['create']>().toExtend<AdjustmentView>();
  expectTypeOf<Out['adjustments']['list']>().toExtend<Page<AdjustmentView>>();
  expectTypeOf<Out['transfers']['create']>().toExtend<TransferView>();
  expectTypeOf<Out['challenges']['join']>().toExtend<MemberView>();
  expectTypeOf<{ challenge: string; key: string; member: string }>().toExtend<In['challenges']['join']>();
  expectTypeOf<Out['merges' | 'tierGrants']['create']>().toExtend<MemberView>();
  expectTypeOf<Out['claims']['list']>().toExtend<Page<ShopClaimView>>();
  expectTypeOf<Out['claims']['approve' | 'refuse']>().toExtend<ShopClaimView>();
  expectTypeOf<Out['openings']['import']>().toExtend<OpeningReport>();
  expectTypeOf<Out['preview']['event']>().toExtend<PreviewView>();
  expectTypeOf<Out['preview']['products']>().toExtend<ProductPreview[]>();
  expectTypeOf<Out['budgets']['list']>().toExtend<BudgetView[]>();
  expectTypeOf<Out['visits']['code']>().toExtend<PlaceCodeView>();
  expectTypeOf<Out['visits']['create']>().toExtend<EventOutcome>();
  expectTypeOf<Out['webhooks']['create' | 'rotate']>().toExtend<NewWebhookView>();
  expectTypeOf<Out['webhooks']['list']>().toExtend<WebhookView[]>();
  expectTypeOf<Out['webhooks']['calls']>().toExtend<Page<WebhookCallView>>();
  expectTypeOf<Out['leaderboards']['ranks']>().toExtend<RanksView>();
  expectTypeOf<Out['leaderboards']['periods']>().toExtend<Page<ClosedPeriodView>>();
  expectTypeOf<Out['program']['explain']>().toExtend<ExplanationView>();
  expectTypeOf<Out['program']['liability']>().toExtend<LiabilityView>();
  expectTypeOf<Out['program']['try']>().toExtend<TryView>();
  expectTypeOf<Out['program']['upcoming']>().toExtend<UpcomingMonths>();
  expectTypeOf<Out['goals']['list']>().toExtend<GoalView[]>();
  expectTypeOf<Out['badges']['list']>().toExtend<BadgeStandView[]>();
  expectTypeOf<Out['badges']['give' | 'take']>().toExtend<MemberView>();
  expectTypeOf<Out['causes']['list']>().toExtend<CauseView[]>();
  expectTypeOf<Out['leaderboards']['get']>().toExtend<BoardView>();
  expectTypeOf<Out['leaderboards']['member']>().toExtend<BoardMeView>();
  expectTypeOf<Out['program']['get']>().toExtend<ProgramVersionView>();
  expectTypeOf<Out['program']['put']>().toExtend<ProgramVersionView>();
  expectTypeOf<Out['program']['versions']>().toExtend<Page<ProgramVersionView>>();
});

test('what the client sends is what the server takes', () => {
  expectTypeOf<MemberInput & { externalId: string }>().toExtend<In['members']['put']>();
  expectTypeOf<{ externalId: string; locale?: string }>().toExtend<In['members']['get']>();
  expectTypeOf<{ externalId: string }>().toExtend<In['members']['delete']>();
  expectTypeOf<PageQuery & { externalId: string; locale?: string }>().toExtend<In['members']['entries']>();
  expectTypeOf<RedemptionInput>().toExtend<In['redemptions']['create']>();
  expectTypeOf<{ id: string }>().toExtend<In['redemptions']['cancel']>();
  expectTypeOf<{ code: string; member?: string; amount?: number }>().toExtend<In['coupons']['check']>();
  expectTypeOf<CouponUseInput>().toExtend<In['coupons']['use']>();
  expectTypeOf<{ use: string }>().toExtend<In['coupons']['reverse']>();
  expectTypeOf<HoldInput>().toExtend<In['holds']['create']>();
  expectTypeOf<{ id: string; orderId: string }>().toExtend<In['holds']['confirm']>();
  expectTypeOf<{ id: string }>().toExtend<In['holds']['release']>();
  expectTypeOf<{ externalId: string; entitlement: string }>().toExtend<In['members']['entitled']>();
  expectTypeOf<PastQuery & { externalId: string; locale?: string }>().toExtend<In['members']['get']>();
  expectTypeOf<ExtendInput & { externalId: string }>().toExtend<In['members']['extend']>();
  expectTypeOf<ClockInput & { externalId: string }>().toExtend<In['members']['clock']>();
  expectTypeOf<AdjustmentInput>().toExtend<In['adjustments']['create']>();
  expectTypeOf<TransferInput>().toExtend<In['transfers']['create']>();
  expectTypeOf<TierGrantInput>().toExtend<In['tierGrants']['create']>();
  expectTypeOf<MergeInput>().toExtend<In['merges']['create']>();
  expectTypeOf<ClaimApproveInput>().toExtend<In['claims']['approve']>();
  expectTypeOf<{ claim: string; by: string; why: string }>().toExtend<In['claims']['refuse']>();
  expectTypeOf<PreviewInput>().toExtend<In['preview']['event']>();
  expectTypeOf<ProductsPreviewInput>().toExtend<In['preview']['products']>();
  expectTypeOf<{ place: string; card: string }>().toExtend<In['visits']['create']>();
  expectTypeOf<PastQuery>().toExtend<In['program']['liability']>();
  expectTypeOf<{ program: ProgramInput; since?: string }>().toExtend<In['program']['try']>();
  expectTypeOf<{ member?: string; locale?: string }>().toExtend<In['goals' | 'badges']['list']>();
  expectTypeOf<{ locale?: string }>().toExtend<In['causes']['list']>();
  expectTypeOf<PageQuery & { board: string; period?: string; locale?: string }>().toExtend<In['leaderboards']['get']>();
  expectTypeOf<{ board: string; externalId: string; around?: number }>().toExtend<In['leaderboards']['member']>();
  expectTypeOf<{ version?: number }>().toExtend<In['program']['get']>();
  expectTypeOf<{ program: ProgramInput; base?: number }>().toExtend<In['program']['put']>();
  expectTypeOf<PageQuery>().toExtend<In['program']['versions']>();
});
