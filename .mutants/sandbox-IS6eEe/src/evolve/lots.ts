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
import type { Change } from '../log/change.ts';
import type { Lot, State } from '../log/state.ts';
import type { Stamp } from './apply.ts';
type LotChange = Extract<Change, {
  kind: `lot.${string}` | 'expiry.reversed' | 'owed.opened' | 'owed.filled' | 'adjusted';
}>;

/** Points enter, leave and move between a member's accounts; the lot and the account always move together. */
export function applyLot(state: State, change: LotChange, stamp: Stamp): void {
  if (stryMutAct_9fa48("2151")) {
    {}
  } else {
    stryCov_9fa48("2151");
    const {
      points
    } = change;
    switch (change.kind) {
      case 'lot.opened':
        if (stryMutAct_9fa48("2152")) {} else {
          stryCov_9fa48("2152");
          {
            if (stryMutAct_9fa48("2154")) {
              {}
            } else {
              stryCov_9fa48("2154");
              const {
                lot: id,
                source,
                subject,
                activeAt,
                expiresAt,
                expiry
              } = change;
              const activatedAt = activeAt === null ? change.at : null;
              insert(state, {
                id,
                points,
                source,
                subject,
                activeAt,
                activatedAt,
                expiresAt,
                expiry,
                seq: stamp.seq,
                graced: false
              });
              if (activeAt === null) state.available += points;else stryMutAct_9fa48("2164") ? state.pending -= points : (stryCov_9fa48("2164"), state.pending += points);
              return;
            }
          }
        }
      case 'lot.activated':
        if (stryMutAct_9fa48("2165")) {} else {
          stryCov_9fa48("2165");
          {
            if (stryMutAct_9fa48("2167")) {
              {}
            } else {
              stryCov_9fa48("2167");
              const lot = remove(state, change.lot);
              if (lot) insert(state, {
                ...lot,
                activeAt: null,
                activatedAt: change.at,
                expiresAt: change.expiresAt
              });
              stryMutAct_9fa48("2171") ? state.pending += points : (stryCov_9fa48("2171"), state.pending -= points);
              state.available += points;
              if (lot?.source.kind === 'referral' && lot.source.side === 'advocate') advance(state, lot.source.friend);
              return;
            }
          }
        }
      case 'lot.expired':
        if (stryMutAct_9fa48("2183")) {} else {
          stryCov_9fa48("2183");
          {
            if (stryMutAct_9fa48("2185")) {
              {}
            } else {
              stryCov_9fa48("2185");
              const source = take(state, change.lot, points)?.source;
              state.available -= points;
              const challenge = source?.kind === 'challenge' ? state.challenges[source.id] : undefined;
              if (source?.kind === 'challenge' && challenge) state.challenges[source.id] = {
                ...challenge,
                expired: challenge.expired + points
              };
              return;
            }
          }
        }
      case 'lot.spent':
        if (stryMutAct_9fa48("2202")) {} else {
          stryCov_9fa48("2202");
          {
            if (stryMutAct_9fa48("2204")) {
              {}
            } else {
              stryCov_9fa48("2204");
              const lot = take(state, change.lot, points);
              state.available -= points;
              const redemption = state.redemptions[change.redemption];
              if (!lot || !redemption) return;
              const {
                source,
                subject,
                expiresAt,
                expiry,
                seq,
                graced
              } = lot;
              const part = {
                lot: lot.id,
                points,
                expiresAt,
                source,
                subject,
                expiry,
                activatedAt: lot.activatedAt ?? 0,
                seq,
                graced
              };
              state.redemptions[change.redemption] = {
                ...redemption,
                spent: [...redemption.spent, part]
              };
              return;
            }
          }
        }
      case 'lot.restored':
        if (stryMutAct_9fa48("2215")) {} else {
          stryCov_9fa48("2215");
          restore(state, change);
          return;
        }
      case 'lot.reversed':
        if (stryMutAct_9fa48("2217")) {} else {
          stryCov_9fa48("2217");
          take(state, change.lot, points);
          if (change.from === 'pending') state.pending -= points;else state.available -= points;
          return;
        }
      case 'owed.filled':
        if (stryMutAct_9fa48("2225")) {} else {
          stryCov_9fa48("2225");
          take(state, change.lot, points);
          state.available -= points;
          state.owed -= points;
          return;
        }
      case 'owed.opened':
        if (stryMutAct_9fa48("2229")) {} else {
          stryCov_9fa48("2229");
          state.owed += points;
          return;
        }
      case 'adjusted':
        if (stryMutAct_9fa48("2232")) {} else {
          stryCov_9fa48("2232");
          if (change.lot === null) state.owed += points;else {
            if (stryMutAct_9fa48("2238")) {
              {}
            } else {
              stryCov_9fa48("2238");
              take(state, change.lot, points);
              state.available -= points;
            }
          }
          return;
        }
      case 'expiry.reversed':
        if (stryMutAct_9fa48("2240")) {} else {
          stryCov_9fa48("2240");
          return;
        }
    }
  }
}

