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
import { compare, type Fraction, plus, ZERO } from './fraction.ts';

/**
 * Spreads a whole amount over parts in proportion to their values: each gets its share rounded down, and what is left goes
 * by ones to the largest remainders, the earlier part first among equals.
 * @param amount whole, not below zero
 * @param values not below zero; when all are zero, everything stays unspread
 * @returns as many whole numbers as there are values; they sum to `amount` unless all values are zero
 */
export function spread(amount: bigint, values: readonly Fraction[]): bigint[] {
  if (stryMutAct_9fa48("2809")) {
    {}
  } else {
    stryCov_9fa48("2809");
    const sum = values.reduce(plus, ZERO);
    if (sum.n === 0n || amount === 0n) return values.map(() => 0n);
    let left = amount;
    const shares = values.map((value, at) => {
      const n = amount * value.n * sum.d;
      const d = value.d * sum.n;
      const share = n / d;
      left -= share;
      return {
        at,
        share,
        remainder: {
          n: n % d,
          d
        }
      };
    });
    const order = [...shares].sort((a, b) => compare(b.remainder, a.remainder) || a.at - b.at);
    for (const part of order) {
      if (stryMutAct_9fa48("2834")) {
        {}
      } else {
        stryCov_9fa48("2834");
        if (left === 0n) break;
        part.share += 1n;
        left -= 1n;
      }
    }
    return shares.map(({
      share
    }) => share);
  }
}