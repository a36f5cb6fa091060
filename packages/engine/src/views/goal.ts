import type { Goal, GoalView } from '@laurel/contract';
import { textOf } from './text.ts';
import { giftView } from './tier.ts';

/** What a goal has come to, as projections know it. */
export interface GoalStand {
  /** Of all contributions, and of how many members. */
  total: number;
  members: number;
  /** Null for somebody who is not known. */
  mine: number | null;
  /** Null: not yet. */
  reachedAt: number | null;
  /** When late facts no longer count. */
  closesAt: number;
}

/**
 * A common goal as everybody sees it.
 * @param now milliseconds
 */
export function goalView(goal: Goal, stand: GoalStand, now: number, locale: string): GoalView {
  const { id, name, description, score, target, grant, to, least, from, until } = goal;
  const { total, members, mine, reachedAt } = stand;
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    score,
    // What is reached stands, whatever is refunded later.
    total: reachedAt === null ? total : Math.max(total, target),
    target,
    members,
    mine,
    least: to === 'members' ? null : (least ?? 1),
    grant: giftView(grant),
    state: stateOf(goal, stand, now),
    reachedAt: reachedAt === null ? null : new Date(reachedAt).toISOString(),
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(until).toISOString(),
  };
}

function stateOf({ from, until }: Goal, { reachedAt, closesAt }: GoalStand, now: number): GoalView['state'] {
  if (reachedAt !== null) return 'reached';
  if (now < Date.parse(from)) return 'soon';
  if (now < Date.parse(until)) return 'open';
  return now < closesAt ? 'held' : 'missed';
}
