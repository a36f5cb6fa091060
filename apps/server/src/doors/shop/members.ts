import {
  ClockInput,
  type ClockView,
  type EntitledView,
  type EntryView,
  ExtendInput,
  MemberInput,
  type MemberView,
  type Page,
  PageInput,
  PastFields,
  Slug,
  type UpcomingView,
} from '@laurel/contract';
import { z } from 'zod';
import { isEntitled } from '../../use/entitlements/ask.ts';
import { moveClock } from '../../use/members/clock.ts';
import { listEntries } from '../../use/members/entries.ts';
import { extendPoints } from '../../use/members/extend.ts';
import { getMember } from '../../use/members/get.ts';
import { putMember } from '../../use/members/put.ts';
import { removeMember } from '../../use/members/remove.ts';
import { upcomingOf } from '../../use/members/upcoming.ts';
import { memberAsOf } from '../../use/past/member.ts';
import { EntryAnswer, EntryPage } from '../rest/answers/entry.ts';
import { MemberAnswer } from '../rest/answers/member.ts';
import { At } from '../rest/answers/page.ts';
import { EntitledAnswer } from '../rest/answers/reward.ts';
import { UpcomingAnswer } from '../rest/answers/upcoming.ts';
import { ExternalId, Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

const path = '/v1/members/{externalId}';

export const members = router({
  put: procedure
    .meta({
      scope: 'write',
      rest: { method: 'PUT', path, summary: 'Make a member, or change what is said of them', answer: MemberAnswer },
    })
    .input(MemberInput.extend({ externalId: ExternalId }))
    .mutation(({ ctx, input: { externalId, ...said } }): Promise<MemberView> => {
      return putMember(ctx.house.laurel, ctx.program, externalId, said);
    }),

  get: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path,
        summary: 'A member as they stand now, or stood at a past instant',
        answer: MemberAnswer,
      },
    })
    .input(z.object({ externalId: ExternalId, locale: Locale, ...PastFields }))
    .query(({ ctx, input: { externalId, locale = ctx.locale, ...question } }): Promise<MemberView> => {
      if (question.asOf !== undefined || question.knownAt !== undefined)
        return memberAsOf(ctx.house.laurel, ctx.program, externalId, question, locale);
      return getMember(ctx.house.laurel, ctx.program, externalId, { locale });
    }),

  upcoming: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: `${path}/upcoming`,
        summary: 'When a member’s points become available and expire, by day',
        answer: UpcomingAnswer,
      },
    })
    .input(z.object({ externalId: ExternalId }))
    .query(({ ctx, input }): Promise<UpcomingView> => upcomingOf(ctx.house.laurel, ctx.program, input.externalId)),

  extend: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: `${path}/extend`,
        summary: 'Let a member’s expiring points live longer, with who and why',
        answer: EntryAnswer,
        statuses: { 201: 'Extended', 200: 'A replay: extended before, nothing was done again' },
        keyed: true,
      },
    })
    .input(ExtendInput.safeExtend({ externalId: ExternalId, locale: Locale }))
    .mutation(async ({ ctx, input: { externalId, locale = ctx.locale, ...said } }): Promise<EntryView> => {
      const { entry, replayed } = await extendPoints(ctx.house.laurel, ctx.program, externalId, said, locale);
      ctx.answer.status = replayed ? 200 : 201;
      if (replayed) ctx.answer.headers['idempotent-replayed'] = 'true';
      return entry;
    }),

  clock: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'POST',
        path: `${path}/clock`,
        summary: 'In a test program: move a member’s own clock forward, and write down what falls due',
        input: ClockInput,
        answer: z.object({ now: At, member: MemberAnswer }),
      },
    })
    .input(z.object({ externalId: ExternalId, locale: Locale }).and(ClockInput))
    .mutation(({ ctx, input: { externalId, locale = ctx.locale, ...how } }): Promise<ClockView> => {
      return moveClock(ctx.house.laurel, ctx.program, externalId, how, locale);
    }),

  delete: procedure
    .meta({
      scope: 'write',
      rest: {
        method: 'DELETE',
        path,
        summary: 'Erase a person; sums stay under a tombstone',
        answer: z.object({ erased: z.literal(true) }),
      },
    })
    .input(z.object({ externalId: ExternalId }))
    .mutation(
      ({ ctx, input }): Promise<{ erased: true }> => removeMember(ctx.house.laurel, ctx.program, input.externalId),
    ),

  entitled: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: `${path}/entitlements/{entitlement}`,
        summary: 'Whether a member may do a thing now, such as shop early',
        answer: EntitledAnswer,
      },
    })
    .input(z.object({ externalId: ExternalId, entitlement: Slug }))
    .query(({ ctx, input }): Promise<EntitledView> => isEntitled(ctx.house.laurel, ctx.program, input)),

  entries: procedure
    .meta({
      scope: 'read',
      rest: { method: 'GET', path: `${path}/entries`, summary: 'A member’s log, newest first', answer: EntryPage },
    })
    .input(PageInput.extend({ externalId: ExternalId, locale: Locale }))
    .query(({ ctx, input: { externalId, locale = ctx.locale, cursor, limit } }): Promise<Page<EntryView>> => {
      return listEntries(ctx.house.laurel, ctx.program, externalId, { cursor, limit, locale });
    }),
});
