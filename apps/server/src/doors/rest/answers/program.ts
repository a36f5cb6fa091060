import { Program } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

export const ProgramAnswer = z.object({ version: Count, publishedAt: At, program: Program });
export const ProgramPage = pageOf(ProgramAnswer);
