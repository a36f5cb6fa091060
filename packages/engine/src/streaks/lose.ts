import { type Draft, emit } from '../decide/draft.ts';
import { takeGrant } from '../grants/take.ts';
import type { StreakState } from '../log/state.ts';
import { unitAt } from './unit.ts';
import { walk } from './walk.ts';

/**
 * An order was given back in full: what only it kept up was missed (RULES 16). Milestones that were reached stay, unless the streak says
 * `onRefund: undo`: then what is no longer reached goes back, as long as nothing of it was used.
 */
export function loseStreaks(draft: Draft, subject: string): void {
  const { program, state, recordedAt: at } = draft;
  for (const [streak, { orders = {} }] of Object.entries(state.streaks)) {
    const units = Object.keys(orders)
      .map(Number)
      .filter((unit) => orders[unit]?.includes(subject));
    for (const unit of units) emit(draft, { kind: 'streak.lost', streak, unit, subject, at });
    const document = program.streaks.find(({ id }) => id === streak);
    if (units.length > 0 && document?.onRefund === 'undo') undoMilestones(draft, streak);
  }
}

function undoMilestones(draft: Draft, id: string): void {
  const known = draft.state.streaks[id];
  if (!known) return;
  const now = Math.max(unitAt(known.zone, draft.recordedAt, known.per), known.runs.at(-1)?.to ?? 0);
  for (const [key, given] of Object.entries(known.given ?? {})) {
    const length = Number(key);
    const reached = known.reached[length];
    if (reached === undefined || lengthAt(known, reached) >= length || walk(known, now).current >= length) continue;
    if (takeGrant(draft, given, { of: 'streak', id })) emit(draft, { kind: 'streak.undone', streak: id, length });
  }
}

/** How long the streak was in an earlier unit, as things stand now. */
function lengthAt(known: StreakState, unit: number): number {
  const runs = known.runs.flatMap(({ from, to }) => (from > unit ? [] : { from, to: Math.min(to, unit) }));
  return walk({ ...known, runs }, unit).current;
}
