import type { Program } from '@laurel/contract';

/** Parts of a program document, as the engine names them. */
export type Rule = Program['rules'][number];
export type Campaign = Program['campaigns'][number];
export type ChallengeOf = Program['challenges'][number];
export type RewardOf = Program['rewards'][number];
export type CheckoutOf = NonNullable<Program['checkout']>;
export type BoardOf = Program['boards'][number];
export type Per = 'order' | 'day' | 'week' | 'month' | 'year' | 'ever';
export type LimitOf = {
  times?: number | undefined;
  points?: number | undefined;
  per: Per;
  shared?: boolean | undefined;
  each?: string | undefined;
};

/** Whether an instant lies in [from, until) of something dated; a side left out is open. */
export function isDated(dates: { from?: string | undefined; until?: string | undefined }, at: number): boolean {
  return (!dates.from || at >= Date.parse(dates.from)) && (!dates.until || at < Date.parse(dates.until));
}
