import { z } from 'zod';
import { EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { Condition } from './condition.ts';

/** Numbers that every program counts. */
export const METRICS = ['points.earned', 'spend', 'orders', 'challenges.completed'] as const;
export type Metric = (typeof METRICS)[number];

const field = z.string().regex(/^data\.[A-Za-z0-9_.]+$/, 'a field of the event: "data.…", with `on`');
const source = z.union([z.enum(METRICS), field]);

/**
 * What a board counts and how it is combined: `{ "sum": "points.earned" }`, `{ "count": "review.published" }`, `{ "best":
 * "data.score", "on": "game.played" }`, `{ "distinct": "data.store", "on": "store.visited" }`, `{ "streak": "store.visited" }`.
 */
export const Score = z
  .union([
    z.strictObject({ sum: source, on: EventType.optional() }),
    z.strictObject({ best: source, on: EventType.optional() }),
    z.strictObject({ latest: source, on: EventType.optional() }),
    z
      .strictObject({ count: z.union([z.enum(METRICS), EventType]) })
      .describe('how many facts of a kind, or how many times a metric rose'),
    z.strictObject({ distinct: field, on: EventType }).describe('how many different values of a field'),
    z
      .strictObject({ streak: EventType, per: z.enum(['day', 'week']).default('day') })
      .describe('the most days or weeks one after the other with such a fact, in the program’s time zone'),
  ])
  .refine((score) => {
    if ('count' in score || 'distinct' in score || 'streak' in score) return true;
    const of = 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
    return of.startsWith('data.') === (score.on !== undefined);
  }, '`on` names the event of a "data.…" field, and only of such');
export type Score = z.infer<typeof Score>;

const Begin = z
  .union([Instant, z.iso.date()])
  .describe(
    'an instant, or a date: when that day begins in the program’s time zone. `to` is the first moment that is over',
  );
export const Period = z.union([
  z.enum(['day', 'week', 'month', 'year', 'all']),
  z.strictObject({ season: Slug, from: Begin, to: Begin }),
]);
export type Period = z.infer<typeof Period>;

export const Prize = z.strictObject({
  ranks: z.tuple([z.int().min(1), z.int().min(1)]).describe('first and last place that win, e.g. [1, 3]'),
  points: Points.min(1),
  to: z
    .enum(['members', 'groups'])
    .optional()
    .describe('of a board with groups: "groups" gives the points to every member of the groups that win'),
  level: Slug.optional().describe('of a league: only in this level'),
});
export type Prize = z.infer<typeof Prize>;

/** Members rank inside their group, and groups rank against each other. */
const Group = z.strictObject({
  by: z.string().min(1).max(64).describe('the attribute that names the group: "city", "club", "store", "team"'),
  score: z
    .enum(['sum', 'average', 'best'])
    .default('sum')
    .describe('what a group comes to: all its members’ scores, their average rounded down, or the best of them'),
});

/** Cohorts that members join at their first score of a period; the first of each rise, the last go down. */
const League = z
  .strictObject({
    levels: z
      .array(z.strictObject({ id: Slug, name: Text.optional() }))
      .min(1)
      .max(12)
      .describe('from low to high'),
    size: z.int().min(5).max(200).default(30).describe('members of a cohort, about'),
    up: z.int().min(0).max(100).default(5).describe('how many rise a level at the period’s end'),
    down: z.int().min(0).max(100).default(5).describe('how many go down a level'),
    from: z
      .int()
      .min(2)
      .max(100_000)
      .optional()
      .describe('with fewer members it is one plain board; by default two cohorts'),
  })
  .refine(({ size, up, down }) => up + down < size, 'more rise and go down than a cohort has members')
  .refine(({ levels }) => new Set(levels.map(({ id }) => id)).size === levels.length, 'a level’s id stands twice');

/** A leaderboard. */
export const Board = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    score: Score,
    period: Period,
    ties: z.enum(['unique', 'dense', 'competition']).default('unique'),
    hold: Duration.default({ hours: 24 }).describe('how long an ended period waits for late facts before it is closed'),
    show: z.enum(['score', 'place']).optional().describe('by default places for money, scores for all else'),
    who: Condition.optional().describe(
      'who takes part, over { member: { tier, segments, attributes } }; by default everybody, e.g. { "member.tier": "gold" }',
    ),
    group: Group.optional(),
    league: League.optional(),
    friends: z.boolean().optional().describe('true: each member sees themselves among the friends they invited'),
    prizes: z.array(Prize).max(20).optional(),
    tied: z
      .enum(['all', 'share'])
      .default('all')
      .describe('who shares a place: all win its prize, or they share the prizes of the places they cover'),
  })
  .superRefine(({ group, league, friends, period, prizes = [] }, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if ([group, league, friends || undefined].filter((one) => one !== undefined).length > 1)
      fault([], 'a board has `group`, `league` or `friends`, and only one of them');
    if (league && period === 'all') fault(['league'], 'a league needs a period that ends');
    if (friends && prizes.length > 0) fault(['prizes'], 'a board among friends has no one order, and so no prizes');
    if (period === 'all' && prizes.length > 0)
      fault(['prizes'], 'a board of all time never ends, and so has no prizes');
    prizes.forEach(({ to, level }, at) => {
      if (to === 'groups' && !group) fault(['prizes', at, 'to'], 'only a board with `group` has groups that win');
      if (level !== undefined && !league?.levels.some(({ id }) => id === level))
        fault(['prizes', at, 'level'], `the league has no level "${level}"`);
    });
  });
export type Board = z.infer<typeof Board>;
