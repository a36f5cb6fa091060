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
import { link } from '../referral/friend.ts';
import { addDuration } from '../time/add.ts';
import { affect, type Draft, type Ending, emit, inHoldout } from './draft.ts';
type Of<Kind extends Command['kind']> = Extract<Command, {
  kind: Kind;
}>;

/** Begins a log, with the holdout's draw, which never changes. */
export function create(draft: Draft, {
  guest
}: Of<'create'>): Ending {
  if (stryMutAct_9fa48("1156")) {
    {}
  } else {
    stryCov_9fa48("1156");
    const kind = 'member.created';
    if (draft.state.status !== 'none') return {
      kind,
      outcome: 'refused',
      reason: null
    };
    if (draft.context.draw === null) throw new Error('A member is created with a draw; the context has none.');
    emit(draft, {
      kind: 'created',
      guest,
      draw: draft.context.draw
    });
    return {
      kind,
      outcome: 'applied',
      reason: null
    };
  }
}

/** Joins the programme; facts that were kept lately are judged after that, where the program says so. */
export function join(draft: Draft, {
  key,
  referral
}: Of<'join'>): Ending {
  if (stryMutAct_9fa48("1172")) {
    {}
  } else {
    stryCov_9fa48("1172");
    const {
      program,
      context,
      recordedAt: at,
      state
    } = draft;
    if (state.status !== 'joined') {
      if (stryMutAct_9fa48("1177")) {
        {}
      } else {
        stryCov_9fa48("1177");
        emit(draft, {
          kind: 'joined',
          at
        });
        if (program.credit && !inHoldout(draft)) {
          if (stryMutAct_9fa48("1184")) {
            {}
          } else {
            stryCov_9fa48("1184");
            const since = addDuration(program.timeZone, at, {
              days: program.credit.lastDays
            }, -1);
            affect(draft, {
              kind: 'credit',
              id: `credit:${context.member}:${key}`,
              since
            });
          }
        }
      }
    }
    if (referral) {
      if (stryMutAct_9fa48("1192")) {
        {}
      } else {
        stryCov_9fa48("1192");
        const refused = link(draft, referral, {
          isNew: state.firstOrderAt === null,
          at
        });
        if (refused) draft.silent.push({
          rule: 'referral',
          reason: refused,
          of: 'referral'
        });
      }
    }
    return {
      kind: 'member.joined',
      outcome: 'applied',
      reason: null
    };
  }
}

/** Links somebody who has joined to who recommended the programme. */
export function refer(draft: Draft, {
  referral
}: Of<'refer'>): Ending {
  if (stryMutAct_9fa48("1205")) {
    {}
  } else {
    stryCov_9fa48("1205");
    const kind = 'member.referred';
    const {
      state,
      recordedAt: at
    } = draft;
    if (state.status !== 'joined') return {
      kind,
      outcome: 'refused',
      reason: 'not_joined'
    };
    const reason = link(draft, referral, {
      isNew: state.firstOrderAt === null,
      at
    });
    return {
      kind,
      outcome: reason ? 'refused' : 'applied',
      reason
    };
  }
}

/** Ends a log: nothing is judged any more, and no points of somebody erased are a liability. */
export function close(draft: Draft, {
  reason,
  into
}: Of<'close'>): Ending {
  if (stryMutAct_9fa48("1221")) {
    {}
  } else {
    stryCov_9fa48("1221");
    if (reason === 'erased') {
      if (stryMutAct_9fa48("1226")) {
        {}
      } else {
        stryCov_9fa48("1226");
        for (const {
          id: lot,
          points,
          activeAt,
          subject
        } of stryMutAct_9fa48("1227") ? draft.state.lots : (stryCov_9fa48("1227"), draft.state.lots.slice())) {
          if (stryMutAct_9fa48("1228")) {
            {}
          } else {
            stryCov_9fa48("1228");
            if (activeAt === null) emit(draft, {
              kind: 'lot.expired',
              lot,
              points,
              at: draft.recordedAt,
              subject
            });else emit(draft, {
              kind: 'lot.reversed',
              lot,
              points,
              from: 'pending',
              subject: subject ?? 'closed'
            });
          }
        }
      }
    }
    emit(draft, {
      kind: 'closed',
      reason,
      into
    });
    return {
      kind: 'member.closed',
      outcome: 'applied',
      reason: null
    };
  }
}