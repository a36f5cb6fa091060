import { z } from 'zod';
import { Program } from '../program/program.ts';

export const ProgramPut = z.object({
  program: Program,
  /** The version that this was made from; another one published meanwhile is a conflict. */
  base: z
    .int()
    .min(0)
    .optional()
    .describe('the version that this was made from; if another was published meanwhile, a conflict'),
});

export interface ProgramVersionView {
  version: number;
  publishedAt: string;
  program: Program;
}
