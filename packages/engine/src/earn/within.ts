import type { Context } from '../log/command.ts';
import type { Standing } from '../log/entry.ts';
import { type JudgedAgain, usedLess } from './again.ts';
import type { Cap } from './caps.ts';
import type { Judgement } from './judge.ts';

export interface Within extends JudgedAgain {
  /** The rules whose awards are less for it, and for want of what. */
  short: Map<string, Cap['reason']>;
}

/**
 * Clips what an order that is judged again uses beyond what it used before of what all members share: as much of it is there as was
 * reserved. The last rule goes short first, since the earlier ones were judged first.
 */
export function withinPools(pools: Context['pools'], had: Judgement['used'], judged: JudgedAgain): Within {
  const result: Within = { ...judged, short: new Map() };
  for (const cap of sharedCaps(judged.used)) {
    const granted = pools?.get(cap.window)?.n;
    if (granted === undefined) continue;
    const over = () => usedOf(result.used, cap) - usedOf(had, cap) - granted;
    for (const { rule } of judged.used.filter((one) => one.cap.window === cap.window).reverse()) {
      const isIts = (one: Judgement['used'][number]) => one.rule === rule && one.cap.window === cap.window;
      const [before, now] = [had.find(isIts)?.points ?? 0, result.used.find(isIts)?.points ?? 0];
      // Who counts times has its time or has none.
      const by = cap.points === null ? Number(before === 0) * now : Math.min(over(), now - before);
      if (over() <= 0 || by <= 0) continue;
      result.awards = awardsLess(result.awards, rule, by);
      result.used = usedLess(result.used, rule, by);
      result.short.set(rule, cap.reason);
    }
  }
  return result;
}

function sharedCaps(used: Judgement['used']): Cap[] {
  const caps = used.flatMap(({ cap }) => (cap.kind === 'shared' ? [[cap.window, cap] as const] : []));
  return [...new Map(caps).values()];
}

function usedOf(used: Judgement['used'], { window, points: inPoints }: Cap): number {
  const of = used.filter(({ cap }) => cap.window === window);
  return inPoints === null ? of.length : of.reduce((sum, { points }) => sum + points, 0);
}

function awardsLess(awards: readonly Standing[], rule: string, less: number): Standing[] {
  return awards.flatMap((one) => {
    if (one.rule !== rule) return [one];
    return one.points > less ? [{ ...one, points: one.points - less }] : [];
  });
}
