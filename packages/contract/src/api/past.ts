import { z } from 'zod';
import { Instant } from '../time.ts';

/** A past instant, and what was known by another. */
export const PastFields = {
  asOf: Instant.optional().describe('the instant that is asked about; by default `knownAt`, else now'),
  knownAt: Instant.optional().describe('only what was recorded by then is known; by default now'),
};

export const LiabilityInput = z.object(PastFields);

/** What a program owes its members at an instant. Money in minor units. */
export interface LiabilityView {
  asOf: string;
  knownAt: string;
  /** The version in force at the instant. */
  programVersion: number;
  /** Who has joined, and how many hold points. */
  members: number;
  holders: number;
  /** `outstanding` = pending + available + held; `owed` is what members owe the program. */
  points: { pending: number; available: number; held: number; owed: number; outstanding: number };
  /** The same in money; null where a point has no worth in money. */
  money: {
    currency: string;
    pending: number;
    available: number;
    held: number;
    owed: number;
    outstanding: number;
  } | null;
  /** So many minor units for so many points; `reward`: the one whose rate it is, null where the program says it. */
  worth: { amount: number; points: number; reward: string | null } | null;
  tiers: { id: string | null; name: string | null; members: number }[];
  /** Points that expire in each month, if nobody spends them. */
  expiring: { month: string; points: number }[];
  neverExpiring: number;
}
