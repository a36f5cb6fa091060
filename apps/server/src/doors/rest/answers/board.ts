import type { BoardMeView, BoardView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count } from './page.ts';

const Period = z.object({
  id: z.string(),
  startsAt: At.nullable(),
  endsAt: At.nullable(),
  state: z.enum(['open', 'held', 'closed']),
});

const Row = z.object({
  id: z.string().describe('opaque; belongs to this board and period'),
  place: Count,
  alias: z.string(),
  score: z.number().nullable().describe('null where the board shows places only'),
});

export const BoardAnswer = z.object({
  board: z.string(),
  name: z.string(),
  metric: z.string(),
  ties: z.enum(['unique', 'dense', 'competition']),
  period: Period,
  members: Count,
  rows: z.array(Row),
  prizes: z.array(z.object({ ranks: z.tuple([Count, Count]), points: Count })),
  next: z.string().nullable(),
  version: z.object({ process: z.string(), n: Count }),
}) satisfies z.ZodType<BoardView>;

export const BoardMeAnswer = z.object({
  board: z.string(),
  period: Period,
  members: Count,
  me: z
    .object({
      id: z.string(),
      place: Count,
      score: z.number().nullable(),
      toNext: z.number().nullable(),
      nextPlace: Count.nullable(),
    })
    .nullable(),
  rows: z.array(Row),
}) satisfies z.ZodType<BoardMeView>;