/** The order in which points are spent: soonest expiry, then earlier activated, then earlier entry; pending ones last. */
function spentBefore(a: Lot, b: Lot): boolean {
  if (stryMutAct_9fa48("2242")) {
    {}
  } else {
    stryCov_9fa48("2242");
    if (a.activeAt === null !== (b.activeAt === null)) return a.activeAt === null;
    const [x, y] = a.activeAt === null || b.activeAt === null ? [a.expiresAt ?? Number.POSITIVE_INFINITY, b.expiresAt ?? Number.POSITIVE_INFINITY] : [a.activeAt, b.activeAt];
    if (x !== y) return x < y;
    if (a.activatedAt !== b.activatedAt) return (a.activatedAt ?? 0) < (b.activatedAt ?? 0);
    return a.seq < b.seq;
  }
}
function insert(state: State, lot: Lot): void {
  if (stryMutAct_9fa48("2286")) {
    {}
  } else {
    stryCov_9fa48("2286");
    let at = state.lots.length;
    while (at > 0 && spentBefore(lot, state.lots[at - 1] as Lot)) at -= 1;
    state.lots.splice(at, 0, lot);
  }
}
function remove(state: State, id: string): Lot | undefined {
  if (stryMutAct_9fa48("2293")) {
    {}
  } else {
    stryCov_9fa48("2293");
    const at = state.lots.findIndex(lot => lot.id === id);
    return at < 0 ? undefined : state.lots.splice(at, 1)[0];
  }
}

/** Takes points from a lot; one that is empty is gone. @returns the lot as it was */
function take(state: State, id: string, points: number): Lot | undefined {
  if (stryMutAct_9fa48("2302")) {
    {}
  } else {
    stryCov_9fa48("2302");
    const at = state.lots.findIndex(lot => lot.id === id);
    const lot = state.lots[at];
    if (!lot) return undefined;
    if (lot.points === points) state.lots.splice(at, 1);else state.lots[at] = {
      ...lot,
      points: lot.points - points
    };
    return lot;
  }
}
function restore(state: State, change: Extract<Change, {
  kind: 'lot.restored';
}>): void {
  if (stryMutAct_9fa48("2315")) {
    {}
  } else {
    stryCov_9fa48("2315");
    const {
      into: id,
      points,
      expiresAt,
      graced
    } = change;
    state.available += points;
    const at = state.lots.findIndex(lot => lot.id === id);
    const standing = state.lots[at];
    if (standing) {
      if (stryMutAct_9fa48("2323")) {
        {}
      } else {
        stryCov_9fa48("2323");
        state.lots[at] = {
          ...standing,
          points: standing.points + points,
          graced
        };
        return;
      }
    }
    const part = state.redemptions[change.redemption]?.spent.find(spent => spent.lot === change.lot);
    if (!part) return;
    const {
      source,
      subject,
      expiry,
      activatedAt,
      seq
    } = part;
    insert(state, {
      id,
      points,
      source,
      subject,
      activeAt: null,
      activatedAt,
      expiresAt,
      expiry,
      seq,
      graced
    });
  }
}

/** An advocate's points that mature make the friend a rewarded one. */
function advance(state: State, friend: string): void {
  if (stryMutAct_9fa48("2335")) {
    {}
  } else {
    stryCov_9fa48("2335");
    const known = state.friends[friend];
    if (known?.stage !== 'ordered') return;
    state.friends[friend] = {
      ...known,
      stage: 'rewarded'
    };
    state.friendCounts = {
      ...state.friendCounts,
      ordered: state.friendCounts.ordered - 1,
      rewarded: state.friendCounts.rewarded + 1
    };
  }
}