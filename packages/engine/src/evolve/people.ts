import { withOrder, withPieces } from '../buyer/bought.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import type { Stamp } from './apply.ts';

/** Who the member is to the program, and what they have ordered. */
export function applyPerson(
  state: State,
  change: Extract<Change, { kind: 'created' | 'joined' | 'closed' | 'ordered' | 'bought' | 'segment.moved' }>,
  stamp: Stamp,
): void {
  switch (change.kind) {
    case 'created':
      state.status = 'guest';
      state.createdAt = stamp.occurredAt;
      state.draw = change.draw;
      state.begunBy = change.version ?? 0;
      return;
    case 'joined':
      state.status = 'joined';
      state.joinedAt = change.at;
      return;
    case 'closed':
      state.status = 'closed';
      state.into = change.into;
      return;
    case 'ordered':
      state.orders += change.orders;
      state.spent += change.spend;
      state.bought = withOrder(state.bought, change.at, change.orders, change.spend);
      if (change.orders > 0) state.firstOrderAt = Math.min(state.firstOrderAt ?? change.at, change.at);
      return;
    case 'bought':
      state.bought = withPieces(state.bought, change.at, change.pieces);
      return;
    case 'segment.moved': {
      const { segment, in: within, n, at } = change;
      state.segments[segment] = { in: within, n, at };
      return;
    }
  }
}
