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
import type { Program } from '@laurel/contract';
import { regress } from '../challenges/regress.ts';
import { judgeAgain } from '../earn/again.ts';
import { freeWindows } from '../earn/windows.ts';
import type { Entry } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import type { Lot } from '../log/state.ts';
import { refundOf } from '../order/fact.ts';
import { giveBack, remainingData } from '../order/give-back.ts';
import { floorOf, type Goods, isGone, subtotalOf } from '../order/goods.ts';
import { isKnown, type Settlement, settlementOf } from '../order/settlement.ts';
import { reverse } from '../points/reverse.ts';
import { unqualify } from '../referral/friend.ts';
import { giveBackCoupons } from '../rewards/restore.ts';
import { uncount } from '../tiers/count.ts';
import { lowerTier } from '../tiers/raise.ts';
import { type Draft, type Ending, emit } from './draft.ts';
import { kept } from './fact.ts';
import { standingOf } from './order-paid.ts';

/** Takes back what an order earned for what was given back of it; a refund that comes before its order waits for it. */
export function decideRefund(draft: Draft, fact: Fact): Ending {
  if (stryMutAct_9fa48("992")) {
    {}
  } else {
    stryCov_9fa48("992");
    const refund = refundOf(fact);
    const orderId = String(fact.data.orderId);
    const subject = `order:${orderId}`;
    draft.subjects.add(subject);
    const settlement = settlementOf(draft.context.history, subject);
    // One that was kept and is judged now holds its key already.
    if (!isRecalled(draft.context.history, fact)) draft.keys.push(`refund:${orderId}:${refund.refundId}`);
    if (isKnown(settlement, refund.refundId) || settlement.handedTo !== null) return {
      kind: 'fact.judged',
      outcome: 'applied',
      reason: null
    };
    const before = settlement.goods;
    if (!before) return kept('unknown_order');
    const after = giveBack(before, refund);
    const entry = settlement.paid ?? settlement.kept;
    const at = entry?.fact?.occurredAt ?? fact.occurredAt;
    const orders = isGone(after) && !isGone(before) ? -1 : 0;
    const spend = after.money - before.money;
    if (orders !== 0 || spend !== 0) emit(draft, {
      kind: 'ordered',
      orders,
      spend,
      at,
      subject
    });
    if (!settlement.paid) return kept(settlement.kept?.reason ?? 'unknown_order');
    if (spend !== 0) emit(draft, {
      kind: 'tallied',
      metric: 'spend',
      n: spend,
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
    return {
      kind: 'fact.judged',
      outcome: 'applied',
      reason: null
    };
  }
}

/** All consequences for an order that was judged of less of it remaining. */
export function takeBack(draft: Draft, settlement: Settlement, paid: Entry, before: Goods, after: Goods, subject: string): void {
  if (stryMutAct_9fa48("1050")) {
    {}
  } else {
    stryCov_9fa48("1050");
    const at = paid.fact?.occurredAt ?? paid.occurredAt;
    const document = documentOf(draft, paid.version);
    draft.tier = paid.tier;
    const sum = settlement.awards.reduce((total, {
      points
    }) => total + points, 0);
    const was = judgeAgain(document, paid, before, sum);
    const is = judgeAgain(document, paid, after, sum);
    draft.standing = standingOf(before, after, at, is.awards);
    freeWindows(draft, was.used, is.used);
    if (isGone(after)) giveBackCoupons(draft, subject);
    const reversed = sum - is.awards.reduce((total, {
      points
    }) => total + points, 0);
    if (reversed > 0) {
      if (stryMutAct_9fa48("1064")) {
        {}
      } else {
        stryCov_9fa48("1064");
        const own = ownLots(paid, subject, draft.state.lots);
        const taken = reverse(draft, {
          points: reversed,
          subject,
          own,
          expired: expiredOf(draft, settlement, subject),
          beyond: 'debt'
        });
        uncount(draft, {
          count: 'earned',
          subject,
          points: reversed,
          at
        });
        uncount(draft, {
          count: 'active',
          subject,
          points: reversed - taken.pending,
          at
        });
        emit(draft, {
          kind: 'tallied',
          metric: 'points.earned',
          n: -reversed,
          at,
          subject
        });
      }
    }
    if (paid.fact) regress(draft, settlement.progress, remainingData(after, paid.fact.data), isGone(after), subject);
    unqualify(draft, {
      subtotal: floorOf(subtotalOf(after)),
      gone: isGone(after),
      subject
    });
    lowerTier(draft, draft.recordedAt);
  }
}

/** What of an order's lots has expired, in the entries before and in what fell due at the beginning of this one. */
function expiredOf({
  changes
}: Draft, {
  expired
}: Settlement, subject: string): Settlement['expired'] {
  if (stryMutAct_9fa48("1079")) {
    {}
  } else {
    stryCov_9fa48("1079");
    const now = changes.flatMap(change => change.kind === 'lot.expired' && change.subject === subject ? [{
      lot: change.lot,
      points: change.points
    }] : []);
    return [...expired, ...now];
  }
}

/** The lots of an order: those of its rules, and the one that old lots without expiry were merged into. */
function ownLots(paid: Entry, subject: string, lots: readonly Lot[]): (lot: Lot) => boolean {
  if (stryMutAct_9fa48("1093")) {
    {}
  } else {
    stryCov_9fa48("1093");
    const isMerged = paid.changes.some(change => change.kind === 'lot.opened' && change.subject === subject && change.expiresAt === null && !lots.some(({
      id
    }) => id === change.lot));
    return ({
      source,
      subject: of
    }) => source.kind === 'rule' && of === subject || isMerged && source.kind === 'merged';
  }
}
function documentOf({
  program,
  context
}: Draft, version: number): Program {
  if (stryMutAct_9fa48("1132")) {
    {}
  } else {
    stryCov_9fa48("1132");
    const document = version === context.version ? program : context.versions.get(version);
    if (!document) throw new Error(`Version ${version} of the program judged this order; the context does not have it.`);
    return document;
  }
}

/** Whether this very fact was kept before and is being judged now. */
function isRecalled(history: readonly Entry[], fact: Fact): boolean {
  if (stryMutAct_9fa48("1140")) {
    {}
  } else {
    stryCov_9fa48("1140");
    return history.some(entry => entry.kind === 'fact.kept' && entry.fact?.key === fact.key && entry.fact.type === fact.type);
  }
}