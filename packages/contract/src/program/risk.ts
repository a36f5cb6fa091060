import { z } from 'zod';
import { RISKS, type RiskReason } from '../constants/risk.ts';

const Weight = z.int().min(0).max(100);
const Known = z.array(z.string().min(1).max(500)).max(200);

/** From which score on a recommendation is looked at by somebody, or refused, and what weighs how much. */
export const Risk = z
  .strictObject({
    review: z.int().min(1).max(100).default(40).describe('from this score on it waits for a reviewer'),
    refuse: z.int().min(1).max(101).default(80).describe('from this score on it is refused; 101: never by itself'),
    households: z
      .enum(['allow', 'review', 'refuse'])
      .default('allow')
      .describe('what becomes of two people who share a home, and nothing that one person alone would'),
    weights: z
      .partialRecord(z.enum(Object.keys(RISKS) as [RiskReason, ...RiskReason[]]), Weight)
      .optional()
      .describe('other weights than the usual ones, by reason; 0 leaves a reason out'),
    velocity: z
      .strictObject({ perHour: z.int().min(2).max(1_000).default(5), perDay: z.int().min(2).max(10_000).default(15) })
      .prefault({})
      .describe('how many friends of one advocate are usual'),
    trusted: z
      .strictObject({ devices: Known.default([]), ips: Known.default([]), addresses: Known.default([]) })
      .prefault({})
      .describe(
        'the shop’s own: a tablet on the counter, the network of the store, a pick-up point; sharing them says nothing',
      ),
  })
  .refine(({ review, refuse }) => review <= refuse, { path: ['refuse'], message: '`refuse` is not below `review`' });
export type Risk = z.infer<typeof Risk>;

/** Where a program says nothing of risk. */
export const USUAL_RISK: Risk = Risk.parse({});
