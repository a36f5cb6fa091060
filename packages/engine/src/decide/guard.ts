import type { Program, Reason } from '@laurel/contract';
import type { Fact } from '../log/fact.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { spanOf } from '../time/span.ts';
import { type Draft, emit } from './draft.ts';

/** A window that a fact has to find open: so many times until it closes. */
interface Guard {
  window: string;
  closesAt: number;
  times: number;
  reason: Reason;
}

/**
 * Why a fact that a browser or a visitor brought is not taken, whatever the rules say; null: it may be judged. What comes from a
 * browser is taken only where the program says so, so many times a day.
 */
export function guardOf(program: Program, state: State, fact: Fact): Reason | null {
  const guard = guardFor(program, fact);
  if (guard === null || typeof guard === 'string') return guard;
  const used = state.windows[guard.window];
  return used && used.times >= guard.times && (used.closesAt ?? 0) > fact.occurredAt ? guard.reason : null;
}

/** Takes note of a fact that was let in. @returns why it is not */
export function takeGuard(draft: Draft, fact: Fact): Reason | null {
  const reason = guardOf(draft.program, draft.state, fact);
  if (reason) return reason;
  const guard = guardFor(draft.program, fact);
  if (guard && typeof guard === 'object') {
    const { window, closesAt } = guard;
    // A window that has closed begins anew.
    const used = draft.state.windows[window];
    const over = used && (used.closesAt ?? 0) <= fact.occurredAt ? -used.times : 0;
    emit(draft, { kind: 'window.used', window, closesAt, times: 1 + over, points: 0 });
  }
  return null;
}

function guardFor({ timeZone, browserEvents, visits, shares }: Program, fact: Fact): Guard | Reason | null {
  const { type, occurredAt: at } = fact;
  const today = spanOf(timeZone, at, 'day');
  if (fact.via === 'browser') {
    const allowed = browserEvents.find(({ on }) => on === type);
    if (!allowed) return 'not_from_browser';
    const window = `browser:${type}:${today.start}`;
    return { window, closesAt: today.end, times: allowed.perDay, reason: 'limit' };
  }
  if (type === 'store.visited' && typeof fact.data.place === 'string' && visits) {
    const closesAt = addDuration(timeZone, at, visits.cooldown);
    return { window: `visit:${fact.data.place}`, closesAt, times: 1, reason: 'cooldown' };
  }
  if (type === 'share.visited' && shares)
    return { window: `shares:${today.start}`, closesAt: today.end, times: shares.perDay, reason: 'limit' };
  return null;
}
