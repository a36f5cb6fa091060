import type { Program, ProgramView } from '@laurel/contract';
import { isDated } from '../earn/program.ts';
import { challengeView } from './challenge.ts';
import { friendOffer } from './referral.ts';
import { rewardView } from './reward.ts';
import { knownLocale, textOf } from './text.ts';

/**
 * What anybody may know of a program.
 * @param now milliseconds: what is over by then is left out
 */
export function programView(program: Program, version: number, locale: string, now: number): ProgramView {
  const words = knownLocale(locale);
  const isNotOver = (dates: { until?: string | undefined }) => isDated({ until: dates.until }, now);
  return {
    name: program.name,
    currency: program.currency,
    timeZone: program.timeZone,
    points: { name: program.points.name as Record<string, Record<string, string>> },
    rules: program.rules.filter(isNotOver).map((rule) => ruleView(rule, words)),
    challenges: program.challenges.filter(isNotOver).map((challenge) => challengeView(challenge, undefined, words)),
    rewards: program.rewards
      .filter((reward) => isDated(reward, now))
      .map((reward) => rewardView(reward, { balance: 0, left: reward.stock ?? null }, words)),
    tiers: program.tiers.map(({ id, name, from, earn, perks = [] }) => ({
      id,
      name: textOf(name, words, id),
      points: from.points,
      times: earn?.times ?? 1,
      perks: perks.map((perk) => textOf(perk, words, '')),
    })),
    referral: program.referral
      ? {
          friend: friendOffer(program.referral),
          advocate: { points: program.referral.advocate.points },
          minimum: program.referral.minimum,
        }
      : null,
    boards: program.boards.map(({ id, name, period }) => ({
      id,
      name: textOf(name, words, id),
      period: typeof period === 'string' ? period : period.season,
    })),
    version,
  };
}

function ruleView(
  { id, name, on, earn, limit }: Program['rules'][number],
  locale: string,
): ProgramView['rules'][number] {
  const first = [limit ?? []].flat()[0];
  return {
    id,
    name: name === undefined ? null : textOf(name, locale, id),
    on,
    points: typeof earn === 'number' ? earn : earn.points,
    per: typeof earn === 'number' ? null : earn.per,
    times: first?.times ?? null,
    window: first?.per ?? null,
  };
}
