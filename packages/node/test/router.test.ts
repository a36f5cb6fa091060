import type {
  BoardMeView,
  BoardView,
  CauseView,
  CouponCheckView,
  CouponUseInput,
  CouponUseView,
  EntitledView,
  EntryView,
  EventOutcome,
  HoldInput,
  HoldView,
  MemberInput,
  MemberView,
  Page,
  PoolView,
  ProgramInput,
  ProgramVersionView,
  RedemptionInput,
  RedemptionView,
} from '@laurel/contract';
import type { ShopRouter } from '@laurel/server/shop';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf, test } from 'vitest';
import type { BatchAnswer, PageQuery } from '../src/index.ts';

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
  expectTypeOf<{ locale?: string }>().toExtend<In['causes']['list']>();
  expectTypeOf<PageQuery & { board: string; period?: string; locale?: string }>().toExtend<In['leaderboards']['get']>();
  expectTypeOf<{ board: string; externalId: string; around?: number }>().toExtend<In['leaderboards']['member']>();
  expectTypeOf<{ version?: number }>().toExtend<In['program']['get']>();
  expectTypeOf<{ program: ProgramInput; base?: number }>().toExtend<In['program']['put']>();
  expectTypeOf<PageQuery>().toExtend<In['program']['versions']>();
});
