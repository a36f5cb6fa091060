import { type ExplanationView, Program } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

export const ExplanationAnswer = z.object({
  name: z.string(),
  locale: z.string(),
  version: Count,
  sections: z.array(z.object({ id: z.string(), title: z.string(), lines: z.array(z.string()) })),
}) satisfies z.ZodType<ExplanationView>;

export const ProgramAnswer = z.object({ version: Count, publishedAt: At, program: Program });
export const ProgramPage = pageOf(ProgramAnswer);
