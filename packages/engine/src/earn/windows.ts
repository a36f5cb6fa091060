import { type Draft, emit } from '../decide/draft.ts';
import type { Judgement } from './judge.ts';

/** Notes what awards use of the windows of caps. */
export function useWindows(draft: Draft, used: Judgement['used']): void {
  for (const [window, { times, points, closesAt }] of byWindow(used))
    emit(draft, { kind: 'window.used', window, closesAt, times, points });
}

/** Frees what an order used before a refund and no longer uses after it (RULES 15). */
export function freeWindows(draft: Draft, before: Judgement['used'], after: Judgement['used']): void {
  const left = byWindow(after);
  for (const [window, used] of byWindow(before)) {
    const kept = left.get(window) ?? { times: 0, points: 0 };
    const [times, points] = [Math.min(0, kept.times - used.times), Math.min(0, kept.points - used.points)];
    if ((times < 0 || points < 0) && draft.state.windows[window])
      emit(draft, { kind: 'window.used', window, closesAt: used.closesAt, times, points });
  }
}

/** Notes what an order uses beyond what it used before: the other way round from `freeWindows`. */
export function useMoreWindows(draft: Draft, before: Judgement['used'], after: Judgement['used']): void {
  const was = byWindow(before);
  for (const [window, used] of byWindow(after)) {
    const had = was.get(window) ?? { times: 0, points: 0 };
    const [times, points] = [Math.max(0, used.times - had.times), Math.max(0, used.points - had.points)];
    if (times > 0 || points > 0) emit(draft, { kind: 'window.used', window, closesAt: used.closesAt, times, points });
  }
}

function byWindow(used: Judgement['used']): Map<string, { times: number; points: number; closesAt: number | null }> {
  const sums = new Map<string, { times: number; points: number; closesAt: number | null }>();
  for (const { cap, points } of used) {
    const { times = 0, points: sum = 0 } = sums.get(cap.window) ?? {};
    sums.set(cap.window, { times: times + 1, points: sum + points, closesAt: cap.closesAt });
  }
  return sums;
}
