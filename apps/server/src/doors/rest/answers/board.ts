import type { BoardMeView, BoardSummaryView, BoardView, ClosedPeriodView, RanksView } from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

const Period = z.object({
  id: z.string(),
  startsAt: At.nullable(),
  endsAt: At.nullable(),
  state: z.enum(['open', 'held', 'closed']).describe('held: it has ended and waits for late facts; closed: final'),
});

const Row = z.object({
  id: z.string().describe('opaque; belongs to this board and period'),
  place: Count,
  alias: z.string().describe('the chosen name, or an anonymous one; the name of a group where groups are listed'),
  score: z.number().nullable().describe('null where the board shows places only'),
});

const List = z.object({
  kind: z.enum(['all', 'groups', 'group', 'cohort', 'friends']),
  name: z.string().nullable().describe('the group, or the level of the cohort'),
  level: z
    .object({ id: z.string(), n: Count, of: Count, up: Count, down: Count })
    .nullable()
    .describe('of a cohort: its level from 1, and how many rise and go down at the period’s end'),
});

const Filling = z
  .object({ done: Count, of: Count })
  .nullable()
  .describe('while a new board is filled from the log: members done, of how many');

export const BoardAnswer = z.object({
  board: z.string(),
  name: z.string(),
  metric: z.string(),
  ties: z.enum(['unique', 'dense', 'competition']),
  period: Period,
  list: List,
  members: Count,
  rows: z.array(Row),
  prizes: z.array(
    z.object({
      ranks: z.tuple([Count, Count]),
      points: Count,
      level: z.string().nullable(),
      to: z.enum(['members', 'groups']),
    }),
  ),
  filling: Filling,
  next: z.string().nullable(),
  version: z.object({ process: z.string(), n: Count }),
}) satisfies z.ZodType<BoardView>;

const Me = z
  .object({
    id: z.string(),
    place: Count,
    score: z.number().nullable(),
    toNext: z.number().nullable(),
    nextPlace: Count.nullable(),
    toPrize: z
      .object({ place: Count, points: Count, missing: z.number().nullable() })
      .nullable()
      .describe('the next better prize, from which place on, and what is missing to it'),
    moved: z.number().nullable().describe('places won since the day began, below zero lost; null: not there then'),
  })
  .nullable();

export const BoardMeAnswer = z.object({
  board: z.string(),
  period: Period,
  list: List,
  members: Count,
  me: Me,
  rows: z.array(Row),
}) satisfies z.ZodType<BoardMeView>;

export const BoardListAnswer = z.object({
  boards: z.array(
    z.object({
      board: z.string(),
      name: z.string(),
      metric: z.string(),
      period: Period,
      members: Count,
      filling: Filling,
    }) satisfies z.ZodType<BoardSummaryView>,
  ),
});

export const ClosedPeriodAnswer = z.object({
  period: z.string(),
  startsAt: At,
  endsAt: At,
  closedAt: At,
  members: Count,
  prizes: z.enum(['none', 'due', 'granted']).describe('due: they are being granted'),
  winners: Count,
  points: Count,
  history: z.boolean().describe('brought in, or older than the board: prizes only when asked for'),
}) satisfies z.ZodType<ClosedPeriodView>;

export const ClosedPeriodPage = pageOf(ClosedPeriodAnswer);

export const RanksAnswer = z.object({
  boards: z.array(
    z.object({ board: z.string(), name: z.string(), period: Period, list: List, members: Count, me: Me }),
  ),
}) satisfies z.ZodType<RanksView>;
