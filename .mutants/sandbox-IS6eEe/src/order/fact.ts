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
import type { OrderPaid, OrderRefunded } from '@laurel/contract';
import type { Fact, OrderFact } from '../log/fact.ts';

/** Gives back everything: what `order.cancelled` comes to. */
export const CANCELLED = '$cancelled';

/** A refund as the arithmetic sees it; null `amount`: everything that remains. */
export interface Refund {
  refundId: string;
  amount: number | null;
  shipping: number;
  lines: NonNullable<OrderRefunded['lines']>;
}

/** The id of the order that a fact is about, or null. */
export function orderIdOf(fact: Fact): string | null {
  if (stryMutAct_9fa48("2842")) {
    {}
  } else {
    stryCov_9fa48("2842");
    const id = fact.data.orderId;
    return isOrderFact(fact.type) && typeof id === 'string' ? id : null;
  }
}
export function isOrderFact(type: string): boolean {
  if (stryMutAct_9fa48("2849")) {
    {}
  } else {
    stryCov_9fa48("2849");
    return type === 'order.paid' || isRefund(type);
  }
}
export function isRefund(type: string): boolean {
  if (stryMutAct_9fa48("2856")) {
    {}
  } else {
    stryCov_9fa48("2856");
    return type === 'order.refunded' || type === 'order.cancelled';
  }
}

/** Reads the data of an `order.paid`, which `contract` has validated, and fills in what is left out. */
export function orderOf(fact: Fact): OrderFact {
  if (stryMutAct_9fa48("2866")) {
    {}
  } else {
    stryCov_9fa48("2866");
    const data = fact.data as unknown as OrderPaid;
    const {
      orderId,
      currency,
      total,
      shipping = 0,
      tax = 0,
      lines = [],
      coupons = []
    } = data;
    const subtotal = data.subtotal ?? Math.max(0, total - shipping - tax);
    return {
      orderId,
      currency,
      total,
      subtotal,
      shipping,
      tax,
      lines,
      coupons
    };
  }
}

/** Reads the data of an `order.refunded` or `order.cancelled`. */
export function refundOf(fact: Fact): Refund {
  if (stryMutAct_9fa48("2874")) {
    {}
  } else {
    stryCov_9fa48("2874");
    if (fact.type === 'order.cancelled') return {
      refundId: CANCELLED,
      amount: null,
      shipping: 0,
      lines: []
    };
    const {
      refundId,
      amount,
      shipping = 0,
      lines = []
    } = fact.data as unknown as OrderRefunded;
    return {
      refundId,
      amount,
      shipping,
      lines
    };
  }
}