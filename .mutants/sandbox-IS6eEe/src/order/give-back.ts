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
import { atLeastZero, compare, type Fraction, fraction, minus, whole } from '../number/fraction.ts';
import { spread } from '../number/spread.ts';
import type { Refund } from './fact.ts';
import { floorOf, type Goods, type GoodsLine, subtotalOf, sumOf, taxed, totalOf, untaxed, worthOf } from './goods.ts';
type RefundLine = Refund['lines'][number];

/**
 * What remains of an order after a refund: first its lines, then an amount beyond what they were worth, spread by value over what
 * remains; shipping for itself. Never more than there is.
 */
export function giveBack(goods: Goods, refund: Refund): Goods {
  if (stryMutAct_9fa48("2883")) {
    {}
  } else {
    stryCov_9fa48("2883");
    if (refund.amount === null) return {
      ...goods,
      shipping: 0,
      money: 0,
      undone: true
    };
    const returned = returnLines(goods.lines, refund.lines);
    const taken = minus(goods.worth, sumOf(returned.map(worthOf)));
    const ofGoods = untaxed(goods, Math.max(0, refund.amount - refund.shipping));
    const beyond = whole(atLeastZero(minus(ofGoods, taken)), 'round');
    const {
      lines,
      left
    } = cut(returned, beyond);
    const shipping = Math.max(0, goods.shipping - refund.shipping - Number(left));
    const money = Math.max(0, goods.money - refund.amount);
    return {
      ...goods,
      lines,
      worth: sumOf(lines.map(worthOf)),
      shipping,
      money
    };
  }
}

/** Takes pieces back line by line: by `lineId`, else by code and price, else by code, never more than a line has left. */
function returnLines(lines: readonly GoodsLine[], refunds: readonly RefundLine[]): GoodsLine[] {
  if (stryMutAct_9fa48("2898")) {
    {}
  } else {
    stryCov_9fa48("2898");
    const result = lines.slice();
    for (const refund of refunds) {
      if (stryMutAct_9fa48("2900")) {
        {}
      } else {
        stryCov_9fa48("2900");
        let left = refund.quantity;
        const passes: ((line: NonNullable<GoodsLine['line']>) => boolean)[] = [line => refund.lineId !== undefined && line.lineId === refund.lineId, line => line.sku === refund.sku && line.unitPrice === refund.unitPrice, line => line.sku === refund.sku];
        for (const matches of passes) {
          if (stryMutAct_9fa48("2922")) {
            {}
          } else {
            stryCov_9fa48("2922");
            result.forEach((item, at) => {
              if (left === 0 || item.line === null || !matches(item.line)) return;
              const taken = Math.min(left, item.quantity - item.returned);
              if (taken > 0) result[at] = {
                ...item,
                returned: item.returned + taken
              };
              left -= taken;
            });
          }
        }
      }
    }
    return result;
  }
}

/** Takes an amount off what remains of the lines, by value. What is more than all of them is left. */
function cut(lines: GoodsLine[], amount: bigint): {
  lines: GoodsLine[];
  left: bigint;
} {
  if (stryMutAct_9fa48("2943")) {
    {}
  } else {
    stryCov_9fa48("2943");
    if (amount === 0n) return {
      lines,
      left: 0n
    };
    const values = lines.map(worthOf);
    const all = sumOf(values);
    if (compare(fraction(amount), all) >= 0) {
      if (stryMutAct_9fa48("2952")) {
        {}
      } else {
        stryCov_9fa48("2952");
        const up = (value: Fraction) => Number(whole(value, 'ceil'));
        return {
          lines: lines.map((line, at) => ({
            ...line,
            cut: line.cut + up(values[at] ?? fraction(0))
          })),
          left: amount - whole(all, 'ceil') > 0n ? amount - whole(all, 'ceil') : 0n
        };
      }
    }
    const shares = spread(amount, values);
    return {
      lines: lines.map((line, at) => ({
        ...line,
        cut: line.cut + Number(shares[at] ?? 0n)
      })),
      left: 0n
    };
  }
}

/** The event's data as they would be for what remains: what conditions and sums look at after a refund. */
export function remainingData(goods: Goods, data: Record<string, unknown>): Record<string, unknown> {
  if (stryMutAct_9fa48("2973")) {
    {}
  } else {
    stryCov_9fa48("2973");
    const {
      order
    } = goods;
    const untouched = goods.money === order.total && goods.lines.every(({
      returned,
      cut: taken
    }) => !returned && !taken);
    if (untouched && !goods.undone && goods.shipping === order.shipping) return {
      ...data,
      subtotal: order.subtotal,
      shipping: order.shipping,
      tax: order.tax
    };
    const subtotal = floorOf(subtotalOf(goods));
    const lines = goods.lines.flatMap(({
      line,
      quantity,
      returned
    }) => line && !goods.undone && returned < quantity ? [{
      ...line,
      quantity: quantity - returned
    }] : []);
    const tax = order.tax > 0 ? floorOf(minus(timesTaxed(goods), subtotalOf(goods))) : 0;
    return {
      ...data,
      subtotal,
      shipping: goods.shipping,
      tax,
      total: floorOf(totalOf(goods)),
      lines
    };
  }
}
function timesTaxed(goods: Goods): Fraction {
  if (stryMutAct_9fa48("3014")) {
    {}
  } else {
    stryCov_9fa48("3014");
    const [sum, rate] = [subtotalOf(goods), taxed(goods)];
    return {
      n: sum.n * rate.n,
      d: sum.d * rate.d
    };
  }
}