import type { OrderLine } from '@laurel/contract';
import { withLines } from '../buyer/bought.ts';
import type { Change } from '../log/change.ts';
import type { Fact } from '../log/fact.ts';
import type { State } from '../log/state.ts';

/** What an order brought stands in its own lines: no change repeats it. What became of it does (`bought`). */
export function foldLines(state: State, { data, occurredAt }: Fact, changes: readonly Change[]): void {
  const { lines } = data as { lines?: OrderLine[] };
  if (!lines || !changes.some((change) => change.kind === 'ordered' && change.orders > 0)) return;
  state.bought = withLines(state.bought, occurredAt, lines);
}
