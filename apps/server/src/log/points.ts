import type { Posting } from '@laurel/contract';
import type { State } from '@laurel/engine';
import type { Points } from '../laurel.ts';

/** A member's points as a state has them. */
export function pointsOf({ available, pending, owed }: State): Points {
  return { balance: available - owed, available, pending, owed };
}

/** The points before some postings, given those after them. What is owed is what the account `owed` lacks. */
export function pointsBefore(after: Points, postings: Posting[]): Points {
  let { available, pending, owed } = after;
  for (const { from, to, points } of postings) {
    if (from === 'available') available += points;
    if (to === 'available') available -= points;
    if (from === 'pending') pending += points;
    if (to === 'pending') pending -= points;
    if (from === 'owed') owed -= points;
    if (to === 'owed') owed += points;
  }
  return { balance: available - owed, available, pending, owed };
}
