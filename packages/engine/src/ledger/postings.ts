import type { Account, Posting } from '@laurel/contract';
import type { Change } from '../log/change.ts';

/** The postings of an entry: those of its changes, summed by the two accounts they move between, in order of appearance. */
export function postingsOf(changes: readonly Change[]): Posting[] {
  const postings: Posting[] = [];
  for (const change of changes) {
    const moved = movedBy(change);
    if (!moved) continue;
    const [from, to, points] = moved;
    const standing = postings.find((posting) => posting.from === from && posting.to === to);
    if (standing) standing.points += points;
    else postings.push({ from, to, points });
  }
  return postings;
}

/** The account that a change takes from, the one that it gives to, and how many points. */
export function movedBy(change: Change): [from: Account, to: Account, points: number] | null {
  switch (change.kind) {
    case 'lot.opened':
      return [
        change.source.kind === 'adjustment' ? 'adjusted' : 'issued',
        change.activeAt === null ? 'available' : 'pending',
        change.points,
      ];
    case 'lot.activated':
      return ['pending', 'available', change.points];
    case 'lot.expired':
      return ['available', 'expired', change.points];
    case 'lot.spent':
      return ['available', 'redeemed', change.points];
    case 'lot.held':
      return ['available', 'held', change.points];
    case 'lot.released':
      return ['held', 'available', change.points];
    case 'hold.spent':
      return ['held', 'redeemed', change.points];
    case 'lot.paid':
      return ['available', 'redeemed', change.points];
    case 'lot.returned':
    case 'lot.restored':
      return ['redeemed', 'available', change.points];
    case 'lot.reversed':
      return [change.from, 'issued', change.points];
    case 'expiry.reversed':
      return ['expired', 'issued', change.points];
    case 'owed.opened':
      return ['owed', 'issued', change.points];
    case 'owed.filled':
      return ['available', 'owed', change.points];
    case 'lot.sent':
      return [change.activeAt === null ? 'available' : 'pending', 'transit', change.points];
    case 'lot.received':
      return ['transit', change.activeAt === null ? 'available' : 'pending', change.points];
    case 'owed.sent':
      return ['transit', 'owed', change.points];
    case 'owed.received':
      return ['owed', 'transit', change.points];
    case 'adjusted':
      return [change.lot === null ? 'owed' : 'available', 'adjusted', change.points];
    default:
      return null;
  }
}
