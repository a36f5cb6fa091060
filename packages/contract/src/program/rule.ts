import { z } from 'zod';
import { Currency, EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Duration, Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Expiry, Pending } from './life.ts';

export const Rounding = z.enum(['floor', 'round', 'ceil']);

const rounded = {
  rounding: Rounding.default('floor'),
  round: z.enum(['order', 'line']).default('order').describe('round once per order, or once per line'),
};
const counter = Slug.optional().describe('the counter that it goes to instead of the spendable points');
const many = z.int().min(1).max(1_000_000);
const source = z
  .union([
    z.enum(['subtotal', 'total', 'lines']),
    z.string().regex(/^event(\.[A-Za-z0-9_]{1,60}){1,4}$/, '"subtotal", "total", "lines", or "event.field"'),
  ])
  .default('subtotal')
  .describe(
    'what of the order: "subtotal" (goods), "total" (all that was paid), "lines" (goods that stand on a line); of any other event a number in it, e.g. "event.amount"',
  );

/** As many as stand here, whatever the fact comes to. */
export const EarnFixed = z.strictObject({ points: Points.min(1), counter });

/** Points in proportion to an amount: `points` for each `per` minor units of what `of` names. */
export const EarnByAmount = z.strictObject({
  points: many,
  per: z.int().min(1).max(1_000_000_000).describe('minor units, e.g. 100 for "per 1.00"'),
  of: source,
  ...rounded,
  counter,
});

/** Points in proportion to the number of eligible pieces: `points` for each `items` of them. */
export const EarnByItem = z.strictObject({
  points: many,
  items: z.int().min(1).max(1_000_000).describe('pieces, e.g. 1 for "per piece", 10 for "per ten pieces"'),
  ...rounded,
  counter,
});

/** A part of the amount given back as points, by what the program says that points are worth (`points.worth`). */
export const EarnByPercent = z.strictObject({
  percent: z.number().positive().max(100).describe('e.g. 5 for "5 % back"'),
  of: source,
  ...rounded,
  counter,
});

/** What a rule gives: as many as stand here, or in proportion to an amount, to the pieces, or per cent of an amount. */
export const Earn = z.union([Points.min(1), EarnFixed, EarnByAmount, EarnByItem, EarnByPercent]);

const per = z.enum(['order', 'day', 'week', 'month', 'year', 'ever']);
const bounds = { times: z.int().min(1).optional(), points: z.int().min(1).optional(), per };
const oneOf = (limit: { times?: number | undefined; points?: number | undefined }) =>
  limit.times !== undefined || limit.points !== undefined;

/** A cap: by times, by points, or both, in each window of the program's time zone. A cap clips. */
export const Limit = z.strictObject(bounds).refine(oneOf, 'a limit names `times`, `points`, or both');
export type Limit = z.infer<typeof Limit>;

const shared = z.boolean().optional().describe('true: for all members together; by default for each of them');

const each = z
  .string()
  .regex(/^event(\.[A-Za-z0-9_]{1,60}){1,4}$/, 'a field of the event, e.g. "event.sku"')
  .optional()
  .describe(
    'a limit of its own for each value of this field, e.g. "event.sku" for each product; what comes without the field counts together',
  );

/** A cap on what a rule gives, of each member or of all together. */
export const RuleLimit = z
  .strictObject({ ...bounds, shared, each })
  .refine(oneOf, 'a limit names `times`, `points`, or both')
  .refine((limit) => !limit.shared || limit.per !== 'order', 'an order is of one member: no limit per order is shared')
  .refine((limit) => !limit.each || !limit.shared, 'a limit for `each` value is of each member: it is not shared')
  .refine((limit) => !limit.each || limit.per !== 'order', 'a limit for `each` value has a time in `per`, or "ever"');
export type RuleLimit = z.infer<typeof RuleLimit>;

/** A cap on the points of a campaign or of the whole program. */
export const PointsLimit = z
  .strictObject({ points: z.int().min(1), per, shared })
  .refine((limit) => !limit.shared || limit.per !== 'order', 'an order is of one member: no limit per order is shared');
export type PointsLimit = z.infer<typeof PointsLimit>;

/** Points that may be given to all members together: warned of at 50, 80 and 100 per cent, and never overrun. */
export const Budget = z
  .union([
    z.int().min(1).max(1_000_000_000_000),
    z.strictObject({
      points: z.int().min(1).max(1_000_000_000_000),
      per: z.enum(['day', 'week', 'month', 'year', 'ever']).default('ever'),
    }),
  ])
  .describe('Points for all members together, in all or in each period; at 50, 80 and 100 per cent a notice is left');
export type Budget = z.infer<typeof Budget>;

/** How a fact earns. */
export const Rule = z.strictObject({
  id: Slug,
  name: Text.optional(),
  on: EventType,
  when: Condition.optional(),
  lines: Condition.optional().describe(
    'which lines of the order are eligible, over { sku, category, brand, unitPrice, …, net }; `net` is what the line costs after all discounts',
  ),
  currency: Currency.optional().describe(
    'only orders in this currency, whose own minor units `per` then counts; by default all, by the rates of `currencies`',
  ),
  earn: Earn,
  limit: z.union([RuleLimit, z.array(RuleLimit).min(1).max(6)]).optional(),
  cooldown: Duration.optional().describe('how long after an award of this rule the member gets no other of it'),
  budget: Budget.optional(),
  exclusive: Slug.optional().describe('of the rules in one exclusive group the largest stands'),
  multiply: z
    .boolean()
    .optional()
    .describe('whether multipliers touch this rule; by default those that earn by amount'),
  from: Instant.optional(),
  until: Instant.optional(),
  pending: z
    .union([Pending, z.literal(false)])
    .optional()
    .describe('instead of the program’s; false: at once'),
  expiry: z
    .union([Expiry, z.literal(false)])
    .optional()
    .describe('instead of the program’s; false: never'),
});
export type Rule = z.infer<typeof Rule>;
