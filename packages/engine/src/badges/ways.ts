import type { BadgeWay, Gift, Program } from '@laurel/contract';
import { isDated } from '../earn/program.ts';

/** A way to a badge, without words. */
export type Way = Pick<BadgeWay, 'of' | 'id' | 'n'>;

/**
 * Everything in a program that gives a badge and is not over.
 * @param all with what is hidden or for some only, as the shop may see it
 */
export function waysTo(program: Program, badge: string, now: number, all: boolean): Way[] {
  const ways: Way[] = [];
  const look = (of: Way['of'], id: string, gift: Gift | undefined, n: number | null = null) => {
    if (gift?.badge === badge) ways.push({ of, id, n });
  };
  const stands = (dates: { until?: string | undefined }) => isDated({ until: dates.until }, now);
  for (const { id, grant, steps, hidden, until } of program.challenges) {
    if ((hidden !== undefined && !all) || !stands({ until })) continue;
    look('challenge', id, grant);
    steps.forEach((step, at) => {
      look('step', id, step.grant, at + 1);
    });
  }
  for (const { id, milestones, until } of program.streaks)
    if (stands({ until })) for (const { at, grant } of milestones) look('streak', id, grant, at);
  for (const { id, gift } of program.tiers) look('tier', id, gift);
  for (const { id, prizes, until } of program.draws)
    if (stands({ until })) for (const { grant } of prizes) look('draw', id, grant);
  for (const { id, grant, until } of program.goals) if (stands({ until })) look('goal', id, grant);
  for (const { id, give, when, until } of program.rewards)
    if ('badge' in give && give.badge === badge && (all || when === undefined) && stands({ until }))
      ways.push({ of: 'reward', id, n: null });
  return ways;
}
