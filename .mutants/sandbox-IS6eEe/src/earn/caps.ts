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
import type { State } from '../log/state.ts';
import { spanOf } from '../time/span.ts';
import type { LimitOf } from './program.ts';

/** A cap in the one window that a fact falls into. */
export interface Cap {
  /** Whose it is and since when: what usage is kept under. */
  window: string;
  /** Null: no end, or of this fact alone. */
  closesAt: number | null;
  /** Of this fact alone: nothing is kept of it. */
  single: boolean;
  points: number | null;
  times: number | null;
}

/** Room that is left under a cap; null: as much as one likes. */
export interface Room {
  window: string;
  points: number | null;
  times: number | null;
}

/** The windows of some limits that an instant lies in. @param owner e.g. `rule:purchase` */
export function capsOf(owner: string, limits: LimitOf | readonly LimitOf[] | undefined, timeZone: string, at: number): Cap[] {
  if (stryMutAct_9fa48("1505")) {
    {}
  } else {
    stryCov_9fa48("1505");
    if (!limits) return [];
    return [limits].flat().map(({
      per,
      points = null,
      times = null
    }) => {
      if (per === 'order') return {
        window: `${owner}:order`,
        closesAt: null,
        single: true,
        points,
        times
      };
      if (per === 'ever') return {
        window: `${owner}:ever`,
        closesAt: null,
        single: false,
        points,
        times
      };
      const {
        start,
        end
      } = spanOf(timeZone, at, per);
      return {
        window: `${owner}:${per}:${start}`,
        closesAt: end,
        single: false,
        points,
        times
      };
    });
  }
}

/** The room that a cap has by what was used of its window so far. */
export function roomOf(cap: Cap, used: {
  times: number;
  points: number;
} | undefined): Room {
  if (stryMutAct_9fa48("1529")) {
    {}
  } else {
    stryCov_9fa48("1529");
    const left = (most: number | null, taken: number) => most === null ? null : Math.max(0, most - taken);
    return {
      window: cap.window,
      points: left(cap.points, used?.points ?? 0),
      times: left(cap.times, used?.times ?? 0)
    };
  }
}

/** The points that fit into some rooms. */
export function clip(points: number, rooms: readonly Room[]): number {
  if (stryMutAct_9fa48("1541")) {
    {}
  } else {
    stryCov_9fa48("1541");
    let fits = points;
    for (const room of rooms) {
      if (stryMutAct_9fa48("1542")) {
        {}
      } else {
        stryCov_9fa48("1542");
        if (room.times === 0) return 0;
        if (room.points !== null) fits = Math.min(fits, room.points);
      }
    }
    return fits;
  }
}

/** Usage of windows: what a state has, and what is being added to it while one fact is judged. */
export class Usage {
  private readonly added = new Map<string, {
    times: number;
    points: number;
  }>();
  constructor(private readonly windows: State['windows']) {}
  of(window: string): {
    times: number;
    points: number;
  } {
    if (stryMutAct_9fa48("1550")) {
      {}
    } else {
      stryCov_9fa48("1550");
      const [before, now] = [this.windows[window], this.added.get(window)];
      return {
        times: (before?.times ?? 0) + (now?.times ?? 0),
        points: (before?.points ?? 0) + (now?.points ?? 0)
      };
    }
  }
  add(window: string, points: number): void {
    if (stryMutAct_9fa48("1563")) {
      {}
    } else {
      stryCov_9fa48("1563");
      const now = this.added.get(window) ?? {
        times: 0,
        points: 0
      };
      this.added.set(window, {
        times: now.times + 1,
        points: now.points + points
      });
    }
  }
}