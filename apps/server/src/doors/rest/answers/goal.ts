import { GoalScore, type GoalView } from '@laurel/contract';
import { z } from 'zod';
import { GiftAnswer } from './member.ts';

const Count = z.number().int();
const At = z.iso.datetime();

export const GoalsAnswer = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    score: GoalScore,
    total: Count,
    target: Count,
    members: Count,
    mine: Count.nullable(),
    least: Count.nullable(),
    grant: GiftAnswer,
    state: z.enum(['soon', 'open', 'held', 'reached', 'missed']),
    reachedAt: At.nullable(),
    startsAt: At,
    endsAt: At,
  }),
) satisfies z.ZodType<GoalView[]>;
