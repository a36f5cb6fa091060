import { type Draft, emit } from '../decide/draft.ts';
import type { GiftOf } from '../log/change.ts';

/** Takes a badge back with what had given it, unless something else that gives it stands. @param of what no longer stands */
export function withdrawBadge(draft: Draft, badge: string, of: { of: GiftOf; id: string }): void {
  if (draft.state.badges[badge] !== undefined && !isMeritedElsewhere(draft, badge, of))
    emit(draft, { kind: 'badge.withdrawn', badge });
}

function isMeritedElsewhere(
  { program, state }: Draft,
  badge: string,
  { of, id: own }: { of: GiftOf; id: string },
): boolean {
  const isOther = (kind: GiftOf, id: string) => kind !== of || id !== own;
  return (
    program.challenges.some(({ id, grant }) => {
      const { times = 0, past } = state.challenges[id] ?? {};
      return grant.badge === badge && isOther('challenge', id) && times > (past ? 1 : 0);
    }) ||
    program.streaks.some(({ id, milestones }) =>
      milestones.some(
        ({ at, grant }) =>
          grant.badge === badge && isOther('streak', id) && state.streaks[id]?.reached[at] !== undefined,
      ),
    ) ||
    program.tiers.some(({ id, gift }) => gift?.badge === badge && isOther('tier', id) && state.gifts[id] !== undefined)
  );
}
