import { type Page, PageInput, type SegmentMemberView, type SegmentView, Slug } from '@laurel/contract';
import { z } from 'zod';
import { listSegmentMembers, listSegments } from '../../use/segments/list.ts';
import { SegmentAnswer, SegmentMemberPage } from '../rest/answers/segment.ts';
import { Locale } from './fields.ts';
import { procedure, router } from './trpc.ts';

export const segments = router({
  list: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/segments',
        summary: 'The program’s segments: who is in each, in words, and how many are',
        answer: z.array(SegmentAnswer),
      },
    })
    .input(z.object({ locale: Locale }))
    .query(({ ctx, input: { locale = ctx.locale } }): Promise<SegmentView[]> => {
      return listSegments(ctx.house.laurel, ctx.program, locale);
    }),

  members: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/segments/{segment}/members',
        summary: 'The members of a segment, and since when they are in it',
        answer: SegmentMemberPage,
      },
    })
    .input(PageInput.extend({ segment: Slug }))
    .query(({ ctx, input: { segment, ...page } }): Promise<Page<SegmentMemberView>> => {
      return listSegmentMembers(ctx.house.laurel, ctx.program, segment, page);
    }),
});
