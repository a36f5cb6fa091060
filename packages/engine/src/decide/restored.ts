import type { Entry } from '../log/entry.ts';
import type { Settlement } from '../order/settlement.ts';
import { fillOwed } from '../points/owed.ts';
import { count } from '../tiers/count.ts';
import { addDuration } from '../time/add.ts';
import { lotOfRule } from './awards.ts';
import { type Draft, emit } from './draft.ts';

type Awards = Settlement['awards'];

/**
 * Gives back what a chargeback took that was decided for the shop: with the old times, but alive for the days of grace. What had expired
 * before it was taken expires again.
 */
export function restore(
  draft: Draft,
  {
    settlement,
    paid,
    awards,
    points,
    expired,
    subject,
  }: { settlement: Settlement; paid: Entry; awards: Awards; points: number; expired: number; subject: string },
): void {
  const { program, recordedAt } = draft;
  const grace = addDuration(program.timeZone, recordedAt, { days: program.points.restore.graceDays });
  let [left, over] = [points, Math.min(points, expired)];
  const open = (rule: string, n: number, isOver: boolean) => {
    const first = lotOfRule(paid, { rule })?.opened;
    if (!first) return;
    const activeAt = first.activeAt !== null && first.activeAt > recordedAt ? first.activeAt : null;
    const lives = first.expiresAt === null ? null : Math.max(first.expiresAt, grace);
    const expiresAt = isOver ? Math.min(first.expiresAt ?? recordedAt, recordedAt) : lives;
    draft.opened += 1;
    const lot = `${draft.seq}.${draft.opened}`;
    const { at, expiry } = first;
    const source = { kind: 'rule', id: rule } as const;
    emit(draft, { kind: 'lot.opened', lot, points: n, source, subject, at, activeAt, expiresAt, expiry });
    count(draft, { count: 'earned', at, points: n, subject });
    if (activeAt === null) count(draft, { count: 'active', at: first.activeAt ?? at, points: n, subject });
  };
  for (const { rule, points: is, counter } of awards) {
    const more = Math.min(left, is - pointsOf(settlement.awards, rule));
    if (more <= 0 || counter !== undefined) continue;
    left -= more;
    const lost = Math.min(over, more);
    over -= lost;
    if (lost > 0) open(rule, lost, true);
    if (more > lost) open(rule, more - lost, false);
  }
  fillOwed(draft, recordedAt);
}

function pointsOf(awards: Awards, rule: string): number {
  return awards.find((award) => award.rule === rule)?.points ?? 0;
}
