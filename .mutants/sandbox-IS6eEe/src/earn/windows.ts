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
import type { Judgement } from './judge.ts';

/** Notes what awards use of the windows of caps. */
export function useWindows(draft: Draft, used: Judgement['used']): void {
  if (stryMutAct_9fa48("1925")) {
    {}
  } else {
    stryCov_9fa48("1925");
    for (const [window, {
      times,
      points,
      closesAt
    }] of byWindow(used)) emit(draft, {
      kind: 'window.used',
      window,
      closesAt,
      times,
      points
    });
  }
}

/** Frees what an order used before a refund and no longer uses after it (RULES 15). */
export function freeWindows(draft: Draft, before: Judgement['used'], after: Judgement['used']): void {
  if (stryMutAct_9fa48("1928")) {
    {}
  } else {
    stryCov_9fa48("1928");
    const left = byWindow(after);
    for (const [window, used] of byWindow(before)) {
      if (stryMutAct_9fa48("1929")) {
        {}
      } else {
        stryCov_9fa48("1929");
        const kept = left.get(window) ?? {
          times: 0,
          points: 0
        };
        const [times, points] = [Math.min(0, kept.times - used.times), Math.min(0, kept.points - used.points)];
        if ((times < 0 || points < 0) && draft.state.windows[window]) emit(draft, {
          kind: 'window.used',
          window,
          closesAt: used.closesAt,
          times,
          points
        });
      }
    }
  }
}
function byWindow(used: Judgement['used']): Map<string, {
  times: number;
  points: number;
  closesAt: number | null;
}> {
  if (stryMutAct_9fa48("1950")) {
    {}
  } else {
    stryCov_9fa48("1950");
    const sums = new Map<string, {
      times: number;
      points: number;
      closesAt: number | null;
    }>();
    for (const {
      cap,
      points
    } of used) {
      if (stryMutAct_9fa48("1951")) {
        {}
      } else {
        stryCov_9fa48("1951");
        const {
          times = 0,
          points: sum = 0
        } = sums.get(cap.window) ?? {};
        sums.set(cap.window, {
          times: times + 1,
          points: sum + points,
          closesAt: cap.closesAt
        });
      }
    }
    return sums;
  }
}