import { apartBecause, type Draft, type Ending } from '../decide/draft.ts';
import type { Reaction } from '../log/entry.ts';
import { grant } from '../points/grant.ts';

/** What a place of a closed period wins: the entry says which board, period and place. */
export function winPrize(
  draft: Draft,
  { board, period, place, points }: Extract<Reaction, { kind: 'prize.won' }>,
): Ending {
  draft.subjects.add(`prize:${board}:${period}`);
  const reason = apartBecause(draft);
  if (reason) return { kind: 'reaction', outcome: 'refused', reason };
  const { expiry } = draft.program.points;
  const source = { kind: 'prize', board, period, place } as const;
  grant(draft, { points, source, subject: null, at: draft.recordedAt, pending: undefined, expiry });
  return { kind: 'reaction', outcome: 'applied', reason: null };
}
