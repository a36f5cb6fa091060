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
import { progress } from '../challenges/progress.ts';
import { judgeAgain } from '../earn/again.ts';
import { Usage } from '../earn/caps.ts';
import { attributesAsked } from '../earn/condition.ts';
import { judge } from '../earn/judge.ts';
import { useWindows } from '../earn/windows.ts';
import type { OrderStanding } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import { orderOf, refundOf } from '../order/fact.ts';
import { giveBack, remainingData } from '../order/give-back.ts';
import { floorOf, type Goods, goodsOf, isGone, subtotalOf, totalOf } from '../order/goods.ts';
import { settlementOf } from '../order/settlement.ts';
import { linkFromOrder, qualify } from '../referral/friend.ts';
import { useCoupons } from '../rewards/use.ts';
import { tierAt } from '../tiers/raise.ts';
import { grantAwards } from './awards.ts';
import { apartBecause, type Draft, type Ending, emit } from './draft.ts';
import { kept, reasonOf, subjectOf } from './fact.ts';

/** Judges an order, and at once takes off it whatever was given back before it came (RULES 17). */
export function decideOrder(draft: Draft, fact: Fact, referral: {
  advocate: string;
  code: string;
} | null): Ending {
  if (stryMutAct_9fa48("911")) {
    {}
  } else {
    stryCov_9fa48("911");
    const {
      program,
      context,
      state
    } = draft;
    const order = orderOf(fact);
    const subject = `order:${order.orderId}`;
    draft.subjects.add(subject);
    const settlement = settlementOf(context.history, subject);
    if (settlement.paid) return {
      kind: 'fact.judged',
      outcome: 'refused',
      reason: null
    };
    if (order.currency !== program.currency) return {
      kind: 'fact.judged',
      outcome: 'refused',
      reason: 'currency_mismatch'
    };
    // An order that was kept holds its key already and was counted as an order.
    if (!settlement.kept) draft.keys.push(subject);
    const paid = goodsOf(order);
    const goods = settlement.waiting.reduce((left, {
      fact: early
    }) => early ? giveBack(left, refundOf(early)) : left, paid);
    const isNew = state.firstOrderAt === null;
    const {
      orders,
      spent
    } = state;
    if (!settlement.kept) emit(draft, {
      kind: 'ordered',
      orders: isGone(goods) ? 0 : 1,
      spend: goods.money,
      at: fact.occurredAt,
      subject
    });
    const apart = apartBecause(draft);
    if (apart) return kept(apart);
    draft.tier = tierAt(draft, fact.occurredAt);
    draft.seen = {
      orders,
      spent,
      attributes: attributesAsked(program, context.attributes)
    };
    linkFromOrder(draft, referral, {
      isNew,
      at: fact.occurredAt
    });
    judgeRules(draft, fact, paid, goods, subject);
    tally(draft, goods, fact.occurredAt, subject);
    useCoupons(draft, order.coupons, subject, fact.occurredAt);
    if (isGone(goods)) return {
      kind: 'fact.judged',
      outcome: 'applied',
      reason: 'order_refunded'
    };
    const about = subjectOf(draft, fact, remainingData(goods, fact.data));
    about.member = {
      ...about.member,
      orders,
      spent
    };
    const moved = progress(draft, fact, about, subject);
    qualify(draft, {
      isFirst: isNew,
      subtotal: floorOf(subtotalOf(goods)),
      subject,
      at: fact.occurredAt
    });
    return {
      kind: 'fact.judged',
      outcome: 'applied',
      reason: reasonOf(draft, fact, moved)
    };
  }
}
function judgeRules(draft: Draft, fact: Fact, paid: Goods, goods: Goods, subject: string): void {
  if (stryMutAct_9fa48("952")) {
    {}
  } else {
    stryCov_9fa48("952");
    const {
      program,
      state,
      seen
    } = draft;
    const {
      occurredAt,
      type
    } = fact;
    const about = subjectOf(draft, fact, remainingData(paid, fact.data));
    if (seen) about.member = {
      ...about.member,
      orders: seen.orders,
      spent: seen.spent
    };
    const judged = judge(program, {
      type,
      occurredAt,
      goods: paid,
      subject: about
    }, {
      kind: 'live',
      usage: new Usage(state.windows)
    });
    draft.awards = judged.awards;
    draft.silent.push(...judged.silent);
    const sum = judged.awards.reduce((total, {
      points
    }) => total + points, 0);
    const {
      awards,
      used
    } = goods === paid ? judged : judgeAgain(program, {
      ...draft,
      fact
    }, goods, sum);
    useWindows(draft, used);
    const left = awards.flatMap(({
      rule,
      points
    }) => points > 0 ? [{
      rule,
      points
    }] : []);
    draft.standing = standingOf(paid, goods, occurredAt, left);
    grantAwards(draft, judged.awards, {
      subject,
      at: occurredAt,
      left
    });
  }
}

/** What an order comes to before and after an entry. */
export function standingOf(before: Goods, after: Goods, at: number, awards: OrderStanding['awards']): OrderStanding {
  if (stryMutAct_9fa48("974")) {
    {}
  } else {
    stryCov_9fa48("974");
    return {
      at,
      subtotal: {
        before: floorOf(subtotalOf(before)),
        after: floorOf(subtotalOf(after))
      },
      total: {
        before: floorOf(totalOf(before)),
        after: floorOf(totalOf(after))
      },
      gone: isGone(after),
      awards
    };
  }
}

/** Notes for the boards what was ordered. */
function tally(draft: Draft, goods: Goods, at: number, subject: string): void {
  if (stryMutAct_9fa48("978")) {
    {}
  } else {
    stryCov_9fa48("978");
    if (goods.money > 0) emit(draft, {
      kind: 'tallied',
      metric: 'spend',
      n: goods.money,
      at,
      subject
    });
    if (!isGone(goods)) emit(draft, {
      kind: 'tallied',
      metric: 'orders',
      n: 1,
      at,
      subject
    });
  }
}