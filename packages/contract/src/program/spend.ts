import { z } from 'zod';
import { Condition } from './condition.ts';

/** What counts as spent where levels, boards and goals go by money. */
export const Spend = z
  .strictObject({
    of: z
      .enum(['total', 'subtotal', 'lines'])
      .default('subtotal')
      .describe('"total" (all that was paid), "subtotal" (goods), "lines" (goods that stand on a line)'),
    lines: Condition.optional().describe(
      'which lines of the order, over { sku, category, brand, unitPrice, …, net }, e.g. { "category": { "$ne": "gift-card" } }',
    ),
  })
  .refine(({ of, lines }) => lines === undefined || of === 'lines', {
    path: ['of'],
    message: '`lines` says which lines count: with it, `of` is "lines"',
  });
