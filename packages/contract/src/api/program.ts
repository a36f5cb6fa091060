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
  confirm: z
    .string()
    .max(100)
    .optional()
    .describe('from the answer `retroactive_unconfirmed`: new challenges may give for the past what it told'),
});

/** What a new challenge would give for the past, were it published now. */
export interface RetroactiveCost {
  challenge: string;
  /** Members who have completed it, or a step of it that gives something, and how often it was completed in all. */
  members: number;
  completions: number;
  points: number;
  badges: number;
  rewards: number;
}

/** `details` of `retroactive_unconfirmed`: what it costs, and what is sent along as `confirm` to have it so. */
export interface RetroactiveUnconfirmed {
  confirm: string;
  challenges: RetroactiveCost[];
}

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
