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
import type { OrderLine } from '@laurel/contract';
import { type Fraction, minus, times } from '../number/fraction.ts';
import { type Goods, subtotalOf, sumOf, taxed, totalOf, worthOf } from '../order/goods.ts';
import { holds } from './condition.ts';
import type { Rule } from './program.ts';

/**
 * The eligible amounts of an order for a rule, in minor units: one for each line where it rounds by line, else their sum.
 * Null: no line is eligible.
 */
export function amountsOf(rule: Rule, goods: Goods): Fraction[] | null {
  if (stryMutAct_9fa48("1429")) {
    {}
  } else {
    stryCov_9fa48("1429");
    const {
      earn
    } = rule;
    if (typeof earn === 'number') return null;
    if (!rule.lines && earn.of === 'subtotal' && earn.round === 'order') return [subtotalOf(goods)];
    const eligible = goods.lines.filter(({
      line
    }) => isEligible(rule, line, goods));
    if (eligible.length === 0 && rule.lines) return null;
    const values = goods.undone ? [] : eligible.map(worthOf);
    const ofTotal = earn.of === 'total';
    const shares = ofTotal ? values.map(value => times(value, taxed(goods))) : values;
    if (ofTotal && !rule.lines) {
      if (stryMutAct_9fa48("1464")) {
        {}
      } else {
        stryCov_9fa48("1464");
        // Shipping, and whatever else was paid beyond the goods, is an amount of its own.
        const all = totalOf(goods);
        if (earn.round === 'order') return [all];
        const more = minus(all, sumOf(shares));
        return more.n > 0n ? [...shares, more] : shares;
      }
    }
    return earn.round === 'line' ? shares : [sumOf(shares)];
  }
}

/** What the subtotal has beyond its lines is no line, unless the order came without any. */
function isEligible(rule: Rule, line: OrderLine | null, {
  order
}: Goods): boolean {
  if (stryMutAct_9fa48("1480")) {
    {}
  } else {
    stryCov_9fa48("1480");
    if (rule.lines) return line !== null && holds(rule.lines, line);
    return line !== null || order.lines.length === 0 || typeof rule.earn === 'number' || rule.earn.of !== 'lines';
  }
}