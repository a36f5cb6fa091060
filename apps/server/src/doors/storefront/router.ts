import {
  ArriveInput,
  BoardInput,
  type BoardView,
  type CardView,
  ChallengeJoinInput,
  ClaimInput,
  type ClaimView,
  DrawInput,
  type DrawnView,
  type EntitledView,
  type ExplanationView,
  GiveInput,
  type GivenView,
  type GoalView,
  HistoryInput,
  type HistoryView,
  LIMITS,
  type MemberView,
  type Page,
  PauseInput,
  ProfileInput,
  type RanksView,
  type ReceiverView,
  type RedemptionView,
  type ReportView,
  ShareInput,
  type ShareView,
  Slug,
  SnapshotInput,
  type SnapshotView,
  StorefrontPreviewInput,
  type StorefrontPreviewView,
  StorefrontRedeemInput,
  TrackInput,
  VisitInput,
} from '@laurel/contract';
import { explainProgram } from '@laurel/engine';
import { z } from 'zod';
import { boardPage } from '../../use/boards/page.ts';
import { memberRanks } from '../../use/boards/ranks.ts';
import { ownClaims } from '../../use/claims/list.ts';
import { makeClaim } from '../../use/claims/make.ts';
import { playDraw } from '../../use/draws/play.ts';
import { isEntitled } from '../../use/entitlements/ask.ts';
import { listGoals } from '../../use/goals/list.ts';
import { actFor } from '../../use/members/act.ts';
import { listHistory } from '../../use/members/entries.ts';
import { findMemberId } from '../../use/members/find.ts';
import { getMember } from '../../use/members/get.ts';
import { putMember } from '../../use/members/put.ts';
import { givePoints, ownAddress, receiverOf } from '../../use/points/give.ts';
import { previewForPage } from '../../use/preview/page.ts';
import { createRedemption } from '../../use/redemptions/create.ts';
import { arrive } from '../../use/shares/arrive.ts';
import { shareLink } from '../../use/shares/share.ts';
import { snapshot } from '../../use/storefront/snapshot.ts';
import { track } from '../../use/track/track.ts';
import { makeCard } from '../../use/visits/card.ts';
import { visitByCode } from '../../use/visits/visit.ts';
import { Locale } from '../shop/fields.ts';
import { originAllowed } from './origin.ts';
import { guest, member, router } from './trpc.ts';

