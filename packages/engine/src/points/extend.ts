import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Extension } from '../log/change.ts';
import type { Command } from '../log/command.ts';
import type { Lot } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { expiresAtOf } from './life.ts';

/** A purchase with points, as an activity that keeps others alive. */
const REDEEMED = 'points.redeemed';

/** What a member did keeps points alive that go by it: their time starts anew. A late fact brings nothing back that has expired. */
export function keepAlive(draft: Draft, { outcome }: Ending): void {
  const { command, state, recordedAt } = draft;
  if (outcome !== 'applied' || state.status !== 'joined') return;
  const did =
    command.kind === 'fact'
      ? { type: command.fact.type, at: command.fact.occurredAt }
      : command.kind === 'redeem'
        ? { type: REDEEMED, at: recordedAt }
        : null;
  if (!did || !state.idle) return;
  const ends = new Map<string, number>();
  push(draft, { kind: 'activity', type: did.type }, ({ expiry }) => {
    if (!expiry?.idle?.on.includes(did.type)) return null;
    // Nearly all of them live by the same terms: their end is worked out once.
    const { unit, n, timeZone, endOf = '' } = expiry;
    const terms = `${unit} ${n} ${timeZone} ${endOf}`;
    const end = ends.get(terms) ?? expiresAtOf(expiry, did.at);
    ends.set(terms, end);
    return end;
  });
}

/** Lets points live longer by hand, with who and why. Never shorter. */
export function extend(draft: Draft, { until, before, by, why }: Extract<Command, { kind: 'extend' }>): Ending {
  const kind = 'points.extended';
  const { state, program } = draft;
  if (state.status !== 'joined') return { kind, outcome: 'refused', reason: 'not_joined' };
  const any = push(draft, { kind: 'hand', by, why }, ({ expiresAt }) => {
    if (expiresAt === null || (before !== null && expiresAt >= before)) return null;
    return 'to' in until ? until.to : addDuration(program.timeZone, expiresAt, until.add);
  });
  return any ? { kind, outcome: 'applied', reason: null } : { kind, outcome: 'refused', reason: 'nothing_to_extend' };
}

/** Moves the expiry of lots forward, those to the same instant in one change. @returns whether any moved */
function push(draft: Draft, cause: Extension, end: (lot: Lot) => number | null): boolean {
  const moved = new Map<number, Lot[]>();
  for (const lot of draft.state.lots) {
    const to = lot.expiresAt === null ? null : end(lot);
    if (to === null || lot.expiresAt === null || to <= lot.expiresAt) continue;
    const together = moved.get(to);
    if (together) together.push(lot);
    else moved.set(to, [lot]);
  }
  for (const [expiresAt, lots] of moved) {
    const points = lots.reduce((sum, lot) => sum + lot.points, 0);
    emit(draft, { kind: 'lots.extended', lots: lots.map(({ id }) => id), points, expiresAt, cause });
  }
  return moved.size > 0;
}
