import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

/** What counts for tiers, and the tier itself. A negative count takes from where the positive one stands. */
export function applyTier(state: State, change: Extract<Change, { kind: 'tier.counted' | 'tier.changed' }>): void {
  if (change.kind === 'tier.counted') {
    const { count, at, points, subject, until } = change;
    state.qualified = { ...state.qualified, [count]: state.qualified[count] + points };
    if (points > 0) {
      let place = state.qualifying.length;
      while (place > 0 && (state.qualifying[place - 1]?.at ?? 0) > at) place -= 1;
      state.qualifying.splice(place, 0, { count, at, points, subject, until });
      return;
    }
    let left = -points;
    for (let place = 0; place < state.qualifying.length && left > 0; place += 1) {
      const item = state.qualifying[place];
      if (!item || item.count !== count || item.at !== at || item.subject !== subject) continue;
      const taken = Math.min(left, item.points);
      left -= taken;
      if (taken === item.points) state.qualifying.splice(place--, 1);
      else state.qualifying[place] = { ...item, points: item.points - taken };
    }
    return;
  }
  const renewed = change.from === change.to;
  state.tier = { id: change.to, since: renewed ? state.tier.since : change.at, until: change.until };
  if (!renewed) state.tierHistory.push({ id: change.to, from: change.at });
}
