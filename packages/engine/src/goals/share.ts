import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { giveGrant } from '../grants/give.ts';
import type { Reaction } from '../log/entry.ts';

/** What a full common goal gives this member. It stands whatever is refunded later. */
export function shareGoal(
  draft: Draft,
  { goal, grant, at, mine }: Extract<Reaction, { kind: 'goal.reached' }>,
): Ending {
  const kind = 'reaction';
  draft.subjects.add(`goal:${goal}`);
  const { joinedAt } = draft.state;
  const late = joinedAt !== null && joinedAt > at;
  const reason = apartBecause(draft) ?? (late ? 'not_joined' : null);
  if (reason) return { kind, outcome: 'refused', reason };
  giveGrant(draft, grant, {
    of: 'goal',
    id: goal,
    at: draft.recordedAt,
    note: ({ lot, points }) => emit(draft, { kind: 'goal.reached', goal, at, mine, lot, points }),
  });
  return { kind, outcome: 'applied', reason: null };
}
