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
import { numberAt } from '../challenges/progress.ts';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { isRefund } from '../order/fact.ts';

/** What an entry does to one of a member's contributions to a board. */
export interface Shift {
  /** Which contribution: an order, a challenge, or the entry itself. */
  key: string;
  /** What it adds, below zero for a refund; null: the contribution is gone. */
  n: number | null;
  /** The instant that says in which period it counts: for a refund the order's. */
  at: number;
}

/** What an entry does to a member's contributions to a board. Facts add; only what undoes them subtracts. */
export function shiftsOf({
  score
}: Pick<BoardOf, 'score'>, entry: Entry): Shift[] {
  if (stryMutAct_9fa48("338")) {
    {}
  } else {
    stryCov_9fa48("338");
    if ('count' in score) return factShifts(entry, score.count, null);
    const metric = 'sum' in score ? score.sum : 'best' in score ? score.best : score.latest;
    if (metric.startsWith('data.')) return factShifts(entry, score.on ?? '', metric.slice('data.'.length));
    const shifts: Shift[] = [];
    for (const change of entry.changes) {
      if (stryMutAct_9fa48("353")) {
        {}
      } else {
        stryCov_9fa48("353");
        if (change.kind !== 'tallied' || change.metric !== metric) continue;
        const key = change.subject ?? `#${entry.seq}`;
        const same = shifts.find(shift => shift.key === key && shift.at === change.at);
        if (stryMutAct_9fa48("373") ? false : stryMutAct_9fa48("372") ? true : (stryCov_9fa48("372", "373"), same)) same.n = (same.n ?? 0) + change.n;else shifts.push({
          key,
          n: change.n,
          at: change.at
        });
      }
    }
    return shifts;
  }
}

/** Facts of a kind, counted (`path` null) or by a number in their data. */
function factShifts(entry: Entry, type: string, path: string | null): Shift[] {
  if (stryMutAct_9fa48("377")) {
    {}
  } else {
    stryCov_9fa48("377");
    const {
      fact,
      standing,
      kind,
      outcome,
      seq
    } = entry;
    if (standing && type === 'order.paid' && (kind === 'subject.handed_over' || fact && isRefund(fact.type))) return refundShifts(entry, path);
    if (kind !== 'fact.judged' || outcome !== 'applied' || fact?.type !== type) return [];
    const at = fact.occurredAt;
    if (type !== 'order.paid') {
      if (stryMutAct_9fa48("412")) {
        {}
      } else {
        stryCov_9fa48("412");
        const n = path === null ? 1 : numberAt(fact.data, path);
        return n !== null && n > 0 ? [{
          key: `#${seq}`,
          n,
          at
        }] : [];
      }
    }
    if (!standing || standing.gone) return [];
    const n = path === null ? 1 : isMoney(path) ? standing[path].after : numberAt(fact.data, path);
    return n !== null && n > 0 ? [{
      key: orderKey(entry),
      n,
      at
    }] : [];
  }
}

/** An order that was given back in full no longer counts; in part, only its amounts are smaller. */
function refundShifts(entry: Entry, path: string | null): Shift[] {
  if (stryMutAct_9fa48("447")) {
    {}
  } else {
    stryCov_9fa48("447");
    const {
      standing
    } = entry;
    if (!standing) return [];
    const {
      at,
      gone
    } = standing;
    if (gone) return [{
      key: orderKey(entry),
      n: null,
      at
    }];
    if (path === null || !isMoney(path)) return [];
    const {
      before,
      after
    } = standing[path];
    return after < before ? [{
      key: orderKey(entry),
      n: after - before,
      at
    }] : [];
  }
}
function orderKey({
  subjects,
  seq
}: Entry): string {
  if (stryMutAct_9fa48("471")) {
    {}
  } else {
    stryCov_9fa48("471");
    return subjects[0] ?? `#${seq}`;
  }
}
function isMoney(path: string): path is 'subtotal' | 'total' {
  if (stryMutAct_9fa48("474")) {
    {}
  } else {
    stryCov_9fa48("474");
    return path === 'subtotal' || path === 'total';
  }
}