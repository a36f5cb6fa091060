import type { Program, Reason } from '@laurel/contract';
import type { Standings } from '../buyer/fields.ts';
import { capsOf, roomOf } from '../earn/caps.ts';
import { holds } from '../earn/condition.ts';
import { isDated, type RewardOf } from '../earn/program.ts';
import { memberOf, type Subject, timeOf } from '../earn/subject.ts';
import type { State } from '../log/state.ts';

/** A member and what is known of them, at an instant. */
export interface Asker {
  program: Program;
  state: State;
  attributes: Record<string, unknown>;
  at: number;
}

/** Why a reward cannot be had now, whatever is left of it and whatever it costs; null: it can. */
export function gateOf(asker: Asker, reward: RewardOf): Reason | null {
  const { at, program, state, attributes } = asker;
  if (reward.giftOnly) return 'reward_unavailable';
  if (reward.from && !isDated({ from: reward.from }, at)) return 'not_yet';
  if (reward.until && !isDated({ until: reward.until }, at)) return 'no_longer';
  const subject = memberNow(program, state, attributes, at);
  if (!holds(reward.when, subject)) {
    if (tierFor(asker, reward)) return 'tier_too_low';
    return isForAnotherHour(reward, subject) ? 'outside_hours' : 'reward_unavailable';
  }
  const { give } = reward;
  if ('badge' in give && state.badges[give.badge] !== undefined) return 'already_yours';
  if ('tier' in give && state.tierGrants.some(({ tier, until }) => tier === give.tier && until === null))
    return 'already_yours';
  if ('access' in give && state.entitlements[give.access]?.some(({ until }) => until === null)) return 'already_yours';
  return limitOf(asker, reward)?.left === 0 ? 'limit' : null;
}

/** What conditions may look at where nothing happens but that somebody asks. */
export function memberNow(
  program: Program,
  state: State,
  attributes: Record<string, unknown>,
  at: number,
  standings: Standings | null = null,
): Subject {
  const time = timeOf(program.timeZone, at);
  return { event: {}, member: memberOf(program, state, { tier: state.tier.id, attributes, time, standings }), time };
}

/** The lowest tier above the member's that may have a reward, where it is the tier that is missing. */
export function tierFor(
  { program, state, attributes, at }: Asker,
  { when }: RewardOf,
): Program['tiers'][number] | null {
  const place = program.tiers.findIndex(({ id }) => id === state.tier.id);
  const subject = memberNow(program, state, attributes, at);
  const found = program.tiers
    .slice(place + 1)
    .find(({ id }) => holds(when, { ...subject, member: { ...subject.member, tier: id } }));
  return found ?? null;
}

/** Whether a condition holds at another hour of the week. */
function isForAnotherHour({ when }: RewardOf, subject: Subject): boolean {
  for (let weekday = 1; weekday <= 7; weekday += 1)
    for (let hour = 0; hour < 24; hour += 1) {
      const time = { ...subject.time, weekday, hour, at: `${String(hour).padStart(2, '0')}:00` };
      if (holds(when, { ...subject, time })) return true;
    }
  return false;
}

/** How often a reward may still be had under its tightest limit, and when that limit's window ends; null: as often as one likes. */
export function limitOf(
  { program, state, at }: Asker,
  { id, limit, cost }: RewardOf,
): { left: number; until: number | null } | null {
  let tightest: { left: number; until: number | null } | null = null;
  for (const cap of capsOf(`reward:${id}`, limit, program.timeZone, at)) {
    const { times, points } = roomOf(cap, cap.single ? undefined : state.windows[cap.window]);
    const left = Math.min(
      times ?? Number.POSITIVE_INFINITY,
      points === null ? Number.POSITIVE_INFINITY : Math.floor(points / cost),
    );
    if (!tightest || left < tightest.left) tightest = { left, until: cap.closesAt };
  }
  return tightest;
}
