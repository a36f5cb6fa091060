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
import type { Condition, Program } from '@laurel/contract';
import { Query } from 'mingo';
import { dayOf, hourOf } from '../time/day.ts';

/** What a condition may ask about: the document that it is a query over. */
export interface Subject {
  event: Record<string, unknown>;
  member: {
    tier: string | null;
    orders: number;
    spent: number;
    attributes: Record<string, unknown>;
  };
  time: {
    weekday: number;
    hour: number;
  };
}
const queries = new WeakMap<object, Query>();

/** Whether a condition holds; one that is left out always does. */
export function holds(condition: Condition | undefined, subject: object): boolean {
  if (stryMutAct_9fa48("1569")) {
    {}
  } else {
    stryCov_9fa48("1569");
    if (!condition) return true;
    let query = queries.get(condition);
    if (!query) {
      if (stryMutAct_9fa48("1577")) {
        {}
      } else {
        stryCov_9fa48("1577");
        query = new Query(condition as never, {});
        queries.set(condition, query);
      }
    }
    return query.test(subject as never);
  }
}

/** The local time that conditions see, in the program's time zone. */
export function timeOf(timeZone: string, at: number): Subject['time'] {
  if (stryMutAct_9fa48("1578")) {
    {}
  } else {
    stryCov_9fa48("1578");
    return {
      weekday: dayOf(timeZone, at).weekday,
      hour: hourOf(timeZone, at)
    };
  }
}
const PREFIX = 'member.attributes.';
const asked = new WeakMap<Program, string[] | 'all'>();

/** Of a member's attributes those that the rules and campaigns of a program ask about: what an entry has to remember. */
export function attributesAsked(program: Program, attributes: Record<string, unknown>): Record<string, unknown> {
  if (stryMutAct_9fa48("1581")) {
    {}
  } else {
    stryCov_9fa48("1581");
    let names = asked.get(program);
    if (!names) {
      if (stryMutAct_9fa48("1585")) {
        {}
      } else {
        stryCov_9fa48("1585");
        names = namesIn([...program.rules, ...program.campaigns].map(({
          when
        }) => when));
        asked.set(program, names);
      }
    }
    if (names === 'all') return attributes;
    return Object.fromEntries(names.flatMap(name => name in attributes ? [[name, attributes[name]]] : []));
  }
}
function namesIn(conditions: unknown[]): string[] | 'all' {
  if (stryMutAct_9fa48("1596")) {
    {}
  } else {
    stryCov_9fa48("1596");
    const names = new Set<string>();
    let all = false;
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, inner] of Object.entries(node)) {
        if (key.startsWith(PREFIX)) names.add(key.slice(PREFIX.length).split('.')[0] ?? '');else if (key === 'member' || key === 'member.attributes') all = true;
        walk(inner);
      }
    };
    walk(conditions);
    return all ? 'all' : [...names];
  }
}