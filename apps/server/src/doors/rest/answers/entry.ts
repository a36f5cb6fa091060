import { ACCOUNTS, type EntryView, type Page, REASONS, type Reason, type SilenceView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];
export const Why = z.enum(reasons).nullable();
const Account = z.enum(ACCOUNTS);

export const AwardAnswer = z.object({
  rule: z.string(),
  name: z.string(),
  points: Count,
  amount: z.number().nullable(),
  base: z.number(),
  multipliers: z.array(z.object({ kind: z.string(), id: z.string(), times: z.number() })),
  counter: z.string().nullable(),
  before: Count,
  clippedBy: Why,
  activeAt: At.nullable(),
  expiresAt: At.nullable(),
});

export const SilenceAnswer = z.object({
  of: z.string(),
  kind: z.enum(['rule', 'coupon', 'referral', 'hold']),
  name: z.string(),
  reason: z.enum(reasons),
  text: z.string(),
}) satisfies z.ZodType<SilenceView>;

export const EntryAnswer = z.object({
  id: z.string(),
  seq: Count,
  kind: z.string(),
  type: z.string().nullable(),
  key: z.string().nullable(),
  outcome: z.enum(['applied', 'kept', 'refused']),
  reason: Why,
  occurredAt: At,
  recordedAt: At,
  programVersion: Count,
  postings: z.array(z.object({ from: Account, to: Account, points: Count })),
  awards: z.array(AwardAnswer),
  silent: z.array(SilenceAnswer),
  counters: z.array(z.object({ id: z.string(), n: z.int() })),
  reversed: Count,
  challenges: z.array(z.object({ id: z.string(), completed: z.boolean() })),
  badges: z.array(z.string()),
  tier: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  text: z.string(),
  why: z.array(z.string()),
}) satisfies z.ZodType<EntryView>;

export const EntryPage = pageOf(EntryAnswer) satisfies z.ZodType<Page<EntryView>>;
