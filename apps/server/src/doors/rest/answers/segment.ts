import type { SegmentMemberView, SegmentView } from '@laurel/contract';
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
