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
import { type Draft, emit } from '../decide/draft.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { Settlement } from '../order/settlement.ts';
import { reverse } from '../points/reverse.ts';
import { addOf, isComplete } from './progress.ts';

/**
 * Takes back what an order did for challenges: all of it when nothing remains, else what its sums no longer come to. A completed
 * one stays, unless it says `onRefund: undo`.
 */
export function regress(draft: Draft, progress: Settlement['progress'], remaining: Record<string, unknown>, gone: boolean, subject: string): void {
  if (stryMutAct_9fa48("595")) {
    {}
  } else {
    stryCov_9fa48("595");
    const touched = new Set<ChallengeOf>();
    for (const {
      challenge: id,
      step: at,
      add
    } of progress) {
      if (stryMutAct_9fa48("596")) {
        {}
      } else {
        stryCov_9fa48("596");
        const challenge = draft.program.challenges.find(one => one.id === id);
        const step = challenge?.steps[at];
        const standing = draft.state.challenges[id];
        if (!challenge || !step || !standing) continue;
        if (standing.completedAt !== null && challenge.onRefund === 'keep') continue;
        const left = gone ? 0 : Math.min(add, addOf(step, remaining));
        if (left >= add) continue;
        const value = Math.max(0, (standing.steps[at] ?? 0) - (add - left));
        emit(draft, stryMutAct_9fa48("627") ? {} : (stryCov_9fa48("627"), {
          kind: 'challenge.progressed',
          challenge: id,
          step: at,
          value,
          add: stryMutAct_9fa48("629") ? left + add : (stryCov_9fa48("629"), left - add),
          subject
        }));
        touched.add(challenge);
      }
    }
    for (const challenge of touched) {
      if (stryMutAct_9fa48("630")) {
        {}
      } else {
        stryCov_9fa48("630");
        const standing = draft.state.challenges[challenge.id];
        if (standing && standing.completedAt !== null && !isComplete(challenge, standing.steps)) undo(draft, challenge, subject);
      }
    }
  }
}
function undo(draft: Draft, {
  id,
  grant
}: ChallengeOf, subject: string): void {
  if (stryMutAct_9fa48("639")) {
    {}
  } else {
    stryCov_9fa48("639");
    const standing = draft.state.challenges[id];
    if (!standing || standing.completedAt === null) return;
    const {
      points,
      lot,
      expired,
      completedAt: at
    } = standing;
    if (points > 0 && lot !== null) {
      if (stryMutAct_9fa48("654")) {
        {}
      } else {
        stryCov_9fa48("654");
        reverse(draft, {
          points,
          subject,
          own: ({
            source
          }) => source.kind === 'challenge' && source.id === id,
          expired: expired > 0 ? [{
            lot,
            points: expired
          }] : [],
          beyond: 'debt'
        });
      }
    }
    emit(draft, {
      kind: 'challenge.undone',
      challenge: id
    });
    if (grant.badge !== undefined && draft.state.badges[grant.badge] !== undefined) emit(draft, {
      kind: 'badge.withdrawn',
      badge: grant.badge
    });
    const of = `challenge:${id}`;
    emit(draft, {
      kind: 'tallied',
      metric: 'challenges.completed',
      n: -1,
      at,
      subject: of
    });
    if (points > 0) emit(draft, {
      kind: 'tallied',
      metric: 'points.earned',
      n: -points,
      at,
      subject: of
    });
  }
}