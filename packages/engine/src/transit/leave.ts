import { releaseHold } from '../checkout/release.ts';
import { affect, type Draft, emit } from '../decide/draft.ts';
import { sent } from './send.ts';

/** Posts everything that a log has and owes to `transit`, for the log that it is merged into (RULES 26); what is held comes back first. */
export function leave(draft: Draft, into: string): void {
  for (const hold of Object.values(draft.state.holds)) releaseHold(draft, hold, draft.recordedAt);
  for (const lot of draft.state.lots.slice()) emit(draft, sent(lot, lot.points, into));
  const { owed } = draft.state;
  if (owed > 0) emit(draft, { kind: 'owed.sent', points: owed, to: into });
  affect(draft, { kind: 'absorb', id: `merge:${draft.context.member}`, to: into });
}
