import { z } from 'zod';
import { Instant } from '../time.ts';

/** A draft to be tried on what has happened. The document is read by its own schema. */
export const TryInput = z.object({
  program: z.record(z.string(), z.unknown()).describe('the draft, a program document'),
  since: Instant.optional().describe('only what happened from here on; by default everything'),
  until: Instant.optional().describe('what falls due is followed until here; by default until the last fact'),
});

/** What the facts of one month came to, in points; `outstanding` and `liability` are as of its end. */
export interface TryMonth {
  /** "2011-03", in the program's time zone. */
  month: string;
  earned: number;
  reversed: number;
  redeemed: number;
  expired: number;
  /** By hand; below zero where more was taken than given. */
  adjusted: number;
  /** Points that members hold at the end of the month, pending ones included. */
  outstanding: number;
  /** Their worth in minor units; null where a point has no worth in money. */
  liability: number | null;
}

/** What all facts come to by one version of the program. Money in minor units, shares in per cent with two decimals. */
export interface TrySide {
  /** 0: the draft. */
  version: number;
  months: TryMonth[];
  points: Omit<TryMonth, 'month' | 'liability'> & { owed: number };
  /** So many minor units for so many points; `reward`: the one whose rate it is, null where the program says it. */
  worth: { amount: number; points: number; reward: string | null } | null;
  cost: { promised: number | null; redeemed: number | null; liability: number | null };
  /** What members ordered, less what they gave back. */
  spend: number;
  /** The worth of what was earned, and of what was redeemed, in per cent of spend. */
  rebate: { promised: number | null; redeemed: number | null };
  /** Who has joined, and how many of them see no programme. */
  members: number;
  control: number;
  /** At the end; without those who see no programme. */
  tiers: { id: string | null; name: string | null; members: number }[];
  challenges: { id: string; name: string; completed: number; points: number }[];
  /** Redemptions that were made: again, no longer affordable, of a reward that this version does not offer; and rewards that were given at no cost. */
  redemptions: { made: number; notAffordable: number; gone: number; given: number };
  /** Who is in which segment at the end. */
  segments: { id: string; name: string; members: number }[];
  /** Lengths of streaks that were reached. */
  streaks: { id: string; name: string; reached: number; points: number }[];
  /** Draws that were played; `expected`: the points that a try is worth by the declared odds. */
  draws: { id: string; name: string; played: number; points: number; expected: number }[];
  /** Common goals: when all members together filled them, who was given their part, and how many points. */
  goals: { id: string; name: string; reachedAt: string | null; members: number; points: number }[];
  /** Who ever had enough for the cheapest reward, and how many days after joining half and nine in ten of them did. */
  firstReward: {
    reward: string;
    cost: number;
    members: number;
    share: number;
    medianDays: number | null;
    days90: number | null;
  } | null;
}

/** How one member fares: points earned, less those taken back. */
export interface TryMember {
  externalId: string;
  published: number;
  draft: number;
  difference: number;
}

export interface TryView {
  since: string | null;
  until: string;
  facts: number;
  members: number;
  draft: TrySide;
  published: TrySide;
  better: number;
  worse: number;
  same: number;
  winners: TryMember[];
  losers: TryMember[];
  /** What the trial takes for granted, in words. */
  assumptions: string[];
  /** Milliseconds that it took. */
  took: number;
}
