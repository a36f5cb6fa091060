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
import type { Program, Reason } from '@laurel/contract';
import type { Award, Silence } from '../log/entry.ts';
import { compare, type Fraction, fraction, shown, times, whole, ZERO } from '../number/fraction.ts';
import { floorOf, type Goods, isGone, sumOf } from '../order/goods.ts';
import { amountsOf } from './amount.ts';
import { type Cap, capsOf, clip, type Room, roomOf, type Usage } from './caps.ts';
import { holds, type Subject } from './condition.ts';
import { type Multiplier, multipliersOf, stacked, told } from './multiply.ts';
import { isDated, type Rule } from './program.ts';

/** A fact as the rules look at it. */
export interface Case {
  type: string;
  occurredAt: number;
  /** What remains of the order; null for a fact that is none. */
  goods: Goods | null;
  subject: Subject;
}

/** Where caps find their room: in the windows as they are, or as an earlier entry recorded them. */
export type Rooms = {
  kind: 'live';
  usage: Usage;
} | {
  kind: 'recorded';
  of(rule: string): Room[] | null;
};
export interface Judgement {
  awards: Award[];
  silent: Silence[];
  /** What each award uses of the windows of caps. */
  used: {
    cap: Cap;
    points: number;
    rule: string;
  }[];
}
interface Candidate {
  rule: Rule;
  /** One amount, or one a line; null for a fixed number of points. */
  amounts: Fraction[] | null;
  base: Fraction;
}

/** More than this no award comes to, so that sums stay whole numbers. */
const MOST = 1_000_000_000_000n;

/** Judges a fact by the rules of a program: eligible amounts, bases, exclusive groups, multipliers, rounding, caps (RULES 7). */
export function judge(program: Program, fact: Case, rooms: Rooms): Judgement {
  if (stryMutAct_9fa48("1627")) {
    {}
  } else {
    stryCov_9fa48("1627");
    const silent: Silence[] = [];
    const candidates: Candidate[] = [];
    for (const rule of program.rules) {
      if (stryMutAct_9fa48("1630")) {
        {}
      } else {
        stryCov_9fa48("1630");
        if (rule.on !== fact.type) continue;
        const found = candidateOf(rule, fact);
        if (typeof found === 'string') silent.push({
          rule: rule.id,
          reason: found
        });else candidates.push(found);
      }
    }
    const result: Judgement = {
      awards: [],
      silent,
      used: []
    };
    for (const candidate of candidates) {
      if (stryMutAct_9fa48("1642")) {
        {}
      } else {
        stryCov_9fa48("1642");
        const {
          rule
        } = candidate;
        const multipliers = multipliersOf(program, rule, fact.subject, fact.occurredAt);
        const caps = capsFor(program, rule, multipliers, fact.occurredAt);
        const room = roomFor(rule.id, caps, rooms);
        if (!stands(candidate, candidates)) {
          if (stryMutAct_9fa48("1646")) {
            {}
          } else {
            stryCov_9fa48("1646");
            silent.push({
              rule: rule.id,
              reason: 'exclusive',
              room
            });
            continue;
          }
        }
        award(program, candidate, multipliers, {
          caps,
          room,
          rooms
        }, result);
      }
    }
    return result;
  }
}
function candidateOf(rule: Rule, {
  goods,
  subject,
  occurredAt
}: Case): Candidate | Reason {
  if (stryMutAct_9fa48("1650")) {
    {}
  } else {
    stryCov_9fa48("1650");
    if (!isDated(rule, occurredAt)) return 'outside_dates';
    if (!holds(rule.when, subject)) return 'condition';
    const {
      earn
    } = rule;
    if (goods && isGone(goods)) return 'order_refunded';
    if (typeof earn === 'number') {
      if (stryMutAct_9fa48("1667")) {
        {}
      } else {
        stryCov_9fa48("1667");
        if (rule.lines && !goods?.lines.some(({
          line,
          quantity,
          returned
        }) => isHere(rule, line, quantity - returned))) return 'nothing_eligible';
        return {
          rule,
          amounts: null,
          base: fraction(earn)
        };
      }
    }
    const amounts = goods && amountsOf(rule, goods);
    if (!amounts) return 'nothing_eligible';
    return {
      rule,
      amounts,
      base: times(sumOf(amounts), fraction(earn.points, earn.per))
    };
  }
}
function isHere(rule: Rule, line: object | null, left: number): boolean {
  if (stryMutAct_9fa48("1686")) {
    {}
  } else {
    stryCov_9fa48("1686");
    return line !== null && left > 0 && holds(rule.lines, line);
  }
}

/** Of the rules in one exclusive group the largest base stands, the earlier rule among equals. */
function stands(candidate: Candidate, all: readonly Candidate[]): boolean {
  if (stryMutAct_9fa48("1697")) {
    {}
  } else {
    stryCov_9fa48("1697");
    const {
      exclusive
    } = candidate.rule;
    if (!exclusive) return true;
    const group = all.filter(({
      rule
    }) => rule.exclusive === exclusive);
    return group.every((other, at) => {
      const order = compare(candidate.base, other.base);
      return order > 0 || order === 0 && at >= group.indexOf(candidate);
    });
  }
}

