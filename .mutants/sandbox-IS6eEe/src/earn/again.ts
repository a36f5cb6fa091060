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
import type { Program } from '@laurel/contract';
import type { Entry } from '../log/entry.ts';
import { remainingData } from '../order/give-back.ts';
import type { Goods } from '../order/goods.ts';
import type { Room } from './caps.ts';
import { timeOf } from './condition.ts';
import { type Judgement, judge } from './judge.ts';

/** What an entry that judged an order has to tell for judging it again. */
export type Judged = Pick<Entry, 'fact' | 'tier' | 'seen' | 'awards' | 'silent'>;
export interface JudgedAgain {
  /** What each rule's award comes to now. */
  awards: {
    rule: string;
    points: number;
  }[];
  /** What it uses of the windows of caps. */
  used: Judgement['used'];
}

/**
 * Judges what remains of an order in its original entry's own context: version, tier, campaigns, and the cap room it had.
 * @param program the document of the version that judged it
 * @param most what the awards together came to before: they never rise (RULES 11)
 */
export function judgeAgain(program: Program, paid: Judged, goods: Goods, most: number): JudgedAgain {
  if (stryMutAct_9fa48("1399")) {
    {}
  } else {
    stryCov_9fa48("1399");
    const {
      fact,
      seen,
      tier
    } = paid;
    if (!fact) return {
      awards: [],
      used: []
    };
    const {
      orders = 0,
      spent = 0,
      attributes = {}
    } = seen ?? {};
    const {
      type,
      occurredAt
    } = fact;
    const subject = {
      event: {
        type,
        ...remainingData(goods, fact.data)
      },
      member: {
        tier,
        orders,
        spent,
        attributes
      },
      time: timeOf(program.timeZone, occurredAt)
    };
    const recorded = new Map<string, Room[] | undefined>();
    for (const {
      rule,
      room,
      of
    } of paid.silent) if (!of) recorded.set(rule, room);
    for (const {
      rule,
      room
    } of paid.awards) recorded.set(rule, room);
    const {
      awards,
      used
    } = judge(program, {
      type,
      occurredAt,
      goods,
      subject
    }, {
      kind: 'recorded',
      of: rule => recorded.get(rule) ?? null
    });
    let left = most;
    const kept = awards.map(({
      rule,
      points
    }) => {
      const fits = Math.min(left, points);
      left -= fits;
      return {
        rule,
        points: fits
      };
    });
    return {
      awards: kept.filter(({
        points
      }) => points > 0),
      used
    };
  }
}