import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

/** A cap's window is used, or freed again by a refund. One that is no longer kept needs no freeing. */
export function applyWindow(state: State, change: Extract<Change, { kind: 'window.used' }>): void {
  const { window, closesAt, times, points } = change;
  const used = state.windows[window];
  if (!used && times <= 0 && points <= 0) return;
  state.windows[window] = {
    times: Math.max(0, (used?.times ?? 0) + times),
    points: Math.max(0, (used?.points ?? 0) + points),
    closesAt,
  };
}
