import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';

/** Gives a badge by hand, or takes one back, also one that the program no longer has; it may be earned again. */
export function handBadge(draft: Draft, { badge, take, by, why }: Extract<Command, { kind: 'handBadge' }>): Ending {
  const kind = 'badge.changed';
  const { program, state, recordedAt: at } = draft;
  const refuse = (reason: NonNullable<Ending['reason']>): Ending => ({ kind, outcome: 'refused', reason });
  const apart = apartBecause(draft);
  if (apart && !take) return refuse(apart);
  const isHeld = state.badges[badge] !== undefined;
  if (!isHeld && !program.badges.some(({ id }) => id === badge)) return refuse('unknown_badge');
  if (take !== isHeld) return refuse(take ? 'badge_not_held' : 'already_yours');
  const hand = { by, why };
  emit(draft, take ? { kind: 'badge.withdrawn', badge, hand } : { kind: 'badge.granted', badge, at, hand });
  return { kind, outcome: 'applied', reason: null };
}
