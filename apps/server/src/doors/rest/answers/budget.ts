import type { BudgetView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';

export const BudgetAnswer = z.object({
  id: z.string().describe('the name that entries and notices use'),
  of: z.enum(['rule', 'campaign', 'draw', 'program']),
  owner: z.string().nullable().describe('the id of the rule or campaign; null for the program’s own'),
  kind: z.enum(['budget', 'limit']),
  unit: z.enum(['points', 'times']),
  total: Count,
  used: Count.describe('what entries that stand use of it, less what came back'),
  left: Count.describe('neither used nor reserved by what is being decided'),
  percent: Count.describe('whole per cent used, rounded down'),
  reached: z
    .array(z.object({ percent: Count, at: At }))
    .describe('the marks 50, 80 and 100 that a budget has come to, and when a notice of it was left'),
  closesAt: At.nullable().describe('when the window ends; null: never'),
}) satisfies z.ZodType<BudgetView>;
