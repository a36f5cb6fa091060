import { z } from 'zod';
import { EventType, Points, Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';
import { Gift } from './gift.ts';
import { Limit } from './rule.ts';

const weight = z.int().min(0).max(1_000_000_000);

/** One thing that a draw may come to. */
export const DrawPrize = z.strictObject({
  id: Slug,
  name: Text.optional(),
  odds: weight.describe('so many of the declared `total`'),
  grant: Gift.optional().describe('what it gives; without it, nothing'),
  stock: z.int().min(0).max(1_000_000_000).optional().describe('how many there are in all'),
  budget: z.int().min(0).max(1_000_000_000_000).optional().describe('points that it may give in all'),
});
export type DrawPrize = z.infer<typeof DrawPrize>;

/** Luck with declared odds: a daily spin that a shopper starts, or an instant win on an event. The server draws. */
export const Draw = z
  .strictObject({
    id: Slug,
    name: Text.optional(),
    description: Text.optional(),
    on: EventType.optional().describe('drawn at each such event, e.g. "order.paid"; without it, a shopper starts it'),
    when: Condition.optional().describe('who may, and at which events'),
    cost: Points.min(1).optional().describe('points that a try costs'),
    limit: z
      .union([Limit, z.array(Limit).min(1).max(6)])
      .optional()
      .describe('e.g. { "times": 1, "per": "day" }'),
    onRefund: z
      .enum(['undo', 'keep'])
      .default('undo')
      .describe('of one that an order starts: whether an unused prize goes back when the order is given back in full'),
    from: Instant.optional(),
    until: Instant.optional(),
    total: z.int().min(1).max(1_000_000_000).describe('what the odds of all prizes sum to'),
    prizes: z.array(DrawPrize).min(1).max(50),
    consolation: Slug.describe('the prize that stands in for one that is out of stock or budget'),
  })
  .superRefine(({ on, cost, total, prizes, consolation, limit }, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const sum = prizes.reduce((all, { odds }) => all + odds, 0);
    if (sum !== total) say(['total'], `the odds sum to ${sum}, not to the declared ${total}`);
    if (new Set(prizes.map(({ id }) => id)).size < prizes.length) say(['prizes'], 'a prize’s id stands twice');
    const fallback = prizes.find(({ id }) => id === consolation);
    if (!fallback) say(['consolation'], `there is no prize "${consolation}"`);
    else if (fallback.stock !== undefined || fallback.budget !== undefined)
      say(['consolation'], 'what stands in for the others never runs out: it has no `stock` and no `budget`');
    if (on !== undefined && cost !== undefined) say(['cost'], 'what an event starts costs nothing');
    if (on === undefined && cost === undefined && limit === undefined)
      say(['limit'], 'a free draw that a shopper starts has a `limit`');
    prizes.forEach(({ budget, grant }, at) => {
      if (budget !== undefined && grant?.points === undefined)
        say(['prizes', at, 'budget'], 'a budget is of points; this prize gives none');
    });
  });
export type Draw = z.infer<typeof Draw>;