const storefront = router({
  /** All that a guest's page needs. */
  snapshot: guest.input(SnapshotInput).query(({ ctx, input }): Promise<SnapshotView> => {
    return snapshot(ctx.house, ctx.program, input, null);
  }),

  /** All that a member's page needs. A mutation, because only a POST carries a token. */
  me: member.input(SnapshotInput).mutation(({ ctx, input }): Promise<SnapshotView> => {
    return snapshot(ctx.house, ctx.program, input, ctx.holder.externalId);
  }),

  profile: member
    .input(ProfileInput.extend({ locale: Locale }))
    .mutation(async ({ ctx, input: { locale = 'en', ...said } }): Promise<MemberView> => {
      const { house, program, holder } = ctx;
      await putMember(house.laurel, program, holder.externalId, said);
      return getMember(house.laurel, program, holder.externalId, { locale });
    }),

  /** One try of a draw: the server draws, and only then does anything move on the screen. */
  spin: member
    .input(DrawInput.extend({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en', ...said } }): Promise<DrawnView> => {
      const { house, program, holder } = ctx;
      return playDraw(house.laurel, program, { ...said, member: holder.externalId }, locale);
    }),

  /** Pauses the shopper's own streak until an instant, as far as the program lets them; without one, it goes on. */
  pauseStreak: member
    .input(PauseInput.extend({ locale: Locale }))
    .mutation(({ ctx, input: { streak, until, locale = 'en' } }): Promise<MemberView> => {
      const { house, program, holder } = ctx;
      const act = { kind: 'pauseStreak', streak, until: until ? Date.parse(until) : null, own: true } as const;
      return actFor(house.laurel, program, { member: holder.externalId, act }, { locale });
    }),

  /** Takes up a challenge that is joined. */
  joinChallenge: member
    .input(ChallengeJoinInput.extend({ locale: Locale }))
    .mutation(({ ctx, input: { challenge, locale = 'en' } }): Promise<MemberView> => {
      const { house, program, holder } = ctx;
      return actFor(
        house.laurel,
        program,
        { member: holder.externalId, act: { kind: 'joinChallenge', challenge } },
        { locale },
      );
    }),

  /** Whoever the shop has signed in joins the programme. */
  join: member
    .input(z.object({ locale: Locale }))
    .mutation(async ({ ctx, input: { locale = 'en' } }): Promise<MemberView> => {
      const { house, program, holder } = ctx;
      await putMember(house.laurel, program, holder.externalId, { join: true });
      return getMember(house.laurel, program, holder.externalId, { locale });
    }),

  /** The member's own log in words, newest first, page by page. A mutation, because only a POST carries a token. */
  history: member.input(HistoryInput).mutation(({ ctx, input }): Promise<Page<HistoryView>> => {
    return listHistory(ctx.house.laurel, ctx.program, ctx.holder.externalId, input);
  }),

  redeem: member.input(StorefrontRedeemInput).mutation(({ ctx, input }): Promise<RedemptionView> => {
    return createRedemption(ctx.house.laurel, ctx.program, { ...input, member: ctx.holder.externalId });
  }),

  /** What a basket and products would earn, for somebody who is not signed in: as if they joined now. */
  preview: guest.input(StorefrontPreviewInput).query(({ ctx, input }): Promise<StorefrontPreviewView> => {
    return previewForPage(ctx.house.laurel, ctx.program, input, null);
  }),

  /** The same for the member who is looking. A mutation, because only a POST carries a token. */
  myPreview: member.input(StorefrontPreviewInput).mutation(({ ctx, input }): Promise<StorefrontPreviewView> => {
    return previewForPage(ctx.house.laurel, ctx.program, input, ctx.holder.externalId);
  }),

  /** Whether the member may do a thing now: what a page shows or hides by. */
  entitled: member.input(z.object({ entitlement: Slug })).mutation(({ ctx, input }): Promise<EntitledView> => {
    return isEntitled(ctx.house.laurel, ctx.program, { ...input, externalId: ctx.holder.externalId });
  }),

  /** What this member's browser saw: only what the program takes from browsers. */
  track: member
    .input(TrackInput.extend({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en', ...said } }): Promise<ReportView> => {
      return track(ctx.house.laurel, ctx.program, ctx.holder.externalId, said, locale);
    }),

  /** The member scanned the code that a place shows. */
  visit: member
    .input(VisitInput.extend({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en', ...scanned } }): Promise<ReportView> => {
      return visitByCode(ctx.house.laurel, ctx.program, ctx.holder.externalId, scanned, locale);
    }),

  /** The member's card, for staff to scan. */
  card: member.mutation(({ ctx }): Promise<CardView> => {
    return makeCard(ctx.house.laurel, ctx.program, ctx.holder.externalId);
  }),

  /** The member misses the points of an order. Each try counts, so that nobody guesses orders. */
  claim: member
    .input(ClaimInput.extend({ locale: Locale }))
    .mutation(async ({ ctx, input: { locale = 'en', ...said } }): Promise<ClaimView> => {
      const { house, program, holder } = ctx;
      await house.limits.take('claims', JSON.stringify([program.id, holder.externalId]));
      return makeClaim(house.laurel, program, holder.externalId, said, locale);
    }),

  /** What became of the member's claims. A mutation, because only a POST carries a token. */
  claims: member
    .input(z.object({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en' } }): Promise<ClaimView[]> => {
      return ownClaims(ctx.house.laurel, ctx.program, ctx.holder.externalId, locale);
    }),

  /** The code under which others give this member points. */
  address: member
    .input(z.object({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en' } }): Promise<{ code: string }> => {
      return ownAddress(ctx.house.laurel, ctx.program, ctx.holder.externalId, locale);
    }),

  /** Whom a code is of, to be shown before points are given. Each try counts, so that nobody guesses codes. */
  receiver: member
    .input(GiveInput.pick({ code: true }).extend({ locale: Locale }))
    .mutation(async ({ ctx, input: { code, locale = 'en' } }): Promise<ReceiverView> => {
      const { house, program, holder } = ctx;
      await house.limits.take('gifts', JSON.stringify([program.id, holder.externalId]));
      return receiverOf(house.laurel, program, holder.externalId, code, locale);
    }),

  /** Gives points to whoever has a code, once for each key. */
  give: member
    .input(GiveInput.extend({ locale: Locale }))
    .mutation(async ({ ctx, input: { locale = 'en', ...gift } }): Promise<GivenView> => {
      const { house, program, holder } = ctx;
      await house.limits.take('gifts', JSON.stringify([program.id, holder.externalId]));
      return givePoints(house.laurel, program, holder.externalId, gift, locale);
    }),

  /** The member's own link to a product. */
  share: member.input(ShareInput).mutation(({ ctx, input }): Promise<ShareView> => {
    return shareLink(ctx.house.laurel, ctx.program, ctx.holder.externalId, input, (origin) =>
      originAllowed(ctx.program, origin, ctx.own),
    );
  }),

  /** Somebody, known or not, came by a shared link. Nobody is told whether it counted. */
  arrive: guest.input(ArriveInput).mutation(async ({ ctx, input }): Promise<{ taken: true }> => {
    const { house, program, holder, from } = ctx;
    await house.limits.take('arrivals', `${program.id} ${from}`);
    await arrive(house.laurel, program, holder?.externalId ?? null, input);
    return { taken: true };
  }),

  /** The program in plain sentences, for anybody. */
  explanation: guest
    .input(z.object({ locale: z.string().max(35).default('en') }))
    .query(({ ctx, input }): ExplanationView => {
      return explainProgram(ctx.program.document, ctx.program.version, input.locale);
    }),

  /** How far the common goals are filled. */
  goals: guest.input(z.object({ locale: Locale })).query(({ ctx, input: { locale = 'en' } }): Promise<GoalView[]> => {
    return listGoals(ctx.house, ctx.program, { member: null, locale });
  }),

  /** The same, and what the member has added. A mutation, because only a POST carries a token. */
  myGoals: member
    .input(z.object({ locale: Locale }))
    .mutation(async ({ ctx, input: { locale = 'en' } }): Promise<GoalView[]> => {
      const { house, program, holder } = ctx;
      const id = await findMemberId(house.laurel, program.id, holder.externalId);
      return listGoals(house, program, { member: id, locale });
    }),

  board: guest
    .input(BoardInput.extend({ locale: Locale }))
    .query(({ ctx, input: { locale = 'en', ...question } }): Promise<BoardView> => {
      return boardPage(ctx.house, ctx.program, { ...question, locale, most: LIMITS.guestRows });
    }),

  /** One's own place on every board. A mutation, because only a POST carries a token. */
  ranks: member
    .input(z.object({ locale: Locale }))
    .mutation(({ ctx, input: { locale = 'en' } }): Promise<RanksView> => {
      return memberRanks(ctx.house, ctx.program, ctx.holder.externalId, locale);
    }),
});

/** The door of a shop's page, under `/p/pk_…/trpc`. */
export const storefrontRouter = router({ storefront });
export type StorefrontRouter = typeof storefrontRouter;
