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

/** A whole program in plain sentences of one language. */
export interface ExplanationView {
  name: string;
  locale: string;
  version: number;
  sections: { id: string; title: string; lines: string[] }[];
}

export interface ProgramVersionView {
  version: number;
  publishedAt: string;
  program: Program;
}
