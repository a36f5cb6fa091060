import { type Draft, emit } from '../decide/draft.ts';
import type { Cap } from './caps.ts';
import type { Judgement } from './judge.ts';

/** Notes what awards use of the windows of caps, of the pools that all members share, and of cooldowns. */
export function useWindows(draft: Draft, used: Judgement['used']): void {
  for (const { cap, rule, times, points } of byWindow(used)) {
    const { window, closesAt } = cap;
    if (cap.kind === 'own') emit(draft, { kind: 'window.used', window, closesAt, times, points });
    else if (cap.kind === 'cooldown')
      emit(draft, { kind: 'cooldown.started', rule, at: draft.occurredAt, until: closesAt ?? draft.occurredAt });
    else usePool(draft, cap, cap.points === null ? times : points);
  }
}

/** Takes from what was reserved of a pool; where nothing was reserved yet, the change says what is asked for. */
function usePool(draft: Draft, { window: pool, reason, points, times, closesAt }: Cap, n: number): void {
  if (n === 0) return;
  const reservation = draft.context.pools?.get(pool)?.id ?? null;
  const of = { budget: reason === 'budget', unit: points === null ? 'times' : 'points' } as const;
  emit(draft, { kind: 'pool.used', pool, n, reservation, total: points ?? times ?? 0, closesAt, ...of });
  if (reservation !== null && !draft.keys.includes(reservation)) draft.keys.push(reservation);
}

/** Frees what an order used before a refund and no longer uses after it (RULES 15). @param at the order's `occurredAt` */
export function freeWindows(draft: Draft, before: Judgement['used'], after: Judgement['used'], at: number): void {
  const left = new Map(byWindow(after).map((used) => [used.cap.window, used]));
  for (const { cap, rule, times: had, points: hadPoints } of byWindow(before)) {
    const { window, closesAt } = cap;
    const kept = left.get(window) ?? { times: 0, points: 0 };
    const [times, points] = [Math.min(0, kept.times - had), Math.min(0, kept.points - hadPoints)];
    if (times === 0 && points === 0) continue;
    if (cap.kind === 'cooldown') {
      if (times < 0) emit(draft, { kind: 'cooldown.ended', rule, at });
    } else if (cap.kind === 'shared') {
      const n = cap.points === null ? -times : -points;
      if (n > 0) emit(draft, { kind: 'pool.freed', pool: window, n });
    } else if (draft.state.windows[window]) emit(draft, { kind: 'window.used', window, closesAt, times, points });
  }
}

/**
 * Notes what an order uses beyond what it used before: the other way round from `freeWindows`.
 * @param at the order's `occurredAt`
 * @param kinds the caps that can be used more
 */
export function useMoreWindows(
  draft: Draft,
  before: Judgement['used'],
  after: Judgement['used'],
  at: number,
  kinds: readonly Cap['kind'][] = ['own', 'shared', 'cooldown'],
): void {
  const was = new Map(byWindow(before).map((used) => [used.cap.window, used]));
  for (const { cap, rule, times: has, points: hasPoints } of byWindow(after)) {
    const { window, closesAt } = cap;
    const had = was.get(window) ?? { times: 0, points: 0 };
    const [times, points] = [Math.max(0, has - had.times), Math.max(0, hasPoints - had.points)];
    if ((times === 0 && points === 0) || !kinds.includes(cap.kind)) continue;
    if (cap.kind === 'own') emit(draft, { kind: 'window.used', window, closesAt, times, points });
    else if (cap.kind === 'shared') usePool(draft, cap, cap.points === null ? times : points);
    else if (times > 0) emit(draft, { kind: 'cooldown.started', rule, at, until: closesAt ?? at });
  }
}

interface Used {
  cap: Cap;
  rule: string;
  times: number;
  points: number;
}

function byWindow(used: Judgement['used']): Used[] {
  const sums = new Map<string, Used>();
  for (const { cap, points, rule } of used) {
    const { times = 0, points: sum = 0 } = sums.get(cap.window) ?? {};
    sums.set(cap.window, { cap, rule, times: times + 1, points: sum + points });
  }
  return [...sums.values()];
}
