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
import type { Discount, Give } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { CouponFact } from '../log/change.ts';

/**
 * Issues a coupon under the code that the context brings.
 * @throws Error when the context has none
 */
export function issueCoupon(draft: Draft, coupon: Omit<CouponFact, 'code' | 'give' | 'minimum'> & {
  give: Give | {
    discount: Discount;
    minimum?: number | undefined;
  };
}): void {
  if (stryMutAct_9fa48("4014")) {
    {}
  } else {
    stryCov_9fa48("4014");
    const code = draft.context.coupon;
    if (code === null) throw new Error('This decision issues a coupon; the context has no code for it.');
    const {
      give
    } = coupon;
    const isDiscount = 'discount' in give;
    emit(draft, {
      kind: 'coupon.issued',
      coupon: {
        ...coupon,
        code,
        give: isDiscount ? {
          ...give.discount
        } : {
          ...give
        },
        minimum: isDiscount ? give.minimum ?? null : null
      }
    });
  }
}