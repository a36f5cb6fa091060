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
import type { Reason } from '@laurel/contract';
import { progress } from '../challenges/progress.ts';
import { Usage } from '../earn/caps.ts';
import { type Subject, timeOf } from '../earn/condition.ts';
import { judge } from '../earn/judge.ts';
import { useWindows } from '../earn/windows.ts';
import type { Command } from '../log/command.ts';
import type { Fact } from '../log/fact.ts';
import { isRefund } from '../order/fact.ts';
import { tierAt } from '../tiers/raise.ts';
import { grantAwards } from './awards.ts';
import { apartBecause, type Draft, type Ending } from './draft.ts';
import { decideOrder } from './order-paid.ts';
import { decideRefund } from './order-refunded.ts';
type FactCommand = Extract<Command, {
  kind: 'fact';
}>;

/** Judges a fact: an order, a refund, or any kind that the merchant names. */
export function decideFact(draft: Draft, command: FactCommand): Ending {
  if (stryMutAct_9fa48("829")) {
    {}
  } else {
    stryCov_9fa48("829");
    const {
      fact,
      referral
    } = command;
    if (fact.type === 'order.paid') return decideOrder(draft, fact, referral);
    if (isRefund(fact.type)) return decideRefund(draft, fact);
    const apart = apartBecause(draft);
    if (apart) return kept(apart);
    draft.tier = tierAt(draft, fact.occurredAt);
    const subject = subjectOf(draft, fact, fact.data);
    const {
      occurredAt
    } = fact;
    const judged = judge(draft.program, {
      type: fact.type,
      occurredAt,
      goods: null,
      subject
    }, {
      kind: 'live',
      usage: new Usage(draft.state.windows)
    });
    draft.awards = judged.awards;
    draft.silent = judged.silent;
    useWindows(draft, judged.used);
    grantAwards(draft, judged.awards, {
      subject: null,
      at: occurredAt
    });
    const moved = progress(draft, fact, subject, null);
    return stryMutAct_9fa48("842") ? {} : (stryCov_9fa48("842"), {
      kind: 'fact.judged',
      outcome: 'applied',
      reason: reasonOf(draft, fact, moved)
    });
  }
}

/** The entry of a fact that is kept and earns nothing. */
export function kept(reason: Reason): Ending {
  if (stryMutAct_9fa48("845")) {
    {}
  } else {
    stryCov_9fa48("845");
    return {
      kind: 'fact.kept',
      outcome: 'kept',
      reason
    };
  }
}

/** What conditions may look at, as of now and of the fact's own time. */
export function subjectOf({
  state,
  context,
  program,
  tier
}: Draft, fact: Fact, data: Record<string, unknown>): Subject {
  if (stryMutAct_9fa48("849")) {
    {}
  } else {
    stryCov_9fa48("849");
    const {
      orders,
      spent
    } = state;
    return {
      event: {
        type: fact.type,
        ...data
      },
      member: {
        tier,
        orders,
        spent,
        attributes: context.attributes
      },
      time: timeOf(program.timeZone, fact.occurredAt)
    };
  }
}

/** Why a fact came to nothing at all; null when it came to something, or when each rule tells for itself. */
export function reasonOf(draft: Draft, fact: Fact, moved: boolean): Reason | null {
  if (stryMutAct_9fa48("853")) {
    {}
  } else {
    stryCov_9fa48("853");
    if (moved || draft.awards.length > 0) return null;
    return draft.program.rules.some(({
      on
    }) => on === fact.type) ? null : 'no_rule';
  }
}