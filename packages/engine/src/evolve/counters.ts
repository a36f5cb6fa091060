import { COOLDOWNS_KEPT } from '../earn/caps.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

/** Counters move by a number; of a rule's cooldowns the latest are kept. */
export function applyCounter(
  state: State,
  change: Extract<Change, { kind: 'counter.moved' | 'cooldown.started' | 'cooldown.ended' }>,
): void {
  if (change.kind === 'counter.moved') {
    state.counters[change.counter] = (state.counters[change.counter] ?? 0) + change.n;
    return;
  }
  const awards = state.cooldowns[change.rule] ?? [];
  if (change.kind === 'cooldown.ended') {
    const gone = awards.findIndex(({ at }) => at === change.at);
    if (gone >= 0) state.cooldowns[change.rule] = awards.filter((_, at) => at !== gone);
    return;
  }
  const { at, until } = change;
  state.cooldowns[change.rule] = keptCooldowns([...awards, { at, until }]);
}

/** The latest awards, oldest first. */
export function keptCooldowns(awards: State['cooldowns'][string]): State['cooldowns'][string] {
  return awards.sort((a, b) => a.at - b.at).slice(-COOLDOWNS_KEPT);
}
