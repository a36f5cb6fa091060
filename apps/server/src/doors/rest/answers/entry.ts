import { ACCOUNTS, type EntryView, type Page, REASONS, type Reason } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

const reasons = Object.keys(REASONS) as [Reason, ...Reason[]];
const Why = z.enum(reasons).nullable();
const Account = z.enum(ACCOUNTS);

const AwardAnswer = z.object({
  rule: z.string(),
  points: Count,
  before: Count,
  clippedBy: Why,
  activeAt: At.nullable(),
  expiresAt: At.nullable(),
});

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
  reversed: Count,
  challenges: z.array(z.object({ id: z.string(), completed: z.boolean() })),
  badges: z.array(z.string()),
  tier: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  text: z.string(),
}) satisfies z.ZodType<EntryView>;

export const EntryPage = pageOf(EntryAnswer) satisfies z.ZodType<Page<EntryView>>;