/** The caps of the rule, of the campaigns that touch it, and of the program, in the order in which they clip. */
function capsFor(program: Program, rule: Rule, multipliers: readonly Multiplier[], at: number): Cap[] {
  if (stryMutAct_9fa48("1722")) {
    {}
  } else {
    stryCov_9fa48("1722");
    const campaigns = multipliers.flatMap(({
      campaign
    }) => campaign ? capsOf(`campaign:${campaign.id}`, campaign.limit, program.timeZone, at) : []);
    return stryMutAct_9fa48("1726") ? [] : (stryCov_9fa48("1726"), [...capsOf(stryMutAct_9fa48("1727") ? `` : (stryCov_9fa48("1727"), `rule:${rule.id}`), rule.limit, program.timeZone, at), ...campaigns, ...capsOf(stryMutAct_9fa48("1728") ? "" : (stryCov_9fa48("1728"), 'program'), program.limit, program.timeZone, at)]);
  }
}

/** A rule without a record had no room under its caps: an award never rises. */
function roomFor(rule: string, caps: readonly Cap[], rooms: Rooms): Room[] {
  if (stryMutAct_9fa48("1729")) {
    {}
  } else {
    stryCov_9fa48("1729");
    if (rooms.kind === 'live') return caps.map(cap => roomOf(cap, cap.single ? undefined : rooms.usage.of(cap.window)));
    const recorded = rooms.of(rule);
    return caps.map(({
      window
    }) => recorded?.find(room => room.window === window) ?? {
      window,
      points: 0,
      times: 0
    });
  }
}
function award(program: Program, {
  rule,
  amounts,
  base
}: Candidate, multipliers: readonly Multiplier[], {
  caps,
  room,
  rooms
}: {
  caps: Cap[];
  room: Room[];
  rooms: Rooms;
}, result: Judgement): void {
  if (stryMutAct_9fa48("1743")) {
    {}
  } else {
    stryCov_9fa48("1743");
    const {
      factor,
      used
    } = stacked(program.stack, multipliers);
    const before = rounded(rule, amounts, factor);
    if (before === 0) {
      if (stryMutAct_9fa48("1747")) {
        {}
      } else {
        stryCov_9fa48("1747");
        result.silent.push({
          rule: rule.id,
          reason: 'rounded_to_zero',
          room
        });
        return;
      }
    }
    const byRule = clip(before, room.filter(({
      window
    }) => window.startsWith('rule:')));
    let points = byRule;
    const taken: {
      cap: Cap;
      points: number;
    }[] = [];
    for (const one of used) {
      if (stryMutAct_9fa48("1755")) {
        {}
      } else {
        stryCov_9fa48("1755");
        const cap = caps.find(({
          window
        }) => window.startsWith(`campaign:${one.id}:`));
        const left = cap && room.find(({
          window
        }) => window === cap.window);
        if (!cap || !left) continue;
        // A campaign's cap limits what the campaign adds.
        const without = rounded(rule, amounts, stacked(program.stack, multipliers.filter(other => other !== one)).factor);
        const extra = Math.max(0, points - without);
        const kept = clip(extra, [left]);
        points -= extra - kept;
        taken.push({
          cap,
          points: kept
        });
      }
    }
    points = clip(points, room.filter(({
      window
    }) => window.startsWith('program:')));
    if (points > 0) {
      if (stryMutAct_9fa48("1790")) {
        {}
      } else {
        stryCov_9fa48("1790");
        for (const cap of caps) {
          if (stryMutAct_9fa48("1791")) {
            {}
          } else {
            stryCov_9fa48("1791");
            if (cap.single) continue;
            const part = cap.window.startsWith('campaign:') ? taken.find(item => item.cap === cap)?.points ?? 0 : points;
            if (part === 0) continue;
            result.used.push({
              cap,
              points: part,
              rule: rule.id
            });
            if (rooms.kind === 'live') rooms.usage.add(cap.window, part);
          }
        }
      }
    }
    result.awards.push({
      rule: rule.id,
      lot: null,
      amount: amounts && floorOf(sumOf(amounts)),
      base: shown(base),
      multipliers: told(used),
      before,
      points,
      clippedBy: points < before ? {
        reason: 'limit',
        by: before - points
      } : null,
      room
    });
  }
}

/** The points of a rule, rounded once: for the order, or for each line. */
function rounded(rule: Rule, amounts: readonly Fraction[] | null, factor: Fraction): number {
  if (stryMutAct_9fa48("1821")) {
    {}
  } else {
    stryCov_9fa48("1821");
    const {
      earn
    } = rule;
    let sum = 0n;
    if (typeof earn === 'number' || !amounts) sum = whole(times(fraction(typeof earn === 'number' ? earn : 0), factor), 'floor');else {
      if (stryMutAct_9fa48("1834")) {
        {}
      } else {
        stryCov_9fa48("1834");
        const rate = times(fraction(earn.points, earn.per), factor);
        const parts = earn.round === 'line' ? amounts : [amounts.reduce((a, b) => sumOf([a, b]), ZERO)];
        for (const part of parts) sum += whole(times(part, rate), earn.rounding);
      }
    }
    return Number(sum > MOST ? MOST : sum);
  }
}