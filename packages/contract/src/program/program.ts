import { z } from 'zod';
import { PAYMENT_MEANS } from '../event/order.ts';
import { Currency, Minor, Points } from '../ids.ts';
import { PluralText } from '../text.ts';
import { TimeZone } from '../time.ts';
import { Access } from './access.ts';
import { Board } from './board.ts';
import { Campaign } from './campaign.ts';
import { Badge, Challenge } from './challenge.ts';
import { checkEarning } from './check-earning.ts';
import { checkRising } from './check-rising.ts';
import { Checkout } from './checkout.ts';
import { Claims } from './claims.ts';
import { Counter, ForeignCurrency } from './counter.ts';
import { Draw } from './draw.ts';
import { EventKind } from './event-kind.ts';
import { Goal } from './goal.ts';
import { Expiry, Pending } from './life.ts';
import { Referral } from './referral.ts';
import { BrowserEvent, Shares, Visits } from './reports.ts';
import { Cause, hasCode, Reward } from './reward.ts';
import { Budget, Limit, PointsLimit, Rule } from './rule.ts';
import { Segment } from './segment.ts';
import { Spend } from './spend.ts';
import { Streak } from './streak.ts';
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
    .strictObject({ amount: Minor.min(1), points: Points.min(1) })
    .optional()
    .describe(
      'what so many points are worth in minor units, for what they cost and for rules by per cent; by default the best rate of the rewards',
    ),
  restore: z.strictObject({ graceDays: z.int().min(0).max(365) }).default({ graceDays: 30 }),
});

const lists = [
  'rules',
  'tiers',
  'challenges',
  'streaks',
  'draws',
  'goals',
  'badges',
  'boards',
  'rewards',
  'campaigns',
  'causes',
  'segments',
  'counters',
] as const;

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
    limit: z.union([PointsLimit, z.array(PointsLimit).min(1).max(6)]).optional(),
    budget: Budget.optional(),
    segments: z.array(Segment).max(100).default([]),
    counters: z.array(Counter).max(20).default([]),
    events: z
      .array(EventKind)
      .max(100)
      .default([])
      .describe('kinds of events of your own, each with a schema of its data; other kinds are taken as they are'),
    currencies: z.array(ForeignCurrency).max(30).default([]).describe('currencies of orders beside `currency`'),
    payments: z
      .strictObject({ earnNothing: z.array(z.enum(PAYMENT_MEANS)).max(3) })
      .optional()
      .describe(
        'what of an order earns nothing when it was paid so, e.g. { "earnNothing": ["gift_card", "store_credit"] }',
      ),
    spend: Spend.optional().describe(
      'what of an order counts for tiers, boards and goals by spend; by default all that was paid, delivery and tax included',
    ),
    tiers: z.array(Tier).max(20).default([]),
    challenges: z.array(Challenge).max(200).default([]),
    streaks: z.array(Streak).max(50).default([]),
    draws: z.array(Draw).max(50).default([]),
    goals: z.array(Goal).max(50).default([]).describe('bars that everybody fills together'),
    badges: z.array(Badge).max(200).default([]),
    boards: z.array(Board).max(1_000).default([]),
    rewards: z.array(Reward).max(200).default([]),
    causes: z.array(Cause).max(50).default([]),
    checkout: Checkout.optional(),
    campaigns: z.array(Campaign).max(100).default([]),
    access: z.array(Access).max(200).default([]).describe('rights between two dates that nobody has to buy'),
    browserEvents: z
      .array(BrowserEvent)
      .max(50)
      .default([])
      .describe('what a browser may report of its member, so many times a day; all else comes from the shop’s backend'),
    visits: Visits.optional().describe('places whose changing code members scan'),
    shares: Shares.optional().describe('links to products that pay when somebody comes by them'),
    referral: Referral.optional(),
    names: z
      .strictObject({
        refuse: z
          .array(z.string().min(2).max(60))
          .max(2_000)
          .default([])
          .describe('words that no name on a board may contain, also with accents, blanks or digits for letters'),
      })
      .optional(),
    transfers: z
      .strictObject({
        least: z.int().min(1).default(1).describe('points that have to be sent at once'),
        limit: z.union([Limit, z.array(Limit).min(1).max(6)]).optional(),
      })
      .optional()
      .describe('members may send each other points; without it, they may not'),
    claims: Claims.optional(),
    adjustments: z
      .strictObject({ limit: z.union([Limit, z.array(Limit).min(1).max(6)]) })
      .optional()
      .describe('how much may be added or taken by hand, for each member'),
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
    program.campaigns.forEach((campaign, at) => {
      if (Date.parse(campaign.until) <= Date.parse(campaign.from)) {
        context.addIssue({ code: 'custom', path: ['campaigns', at, 'until'], message: '`until` lies after `from`' });
      }
    });
    const [badges, causes] = [program.badges, program.causes].map((list) => new Set(list.map(({ id }) => id)));
    program.rewards.forEach(({ give, codes }, at) => {
      const fault = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['rewards', at, path], message });
      if ('badge' in give && !badges?.has(give.badge)) fault('give', `there is no badge "${give.badge}"`);
      if ('cause' in give && !causes?.has(give.cause)) fault('give', `there is no cause "${give.cause}"`);
      if ('choice' in give)
        for (const id of give.choice) {
          const one = program.rewards.find((reward) => reward.id === id);
          if (!one || 'choice' in one.give) fault('give', `"${id}" is no reward that can be chosen`);
        }
      if (codes && !hasCode(give)) fault('codes', 'this reward comes without a code');
      if ('voucher' in give && !(codes && 'pool' in codes)) fault('codes', 'a voucher’s codes come from a pool');
    });
    checkEarning(program, context);
    checkRising(program, context);
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
