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
import type { Program, Reason } from '@laurel/contract';
import { affect, type Draft, emit, inHoldout } from '../decide/draft.ts';
import { grant } from '../points/grant.ts';
import { issueCoupon } from '../rewards/issue.ts';
import { addDuration } from '../time/add.ts';
export interface Link {
  advocate: string;
  code: string;
}

/**
 * Links a friend to who recommended the programme, gives the welcome, and tells the advocate.
 * @returns why not, or null when it was done
 */
export function link(draft: Draft, {
  advocate,
  code
}: Link, {
  isNew,
  at
}: {
  isNew: boolean;
  at: number;
}): Reason | null {
  if (stryMutAct_9fa48("3886")) {
    {}
  } else {
    stryCov_9fa48("3886");
    const {
      program,
      state,
      context
    } = draft;
    const {
      referral
    } = program;
    if (!referral) return 'reward_unavailable';
    if (advocate === context.member) return 'self_referral';
    if (state.referral) return 'already_referred';
    if (!isNew) return 'not_new';
    if (inHoldout(draft)) return 'holdout';
    const until = addDuration(program.timeZone, at, referral.window);
    emit(draft, {
      kind: 'referral.linked',
      advocate,
      code,
      at,
      until
    });
    welcome(draft, referral, at, until);
    const id = `react:${context.member}:joined`;
    affect(draft, {
      kind: 'react',
      id,
      to: advocate,
      reaction: {
        kind: 'friend.joined',
        friend: context.member,
        at
      }
    });
    return null;
  }
}

/** Links by the code that came with an order. The order stands, whatever becomes of the code. */
export function linkFromOrder(draft: Draft, by: Link | null, order: {
  isNew: boolean;
  at: number;
}): void {
  if (stryMutAct_9fa48("3912")) {
    {}
  } else {
    stryCov_9fa48("3912");
    if (!by) return;
    const refused = link(draft, by, order);
    if (refused) draft.silent.push({
      rule: 'referral',
      reason: refused,
      of: 'referral'
    });
  }
}

/** A friend's first order inside the window, if it comes to the minimum, is what the advocate is rewarded for. */
export function qualify(draft: Draft, order: {
  isFirst: boolean;
  subtotal: number;
  subject: string;
  at: number;
}): void {
  if (stryMutAct_9fa48("3921")) {
    {}
  } else {
    stryCov_9fa48("3921");
    const {
      state,
      program,
      context
    } = draft;
    const {
      referral
    } = state;
    const {
      subject,
      at
    } = order;
    if (!referral || referral.qualifiedBy !== null || !order.isFirst) return;
    if (at < referral.at || at >= referral.until) return;
    if (order.subtotal < (program.referral?.minimum ?? 0)) {
      if (stryMutAct_9fa48("3946")) {
        {}
      } else {
        stryCov_9fa48("3946");
        draft.silent.push({
          rule: 'referral',
          reason: 'below_minimum',
          of: 'referral'
        });
        return;
      }
    }
    const friend = context.member;
    emit(draft, {
      kind: 'referral.qualified',
      advocate: referral.advocate,
      subject,
      at
    });
    affect(draft, {
      kind: 'react',
      id: qualifiedId(friend, subject),
      to: referral.advocate,
      reaction: {
        kind: 'friend.qualified',
        friend,
        subject,
        at
      }
    });
  }
}

/** A refund that takes the friend's first order below the minimum undoes what it was rewarded for; any other leaves it. */
export function unqualify(draft: Draft, order: {
  subtotal: number;
  gone: boolean;
  subject: string;
}): void {
  if (stryMutAct_9fa48("3957")) {
    {}
  } else {
    stryCov_9fa48("3957");
    const {
      state,
      program,
      context
    } = draft;
    const {
      referral
    } = state;
    const {
      subject
    } = order;
    if (referral?.qualifiedBy !== subject) return;
    if (stryMutAct_9fa48("3964") ? !order.gone || order.subtotal >= (program.referral?.minimum ?? 0) : stryMutAct_9fa48("3963") ? false : stryMutAct_9fa48("3962") ? true : (stryCov_9fa48("3962", "3963", "3964"), (stryMutAct_9fa48("3965") ? order.gone : (stryCov_9fa48("3965"), !order.gone)) && (stryMutAct_9fa48("3968") ? order.subtotal < (program.referral?.minimum ?? 0) : stryMutAct_9fa48("3967") ? order.subtotal > (program.referral?.minimum ?? 0) : stryMutAct_9fa48("3966") ? true : (stryCov_9fa48("3966", "3967", "3968"), order.subtotal >= (stryMutAct_9fa48("3969") ? program.referral?.minimum && 0 : (stryCov_9fa48("3969"), (stryMutAct_9fa48("3970") ? program.referral.minimum : (stryCov_9fa48("3970"), program.referral?.minimum)) ?? 0)))))) return;
    const friend = context.member;
    emit(draft, {
      kind: 'referral.unqualified',
      advocate: referral.advocate,
      subject
    });
    affect(draft, {
      kind: 'react',
      id: `react:${friend}:${subject}:unqualified`,
      to: referral.advocate,
      reaction: {
        kind: 'friend.unqualified',
        friend,
        subject,
        reverses: qualifiedId(friend, subject)
      }
    });
  }
}
function qualifiedId(friend: string, subject: string): string {
  if (stryMutAct_9fa48("3978")) {
    {}
  } else {
    stryCov_9fa48("3978");
    return `react:${friend}:${subject}:qualified`;
  }
}

/** What a friend is welcomed with: a coupon for as long as the recommendation holds, or points at once. */
function welcome(draft: Draft, {
  friend
}: NonNullable<Program['referral']>, at: number, until: number): void {
  if (stryMutAct_9fa48("3980")) {
    {}
  } else {
    stryCov_9fa48("3980");
    if (!friend) return;
    if ('points' in friend) {
      if (stryMutAct_9fa48("3987")) {
        {}
      } else {
        stryCov_9fa48("3987");
        const source = {
          kind: 'referral',
          side: 'friend',
          friend: draft.context.member
        } as const;
        const {
          expiry
        } = draft.program.points;
        grant(draft, {
          points: friend.points,
          source,
          subject: null,
          at,
          pending: undefined,
          expiry
        });
        return;
      }
    }
    issueCoupon(draft, {
      redemption: null,
      reward: null,
      give: friend,
      issuedAt: at,
      expiresAt: until
    });
  }
}