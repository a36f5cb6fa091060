import type { Program } from '@laurel/contract';
import { turnsOf } from '../challenges/round.ts';
import type { Draft } from '../decide/draft.ts';
import { isDated } from '../earn/program.ts';
import { copyState } from '../evolve/empty.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { nextUncounted } from '../tiers/threshold.ts';
import { streakTurns } from '../views/streak.ts';
import { earliest, nextDue, settleDue } from './settle.ts';

/**
 * A state as it truly is at an instant, whether or not anybody has written down what fell due since. Its `recordedAt` is that
 * instant. The state that is passed in is not changed.
 * @param now milliseconds; earlier than the state's last entry counts as that entry
 */
export function settled(program: Program, state: State, now: number): { state: State; changes: Change[] } {
  const at = Math.max(now, state.recordedAt);
  const draft: Draft = {
    program,
    // Nothing that falls due looks at a context or a command.
    context: NOBODY,
    command: { kind: 'settle', key: '', body: '' },
    state: copyState(state),
    seq: state.seq + 1,
    recordedAt: at,
    occurredAt: at,
    opened: 0,
    gifts: 0,
    before: state,
    keys: [],
    subjects: new Set(),
    tier: null,
    awards: [],
    silent: [],
    standing: null,
    seen: null,
    changes: [],
    effects: [],
  };
  settleDue(draft, state.recordedAt, at);
  draft.state.recordedAt = at;
  return { state: draft.state, changes: draft.changes };
}

const NOBODY: Draft['context'] = {
  program: '',
  member: '',
  version: 0,
  history: [],
  versions: new Map(),
  reservation: null,
  coupon: null,
  draw: null,
  attributes: {},
};

/**
 * The next instant at which what a member sees changes by itself: points activate, a lot or coupon expires, a tier lapses, points
 * leave a tier's window, a challenge, reward or access begins or ends.
 * @param state as of `recordedAt` (see `settled`)
 * @returns milliseconds, or null when nothing will
 */
export function changesAt(program: Program, state: State): number | null {
  const now = state.recordedAt;
  const later = (at: number | null) => (at !== null && at > now ? at : null);
  let next = later(nextDue({ program, state }));
  for (const { expiresAt, usedOn, cancelledAt } of Object.values(state.coupons))
    if (usedOn === null && cancelledAt === null) next = earliest(next, later(expiresAt));
  for (const grants of Object.values(state.entitlements))
    for (const { until } of grants) next = earliest(next, later(until));
  const held = program.tiers.findIndex(({ id }) => id === state.tier.id);
  const above = program.tiers.slice(held + 1).find(({ from }) => from !== undefined)?.from;
  if (above) next = earliest(next, nextUncounted(above, state, program.timeZone, now));
  for (const dates of [...program.challenges, ...program.rewards, ...program.access]) {
    if (dates.from && !isDated({ from: dates.from }, now)) next = earliest(next, Date.parse(dates.from));
    if (dates.until && isDated({ until: dates.until }, now)) next = earliest(next, Date.parse(dates.until));
  }
  for (const at of streakTurns(program, state)) next = earliest(next, later(at));
  for (const challenge of program.challenges) {
    const standing = state.challenges[challenge.id];
    if (!standing) continue;
    for (const at of turnsOf(program, challenge, standing)) next = earliest(next, later(at));
  }
  return next;
}
