import {
  type Page,
  PageInput,
  type SegmentMemberView,
  type SegmentReport,
  type SegmentView,
  Slug,
} from '@laurel/contract';
import { z } from 'zod';
import { listSegmentMembers, listSegments } from '../../use/segments/list.ts';
import { segmentReport } from '../../use/segments/report.ts';
import { SegmentAnswer, SegmentMemberPage, SegmentReportAnswer } from '../rest/answers/segment.ts';
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

  report: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'GET',
        path: '/v1/segments/{segment}/report',
        summary: 'A segment over time: how many entered, left and are in it, and their share of what members spend',
        answer: SegmentReportAnswer,
      },
    })
    .input(
      z.object({
        segment: Slug,
        from: z.iso.date().optional().describe('the first day, in UTC'),
        until: z.iso.date().optional().describe('the last day'),
        by: z.enum(['day', 'month']).default('month'),
        locale: Locale,
      }),
    )
    .query(({ ctx, input: { locale = ctx.locale, ...asked } }): Promise<SegmentReport> => {
      return segmentReport(ctx.house.laurel, ctx.program, { ...asked, locale });
    }),
});
