import type { Posting } from '@laurel/contract';
import { copyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { movedBy, postingsOf } from './postings.ts';

/**
 * What is wrong with an entry, given the state before it: sentences, none when it is sound. Nothing is changed.
 */
export function checkEntry(before: State, entry: Entry): string[] {
  const faults: string[] = [];
  if (entry.seq !== before.seq + 1) faults.push(`its number is ${entry.seq}, after ${before.seq}`);
  if (entry.recordedAt < before.recordedAt) faults.push('it was recorded before the entry that it follows');
  if (entry.keys.length === 0) faults.push('it has no key');
  if (!samePostings(postingsOf(entry.changes), entry.postings))
    faults.push('its postings are not those of its changes');
  for (const change of entry.changes) {
    const points = movedBy(change)?.[2];
    if (points !== undefined && !(Number.isSafeInteger(points) && points > 0))
      faults.push(`${change.kind} moves ${points} points`);
  }
  const after = evolve(copyState(before), entry);
  return [...faults, ...checkState(after)];
}

/** What does not add up in a state: accounts below zero, lots that are not the sum of their account. */
function checkState(state: State): string[] {
  const faults: string[] = [];
  for (const account of ['pending', 'available', 'held', 'owed'] as const) {
    if (!(Number.isSafeInteger(state[account]) && state[account] >= 0)) faults.push(`${account} is ${state[account]}`);
  }
  const sums = { pending: 0, available: 0 };
  for (const lot of state.lots) {
    sums[lot.activeAt === null ? 'available' : 'pending'] += lot.points;
    if (!(Number.isSafeInteger(lot.points) && lot.points > 0)) faults.push(`lot ${lot.id} has ${lot.points} points`);
  }
  for (const account of ['pending', 'available'] as const) {
    if (sums[account] !== state[account])
      faults.push(`${account} is ${state[account]}, its lots sum to ${sums[account]}`);
  }
  const held = Object.values(state.holds).flatMap(({ parts }) => parts);
  const sum = held.reduce((all, { points }) => all + points, 0);
  if (sum !== state.held) faults.push(`held is ${state.held}, its holds sum to ${sum}`);
  if (state.owed > 0 && state.available > 0) faults.push('points are owed while others are available');
  return faults;
}

function samePostings(a: Posting[], b: Posting[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, to, points }, at) => b[at]?.from === from && b[at]?.to === to && b[at]?.points === points)
  );
}
