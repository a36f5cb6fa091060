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
import type { BadgeView, MemberView, PointsView, Program, TierView } from '@laurel/contract';
import { inHoldout } from '../decide/draft.ts';
import { changesAt, settled } from '../due/settled.ts';
import { isDated } from '../earn/program.ts';
import type { Lot, State } from '../log/state.ts';
import { isOffered } from '../rewards/redeem.ts';
import { countedFor } from '../tiers/count.ts';
import { challengeView } from './challenge.ts';
import { referralView } from './referral.ts';
import { couponView, rewardView } from './reward.ts';
import { iso, knownLocale, textOf } from './text.ts';

/** What a view of a member shows that does not stand in their log. */
export interface MemberExtras {
  externalId: string;
  alias: string;
  onBoards: boolean;
  /** How many of each reward are left; null, or left out: no end. */
  stockLeft: Record<string, number | null>;
  referralCode: string | null;
  attributes: Record<string, unknown>;
}

/** Everything about a member that they may see, exact at an instant. Whoever is in the control group sees no programme. */
export function memberView(program: Program, state: State, extras: MemberExtras, now: number, locale: string): MemberView {
  if (stryMutAct_9fa48("4745")) {
    {}
  } else {
    stryCov_9fa48("4745");
    const words = knownLocale(locale);
    const current = settled(program, state, now).state;
    const status = statusOf(program, current);
    const isShown = status !== 'control' && status !== 'closed';
    const {
      externalId,
      alias,
      onBoards,
      referralCode
    } = extras;
    return {
      externalId,
      status,
      joinedAt: iso(current.joinedAt),
      alias,
      onBoards: onBoards && status !== 'control',
      points: pointsView(current),
      tier: tierView(program, current, words),
      challenges: isShown ? challengesView(program, current, words) : [],
      badges: badgesView(program, current, words),
      referral: isShown && program.referral && referralCode !== null ? referralView(program.referral, current, referralCode) : null,
      rewards: isShown ? rewardsView(program, current, extras, words) : [],
      coupons: Object.values(current.coupons).sort((a, b) => b.issuedAt - a.issuedAt).map(coupon => couponView(program, coupon, current.recordedAt, words)),
      version: state.seq,
      changesAt: iso(changesAt(program, current))
    };
  }
}
function statusOf(program: Program, state: State): MemberView['status'] {
  if (stryMutAct_9fa48("4775")) {
    {}
  } else {
    stryCov_9fa48("4775");
    if (state.status === 'closed') return 'closed';
    if (state.status !== 'joined') return 'guest';
    return inHoldout({
      program,
      state
    }) ? 'control' : 'joined';
  }
}

/** A member's points, of a state that is settled. */
function pointsView({
  available,
  pending,
  held,
  owed,
  lots
}: State): PointsView {
  if (stryMutAct_9fa48("4789")) {
    {}
  } else {
    stryCov_9fa48("4789");
    const active = lots.filter(({
      activeAt,
      expiresAt
    }) => activeAt === null && expiresAt !== null);
    const waiting = lots.filter(({
      activeAt
    }) => activeAt !== null);
    return {
      balance: available - owed,
      available,
      pending,
      held,
      owed,
      nextActive: next(waiting, ({
        activeAt
      }) => activeAt),
      nextExpiry: next(active, ({
        expiresAt
      }) => expiresAt)
    };
  }
}

/** The points of the lots that come first, and when; lots are in that order. */
function next(lots: readonly Lot[], instant: (lot: Lot) => number | null): {
  points: number;
  at: string;
} | null {
  if (stryMutAct_9fa48("4808")) {
    {}
  } else {
    stryCov_9fa48("4808");
    const at = lots[0] ? instant(lots[0]) : null;
    if (at === null) return null;
    const points = lots.reduce((sum, lot) => instant(lot) === at ? sum + lot.points : sum, 0);
    return {
      points,
      at: iso(at)
    };
  }
}
function tierView({
  tiers,
  timeZone
}: Program, state: State, locale: string): TierView {
  if (stryMutAct_9fa48("4818")) {
    {}
  } else {
    stryCov_9fa48("4818");
    const place = tiers.findIndex(({
      id
    }) => id === state.tier.id);
    const [tier, above] = [tiers[place], tiers[place + 1]];
    return {
      id: tier?.id ?? null,
      name: tier ? textOf(tier.name, locale, tier.id) : null,
      since: tier ? iso(state.tier.since) : null,
      until: tier ? iso(state.tier.until) : null,
      times: tier?.earn?.times ?? 1,
      perks: (tier?.perks ?? []).map(perk => textOf(perk, locale, '')),
      next: above ? {
        id: above.id,
        name: textOf(above.name, locale, above.id),
        points: above.from.points,
        missing: Math.max(0, above.from.points - countedFor(above, state, timeZone, state.recordedAt))
      } : null
    };
  }
}

/** Challenges that hold now, and those that were completed. */
function challengesView({
  challenges
}: Program, state: State, locale: string): MemberView['challenges'] {
  if (stryMutAct_9fa48("4839")) {
    {}
  } else {
    stryCov_9fa48("4839");
    return challenges.filter(one => isDated(one, state.recordedAt) || (state.challenges[one.id]?.completedAt ?? null) !== null).map(challenge => challengeView(challenge, state.challenges[challenge.id], locale));
  }
}
function badgesView({
  badges
}: Program, state: State, locale: string): BadgeView[] {
  if (stryMutAct_9fa48("4850")) {
    {}
  } else {
    stryCov_9fa48("4850");
    return Object.entries(state.badges).sort(([, a], [, b]) => b - a).map(([id, at]) => {
      const badge = badges.find(one => one.id === id);
      const description = badge?.description;
      return {
        id,
        name: textOf(badge?.name, locale, id),
        description: description === undefined ? null : textOf(description, locale, ''),
        at: iso(at)
      };
    });
  }
}
function rewardsView(program: Program, state: State, extras: MemberExtras, locale: string): MemberView['rewards'] {
  if (stryMutAct_9fa48("4866")) {
    {}
  } else {
    stryCov_9fa48("4866");
    const {
      attributes,
      stockLeft
    } = extras;
    const balance = state.available - state.owed;
    const offered = {
      program,
      state,
      recordedAt: state.recordedAt,
      context: {
        attributes
      }
    };
    return program.rewards.filter(reward => isOffered(offered, reward)).map(reward => rewardView(reward, {
      balance,
      left: stockLeft[reward.id] ?? null
    }, locale));
  }
}