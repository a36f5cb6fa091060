import { CLAIM_STATES, type Page, type ShopClaimView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

export const ClaimAnswer = z.object({
  id: z.string(),
  orderId: z.string(),
  member: z.string(),
  state: z.enum(CLAIM_STATES),
  points: Count.nullable().describe('what the order earned; null while it waits, or where it was refused'),
  why: z.string().nullable().describe('why it was refused; the member reads it'),
  text: z.string().describe('what the member reads'),
  told: z
    .object({
      date: z.string().nullable(),
      total: Count.nullable(),
      email: z.string().nullable(),
      note: z.string().nullable(),
    })
    .describe('what the member told of the order'),
  order: z
    .object({ visitor: z.string().nullable() })
    .nullable()
    .describe('the order stands as a visitor’s: approve without its data; null: it is not known, or is the member’s'),
  by: z.string().nullable().describe('who decided it; null: it closed by itself, or waits'),
  madeAt: At,
  closedAt: At.nullable(),
}) satisfies z.ZodType<ShopClaimView>;

export const ClaimPage = pageOf(ClaimAnswer) satisfies z.ZodType<Page<ShopClaimView>>;
