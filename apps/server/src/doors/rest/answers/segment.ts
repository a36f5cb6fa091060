import type { SegmentMemberView, SegmentReport, SegmentView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

export const SegmentAnswer = z.object({
  id: z.string(),
  name: z.string(),
  text: z.string().describe('who is in it, in words'),
  members: Count.describe('as it was last written down'),
  times: z.number().nullable(),
  own: z.boolean().describe('false: the usual definition of `loyal`'),
}) satisfies z.ZodType<SegmentView>;

export const SegmentMemberPage = pageOf(
  z.object({ externalId: z.string(), since: At }) satisfies z.ZodType<SegmentMemberView>,
);

const shares = {
  members: Count.describe('at the end'),
  orders: z.int().describe('of those who were in it when they ordered, less those given back as a whole'),
  spend: z.int().describe('less what was given back in the period'),
  ofAll: z.object({ orders: z.int(), spend: z.int() }),
  share: z.number().nullable().describe('their part of what all members spent, in per cent'),
};

export const SegmentReportAnswer = z.object({
  id: z.string(),
  name: z.string(),
  ...shares,
  periods: z.array(z.object({ period: z.string(), entered: Count, left: Count, ...shares })),
}) satisfies z.ZodType<SegmentReport>;
