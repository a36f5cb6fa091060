import type { MemberView } from '@laurel/contract';
import type { Scene } from '../../element/element.ts';

/** What is remembered of a member, to tell on the next page what came between. */
export interface Seen {
  who: string;
  sum: number;
  tier: string | null;
  badges: string[];
  done: string[];
}

/** One thing that was won. */
export interface Won {
  id: string;
  title: string;
  note: string;
  badge: boolean;
}

/** What a member has to show for, without the points that they have spent since. */
export const seenOf = ({ externalId, points, tier, badges, challenges }: MemberView): Seen => ({
  who: externalId,
  sum: points.balance + points.pending,
  tier: tier.id,
  badges: badges.map(({ id }) => id),
  done: challenges.flatMap(({ id, completedAt }) => (completedAt ? [id] : [])),
});

/** What is new since: a tier, challenges, badges, and the points in one sum. Nothing where it was somebody else. */
export function wonSince(before: Seen, member: MemberView, { speech }: Scene): Won[] {
  const now = seenOf(member);
  if (before.who !== now.who) return [];
  const won: Won[] = [];
  if (member.tier.name && now.tier !== before.tier && !isLower(before, member)) {
    const perks = member.tier.perks.join(' · ');
    won.push({
      id: `tier ${now.tier}`,
      title: speech.say('tier.now', { tier: member.tier.name }),
      note: perks,
      badge: true,
    });
  }
  for (const { id, name, completedAt, times } of member.challenges) {
    if (completedAt && times && !before.done.includes(id))
      won.push({ id: `challenge ${id}`, title: speech.say('challenges.complete', { name }), note: '', badge: true });
  }
  for (const { id, name } of member.badges) {
    if (!before.badges.includes(id))
      won.push({ id: `badge ${id}`, title: speech.say('badges.now', { name }), note: '', badge: true });
  }
  const gain = now.sum - before.sum;
  if (gain > 0) {
    const { pending, balance } = member.points;
    const note = pending ? speech.say('points.pending.later', { points: speech.points(pending) }) : '';
    won.push({
      id: `points ${member.version}`,
      title: `+${speech.worth(gain)}`,
      note: note || speech.say('points.now', { points: speech.points(balance) }),
      badge: false,
    });
  }
  return won;
}

/** A level that is no better than having none, or than the one before, is nothing that was won. */
const isLower = (before: Seen, { tier }: MemberView) => before.tier !== null && tier.next?.id === before.tier;
