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
import type { Command } from '../log/command.ts';
import { CANCELLED } from '../order/fact.ts';
import { giveBack } from '../order/give-back.ts';
import { isGone } from '../order/goods.ts';
import { settlementOf } from '../order/settlement.ts';
import { type Draft, type Ending, emit } from './draft.ts';
import { takeBack } from './order-refunded.ts';

/** Gives an order to another log (a guest's order that turns out to be an account's): here it is as if it had never been. */
export function handOver(draft: Draft, {
  subject,
  to
}: Extract<Command, {
  kind: 'handOver';
}>): Ending {
  if (stryMutAct_9fa48("866")) {
    {}
  } else {
    stryCov_9fa48("866");
    const kind = 'subject.handed_over';
    draft.subjects.add(subject);
    const settlement = settlementOf(draft.context.history, subject);
    const before = settlement.goods;
    if (before && settlement.handedTo === null) {
      if (stryMutAct_9fa48("873")) {
        {}
      } else {
        stryCov_9fa48("873");
        const at = (settlement.paid ?? settlement.kept)?.fact?.occurredAt ?? draft.occurredAt;
        const after = giveBack(before, {
          refundId: CANCELLED,
          amount: null,
          shipping: 0,
          lines: []
        });
        const orders = isGone(before) ? 0 : -1;
        if (orders !== 0 || before.money !== 0) emit(draft, {
          kind: 'ordered',
          orders,
          spend: -before.money,
          at,
          subject
        });
        if (settlement.paid) {
          if (stryMutAct_9fa48("893")) {
            {}
          } else {
            stryCov_9fa48("893");
            if (before.money !== 0) emit(draft, {
              kind: 'tallied',
              metric: 'spend',
              n: -before.money,
              at,
              subject
            });
            if (orders !== 0) emit(draft, {
              kind: 'tallied',
              metric: 'orders',
              n: orders,
              at,
              subject
            });
            takeBack(draft, settlement, settlement.paid, before, after, subject);
          }
        }
      }
    }
    emit(draft, {
      kind: 'handed.over',
      subject,
      to
    });
    return {
      kind,
      outcome: 'applied',
      reason: null
    };
  }
}