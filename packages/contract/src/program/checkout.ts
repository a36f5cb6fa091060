import { z } from 'zod';
import { Minor, Points } from '../ids.ts';
import { Duration } from '../time.ts';
import { Condition } from './condition.ts';

/** Points as money at the checkout, by a slider: so many points are worth so much. */
export const Checkout = z
  .strictObject({
    points: Points.min(1).describe('so many points …'),
    amount: Minor.min(1).describe('… are worth so many minor units'),
    minimum: Points.min(1).default(1).describe('points at least'),
    maximum: Points.min(1).optional().describe('points at most, per order'),
    step: Points.min(1).default(1).describe('points go in steps of so many'),
    percent: z.int().min(1).max(100).default(100).describe('of the order’s goods at most'),
    hold: Duration.default({ minutes: 30 }).describe('how long points are held for a checkout that goes no further'),
    when: Condition.optional(),
  })
  .refine(({ minimum, maximum }) => maximum === undefined || maximum >= minimum, '`maximum` is not below `minimum`')
  .refine(({ hold }) => Object.values(hold).every((n) => n > 0), '`hold` is longer than nothing');
export type Checkout = z.output<typeof Checkout>;
