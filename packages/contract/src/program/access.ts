import { z } from 'zod';
import { Slug } from '../ids.ts';
import { Text } from '../text.ts';
import { Instant } from '../time.ts';
import { Condition } from './condition.ts';

/** A right that members have between two dates without buying it: a pre-sale for a tier, early access by steps. */
export const Access = z
  .strictObject({
    entitlement: Slug.describe('what the shop asks about, e.g. "spring-presale"; several rows may open the same one'),
    name: Text.optional(),
    when: Condition.optional().describe('who has it, e.g. { "member.tier": "gold" }; by default every member'),
    from: Instant,
    until: Instant.optional().describe('without it, for ever'),
  })
  .refine(({ from, until }) => until === undefined || Date.parse(until) > Date.parse(from), {
    path: ['until'],
    message: '`until` lies after `from`',
  });
export type Access = z.infer<typeof Access>;
