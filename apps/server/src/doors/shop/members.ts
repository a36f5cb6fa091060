import {
  type EntitledView,
  type EntryView,
  MemberInput,
  type MemberView,
  type Page,
  PageInput,
  Slug,
} from '@laurel/contract';
import { z } from 'zod';
import { isEntitled } from '../../use/entitlements/ask.ts';
import { listEntries } from '../../use/members/entries.ts';
import { getMember } from '../../use/members/get.ts';
import { putMember } from '../../use/members/put.ts';
import { removeMember } from '../../use/members/remove.ts';
import { EntryPage } from '../rest/answers/entry.ts';
import { MemberAnswer } from '../rest/answers/member.ts';
import { EntitledAnswer } from '../rest/answers/reward.ts';
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
    .meta({ scope: 'read', rest: { method: 'GET', path, summary: 'A member as they stand now', answer: MemberAnswer } })
    .input(z.object({ externalId: ExternalId, locale: Locale }))
    .query(({ ctx, input: { externalId, locale = ctx.locale } }): Promise<MemberView> => {
      return getMember(ctx.house.laurel, ctx.program, externalId, { locale });
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
