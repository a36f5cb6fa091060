import type { GoalScore } from '../program/goal.ts';
import type { GiftView } from './member.ts';

/** A common goal as everybody sees it, and one's own part of it. Instants ISO in UTC. */
export interface GoalView {
  id: string;
  name: string;
  description: string | null;
  /** What counts, as the program says it: an element writes "€" for `spend`. */
  score: GoalScore;
  /** What all contributions come to now; of money in minor units. Once it was reached, never below what it takes. */
  total: number;
  target: number;
  /** How many have contributed. */
  members: number;
  /** What the member who asks has contributed; null for somebody who is not known. */
  mine: number | null;
  /** From how much on a contributor is given something; null: it is given to every member. */
  least: number | null;
  grant: GiftView;
  /** `soon`: not begun; `open`; `held`: over, late facts still count; `reached`; `missed`. */
  state: 'soon' | 'open' | 'held' | 'reached' | 'missed';
  reachedAt: string | null;
  startsAt: string;
  endsAt: string;
}
