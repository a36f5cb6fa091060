import { z } from 'zod';
import { Currency, Minor, Points } from '../ids.ts';
import { PluralText } from '../text.ts';
import { TimeZone } from '../time.ts';
import { Board } from './board.ts';
import { Campaign } from './campaign.ts';
import { Badge, Challenge } from './challenge.ts';
import { Checkout } from './checkout.ts';
import { Expiry, Pending } from './life.ts';
import { Referral } from './referral.ts';
import { Cause, hasCode, Reward } from './reward.ts';
import { Rule } from './rule.ts';
import { Tier } from './tier.ts';

const PointsSettings = z.strictObject({
  name: PluralText.default({
    en: { one: 'point', other: 'points' },
    fr: { one: 'point', other: 'points' },
  }),
  pending: Pending.optional().describe('how long earned points wait for the return window; without it, not at all'),
  expiry: Expiry.optional().describe('how long points live after they are activated; without it, for ever'),
  warn: z
    .strictObject({ days: z.int().min(1).max(365) })
    .optional()
    .describe('how many days before points expire a notice is written; without it, none'),
  worth: z
    .strictObject({ amount: Minor, points: Points.min(1) })
    .optional()
    .describe(
      'what so many points are worth in minor units, for what they cost; by default the best rate of the rewards',
    ),
  restore: z.strictObject({ graceDays: z.int().min(0).max(365) }).default({ graceDays: 30 }),
});

const lists = ['rules', 'tiers', 'challenges', 'badges', 'boards', 'rewards', 'campaigns', 'causes'] as const;

/** One merchant's programme as data: what `laurel program push` sends and the console edits. */
export const Program = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1).max(120),
    currency: Currency,
    timeZone: TimeZone,
    origins: z
      .array(z.url())
      .max(50)
      .default([])
      .describe('origins of the pages that may embed Laurel; empty: none but the server’s own'),
    points: PointsSettings.prefault({}),
    enrol: z.enum(['account', 'all', 'explicit']).default('account'),
    credit: z.strictObject({ lastDays: z.int().min(0).max(3_650) }).optional(),
    rules: z.array(Rule).max(200).default([]),
    stack: z.enum(['best', 'add', 'multiply']).default('best'),
    limit: z
      .strictObject({ points: z.int().min(1), per: z.enum(['order', 'day', 'week', 'month', 'year', 'ever']) })
      .optional(),
    tiers: z.array(Tier).max(20).default([]),
    challenges: z.array(Challenge).max(200).default([]),
    badges: z.array(Badge).max(200).default([]),
    boards: z.array(Board).max(1_000).default([]),
    rewards: z.array(Reward).max(200).default([]),
    causes: z.array(Cause).max(50).default([]),
    checkout: Checkout.optional(),
    campaigns: z.array(Campaign).max(100).default([]),
    referral: Referral.optional(),
    holdout: z
      .strictObject({ percent: z.number().min(0).max(50), salt: z.string().max(64).default('') })
      .prefault({ percent: 0 }),
  })
  .superRefine((program, context) => {
    for (const list of lists) {
      const seen = new Set<string>();
      program[list].forEach((item, at) => {
        if (seen.has(item.id))
          context.addIssue({
            code: 'custom',
            path: [list, at, 'id'],
            message: `the id "${item.id}" stands twice in ${list}`,
          });
        seen.add(item.id);
      });
    }
    const rules = new Set(program.rules.map((rule) => rule.id));
    program.campaigns.forEach((campaign, at) => {
      if (Date.parse(campaign.until) <= Date.parse(campaign.from)) {
        context.addIssue({ code: 'custom', path: ['campaigns', at, 'until'], message: '`until` lies after `from`' });
      }
      for (const id of campaign.earn.rules ?? []) {
        if (!rules.has(id))
          context.addIssue({
            code: 'custom',
            path: ['campaigns', at, 'earn', 'rules'],
            message: `there is no rule "${id}"`,
          });
      }
    });
    const [badges, causes] = [program.badges, program.causes].map((list) => new Set(list.map(({ id }) => id)));
    program.rewards.forEach(({ give, codes }, at) => {
      const fault = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['rewards', at, path], message });
      if ('badge' in give && !badges?.has(give.badge)) fault('give', `there is no badge "${give.badge}"`);
      if ('cause' in give && !causes?.has(give.cause)) fault('give', `there is no cause "${give.cause}"`);
      if (codes && !hasCode(give)) fault('codes', 'this reward comes without a code');
      if ('voucher' in give && !(codes && 'pool' in codes)) fault('codes', 'a voucher’s codes come from a pool');
    });
    program.tiers.reduce((below, tier, at) => {
      if (tier.from.points <= below) {
        context.addIssue({
          code: 'custom',
          path: ['tiers', at, 'from', 'points'],
          message: 'tiers stand from low to high; this threshold is not above the one before',
        });
      }
      return tier.from.points;
    }, 0);
    program.boards.forEach((board, at) => {
      if (typeof board.period === 'object' && Date.parse(board.period.to) <= Date.parse(board.period.from)) {
        context.addIssue({ code: 'custom', path: ['boards', at, 'period', 'to'], message: '`to` lies after `from`' });
      }
      board.prizes?.forEach((prize, place) => {
        if (prize.ranks[1] < prize.ranks[0]) {
          context.addIssue({
            code: 'custom',
            path: ['boards', at, 'prizes', place, 'ranks'],
            message: 'the first rank is not below the last',
          });
        }
      });
    });
  });

/** A program document with every default filled in. */
export type Program = z.output<typeof Program>;
/** A program document as a merchant writes it. */
export type ProgramInput = z.input<typeof Program>;

/** JSON Schema of the program document, so that an editor completes it. */
export function programJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(Program, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
}
