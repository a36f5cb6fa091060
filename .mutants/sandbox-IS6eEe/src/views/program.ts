// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
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
  if (stryMutAct_9fa48("4875")) {
    {}
  } else {
    stryCov_9fa48("4875");
    const words = knownLocale(locale);
    const isNotOver = (dates: {
      until?: string | undefined;
    }) => isDated({
      until: dates.until
    }, now);
    return {
      name: program.name,
      currency: program.currency,
      timeZone: program.timeZone,
      points: {
        name: program.points.name as Record<string, Record<string, string>>
      },
      rules: program.rules.filter(isNotOver).map(rule => ruleView(rule, words)),
      challenges: program.challenges.filter(isNotOver).map(challenge => challengeView(challenge, undefined, words)),
      rewards: program.rewards.filter(reward => isDated(reward, now)).map(reward => rewardView(reward, {
        balance: 0,
        left: reward.stock ?? null
      }, words)),
      tiers: program.tiers.map(({
        id,
        name,
        from,
        earn,
        perks = []
      }) => ({
        id,
        name: textOf(name, words, id),
        points: from.points,
        times: earn?.times ?? 1,
        perks: perks.map(perk => textOf(perk, words, ''))
      })),
      referral: program.referral ? {
        friend: friendOffer(program.referral),
        advocate: {
          points: program.referral.advocate.points
        },
        minimum: program.referral.minimum
      } : null,
      boards: program.boards.map(({
        id,
        name,
        period
      }) => ({
        id,
        name: textOf(name, words, id),
        period: typeof period === 'string' ? period : period.season
      })),
      version
    };
  }
}
function ruleView({
  id,
  name,
  on,
  earn,
  limit
}: Program['rules'][number], locale: string): ProgramView['rules'][number] {
  if (stryMutAct_9fa48("4904")) {
    {}
  } else {
    stryCov_9fa48("4904");
    const first = [limit ?? []].flat()[0];
    return {
      id,
      name: name === undefined ? null : textOf(name, locale, id),
      on,
      points: typeof earn === 'number' ? earn : earn.points,
      per: typeof earn === 'number' ? null : earn.per,
      times: first?.times ?? null,
      window: first?.per ?? null
    };
  }
}