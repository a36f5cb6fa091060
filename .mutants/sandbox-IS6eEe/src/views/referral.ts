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
import type { Program, ReferralView } from '@laurel/contract';
import { hashOf } from '../boards/hash.ts';
import type { State } from '../log/state.ts';
import { iso } from './text.ts';
type ReferralOf = NonNullable<Program['referral']>;
const FRIENDS = 20;

/** What a friend is welcomed with. */
export function friendOffer({
  friend
}: ReferralOf): ReferralView['friend'] {
  if (stryMutAct_9fa48("4924")) {
    {}
  } else {
    stryCov_9fa48("4924");
    if (!friend) return null;
    if ('points' in friend) return {
      points: friend.points
    };
    return {
      discount: friend.discount,
      minimum: friend.minimum ?? null
    };
  }
}

/** A member's own recommendation: the code, the link, and how far each friend has come. */
export function referralView(referral: ReferralOf, state: State, code: string): ReferralView {
  if (stryMutAct_9fa48("4934")) {
    {}
  } else {
    stryCov_9fa48("4934");
    const friends = Object.entries(state.friends).sort(([, a], [, b]) => b.at - a.at);
    return stryMutAct_9fa48("4938") ? {} : (stryCov_9fa48("4938"), {
      code,
      link: referral.link === undefined ? null : linkWith(referral.link, code),
      friend: friendOffer(referral),
      advocate: {
        points: referral.advocate.points
      },
      minimum: referral.minimum,
      counts: {
        ...state.friendCounts
      },
      friends: friends.slice(0, FRIENDS).map(([friend, {
        stage,
        at,
        points,
        lot
      }]) => ({
        id: hashOf(`friend ${friend}`),
        stage,
        at: iso(at),
        points,
        activeAt: iso(state.lots.find(({
          id
        }) => id === lot)?.activeAt ?? null)
      }))
    });
  }
}
function linkWith(link: string, code: string): string {
  if (stryMutAct_9fa48("4954")) {
    {}
  } else {
    stryCov_9fa48("4954");
    const url = new URL(link);
    url.searchParams.set('ref', code);
    return url.href;
  }
}