import type {
  BoardMeView,
  BoardView,
  EntryView,
  EventOutcome,
  MemberInput,
  MemberView,
  Page,
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
  expectTypeOf<Out['redemptions']['cancel']>().toExtend<RedemptionView>();
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
  expectTypeOf<PageQuery & { board: string; period?: string; locale?: string }>().toExtend<In['leaderboards']['get']>();
  expectTypeOf<{ board: string; externalId: string; around?: number }>().toExtend<In['leaderboards']['member']>();
  expectTypeOf<{ version?: number }>().toExtend<In['program']['get']>();
  expectTypeOf<{ program: ProgramInput; base?: number }>().toExtend<In['program']['put']>();
  expectTypeOf<PageQuery>().toExtend<In['program']['versions']>();
});
