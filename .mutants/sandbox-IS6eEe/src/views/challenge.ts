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
import type { ChallengeView } from '@laurel/contract';
import { targetOf } from '../challenges/progress.ts';
import type { ChallengeOf } from '../earn/program.ts';
import type { State } from '../log/state.ts';
import { iso, textOf } from './text.ts';

/** A challenge as a member sees it; `standing` left out: as nobody has begun it. */
export function challengeView(challenge: ChallengeOf, standing: State['challenges'][string] | undefined, locale: string): ChallengeView {
  if (stryMutAct_9fa48("4634")) {
    {}
  } else {
    stryCov_9fa48("4634");
    const {
      id,
      name,
      description,
      steps,
      grant,
      until
    } = challenge;
    const isDone = standing !== undefined && standing.completedAt !== null;
    return {
      id,
      name: textOf(name, locale, id),
      description: description === undefined ? null : textOf(description, locale, ''),
      steps: steps.map((step, at) => {
        const target = targetOf(step);
        return {
          name: step.name === undefined ? null : textOf(step.name, locale, ''),
          on: step.on,
          kind: step.times === undefined ? 'sum' : 'times',
          value: isDone ? target : Math.min(target, standing?.steps[at] ?? 0),
          target
        };
      }),
      grant: {
        points: grant.points ?? null,
        badge: grant.badge ?? null
      },
      completedAt: iso(standing?.completedAt ?? null),
      until: until === undefined ? null : iso(Date.parse(until))
    };
  }
}