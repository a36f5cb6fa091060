import type { Program, ProgramView } from '@laurel/contract';
import { isDated } from '../earn/program.ts';
import { emptyState } from '../evolve/empty.ts';
import { type BadgeStand, openBadges } from './badge.ts';
import { challengeView, isSeen } from './challenge.ts';
import { sliderView } from './checkout.ts';
import { drawView } from './draw.ts';
import { offersView } from './offer.ts';
import { advocateOffer, friendOffer } from './referral.ts';
import { rewardView } from './reward.ts';
import { knownLocale, textOf } from './text.ts';
import { asksOf, benefitsOf, giftView, perkTexts } from './tier.ts';

/** What a view of a program shows that does not stand in its document. */
export interface ProgramExtras {
  /** How many of each reward are left; left out: as many as there are in all. */
  stockLeft: Record<string, number | null>;
  /** What was given to each cause so far. */
  causes: Record<string, { money: number; trees: number; cost: number }>;
  /** Who has which badge; left out: nobody has counted. */
  badges?: BadgeStand;
}

/**
 * What anybody may know of a program.
 * @param now milliseconds: what is over by then is left out
 */
export function programView(
  program: Program,
  version: number,
  locale: string,
  now: number,
  given: ProgramExtras = { stockLeft: {}, causes: {} },
): ProgramView {
  const words = knownLocale(locale);
  const isNotOver = (dates: { until?: string | undefined }) => isDated({ until: dates.until }, now);
  return {
    name: program.name,
    currency: program.currency,
    timeZone: program.timeZone,
    points: { name: program.points.name as Record<string, Record<string, string>> },
    rules: program.rules.filter(isNotOver).map((rule) => ruleView(rule, words)),
    challenges: program.challenges
      .filter((challenge) => isNotOver(challenge) && isSeen(challenge, undefined))
      .map((challenge) => challengeView(program.timeZone, challenge, undefined, { now, locale: words })),
    draws: program.draws.filter(isNotOver).map((draw) => drawView(draw, words)),
    streaks: program.streaks
      .filter(isNotOver)
      .map(({ id, name, per, on }) => ({ id, name: textOf(name, words, id), per, on })),
    rewards: rewardsFor(program, given.stockLeft, words, now),
    causes: program.causes.map(({ id, name, description, tree }) => ({
      id,
      name: textOf(name, words, id),
      description: description === undefined ? null : textOf(description, words, ''),
      donated: given.causes[id]?.money ?? 0,
      trees: given.causes[id]?.trees ?? 0,
      unitPrice: tree ?? null,
      amount: (given.causes[id]?.money ?? 0) + (given.causes[id]?.cost ?? 0),
    })),
    checkout: program.checkout ? sliderView(program.checkout) : null,
    tiers: program.tiers.map(({ id, name, from, earn, perks = [], gift }) => ({
      id,
      name: textOf(name, words, id),
      ...asksOf(from),
      times: earn?.times ?? 1,
      perks: perkTexts(perks, words),
      benefits: benefitsOf(perks),
      gift: gift ? giftView(gift) : null,
    })),
    badges: openBadges(program, { now, locale: words, stand: given.badges }),
    offers: offersView(program, null, now, words),
    referral: program.referral
      ? {
          friend: friendOffer(program.referral),
          advocate: advocateOffer(program.referral),
          minimum: program.referral.minimum,
        }
      : null,
    boards: program.boards.map(({ id, name, period }) => ({
      id,
      name: textOf(name, words, id),
      period: typeof period === 'string' ? period : period.season,
    })),
    counters: program.counters.map(({ id, name }) => ({ id, name: textOf(name, words, id) })),
    claims: program.claims ? { proof: program.claims.proof } : null,
    version,
  };
}

/** What a visitor sees of the rewards: what is over is left out, and so is what only some may know of. */
function rewardsFor(
  program: Program,
  stockLeft: ProgramExtras['stockLeft'],
  words: string,
  now: number,
): ProgramView['rewards'] {
  const state = { ...emptyState(), recordedAt: now };
  return program.rewards
    .filter(({ until }) => isDated({ until }, now))
    .map((reward) => {
      const left = stockLeft[reward.id] ?? reward.stock ?? null;
      return rewardView(reward, { program, state, attributes: {}, at: now }, { left, locale: words });
    })
    .filter(({ reason }) => reason !== 'reward_unavailable');
}

function ruleView(
  { id, name, on, earn, limit, currency }: Program['rules'][number],
  locale: string,
): ProgramView['rules'][number] {
  // One of all members together says nothing of what a member may; one for each product (or whatever) comes after one of the rule as a whole.
  const limits = [limit ?? []].flat().filter(({ times, shared }) => times !== undefined && !shared);
  const first = limits.find(({ each }) => each === undefined) ?? limits[0];
  return {
    id,
    name: name === undefined ? null : textOf(name, locale, id),
    on,
    ...giftOf(earn, currency),
    times: first?.times ?? null,
    window: first?.per ?? null,
    each: first?.each?.split('.').at(-1) ?? null,
  };
}

/** What a rule gives: plainly points, or otherwise. */
function giftOf(
  earn: Program['rules'][number]['earn'],
  currency: string | undefined,
): Pick<ProgramView['rules'][number], 'points' | 'per' | 'other'> {
  if (typeof earn === 'number' && currency === undefined) return { points: earn, per: null, other: null };
  const by = written(earn);
  const n = 'points' in by ? by.points : null;
  const per = 'per' in by ? by.per : null;
  const { counter } = by;
  const items = 'items' in by ? by.items : null;
  const percent = 'percent' in by ? by.percent : null;
  if (n !== null && items === null && currency === undefined && counter === undefined)
    return { points: n, per, other: null };
  return {
    points: null,
    per: null,
    other: {
      n,
      per,
      items,
      percent,
      currency: currency ?? null,
      counter: counter ?? null,
    },
  };
}

type EarnOf = Program['rules'][number]['earn'];

function written(earn: EarnOf): Extract<EarnOf, object> {
  return typeof earn === 'number' ? { points: earn } : earn;
}
