import { z } from 'zod';
import { EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';

/** Numbers that every program counts. */
export const METRICS = ['points.earned', 'spend', 'orders', 'challenges.completed'] as const;
export type Metric = (typeof METRICS)[number];

const source = z.union([
  z.enum(METRICS),
  z.string().regex(/^data\.[A-Za-z0-9_.]+$/, 'a metric, or "data.field" with `on`'),
]);

/** What a board counts and how it is combined: `{ "sum": "points.earned" }`, `{ "count": "review.published" }`, `{ "best": "data.score", "on": "game.played" }`. */
export const Score = z
  .union([
    z.strictObject({ sum: source, on: EventType.optional() }),
    z.strictObject({ best: source, on: EventType.optional() }),
    z.strictObject({ latest: source, on: EventType.optional() }),
    z.strictObject({ count: EventType }),
  ])
  .refine((score) => {
    if ('count' in score) return true;
    const of = 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
    return of.startsWith('data.') === (score.on !== undefined);
  }, '`on` names the event of a "data.…" field, and only of such');
export type Score = z.infer<typeof Score>;

export const Period = z.union([
  z.enum(['day', 'week', 'month', 'year', 'all']),
  z.strictObject({ season: Slug, from: Instant, to: Instant }),
]);
export type Period = z.infer<typeof Period>;

export const Prize = z.strictObject({
  ranks: z.tuple([z.int().min(1), z.int().min(1)]).describe('first and last place that win, e.g. [1, 3]'),
  points: Points.min(1),
});

/** A leaderboard. */
export const Board = z.strictObject({
  id: Slug,
  name: Text.optional(),
  score: Score,
  period: Period,
  ties: z.enum(['unique', 'dense', 'competition']).default('unique'),
  hold: Duration.default({ hours: 24 }).describe('how long an ended period waits for late facts before it is closed'),
  show: z.enum(['score', 'place']).optional().describe('by default places for money, scores for all else'),
  prizes: z.array(Prize).max(20).optional(),
});
export type Board = z.infer<typeof Board>;
