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
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import type { Reaction } from '../log/entry.ts';
import { grant } from '../points/grant.ts';
import { reverse } from '../points/reverse.ts';
type Of<Kind extends Reaction['kind']> = Extract<Reaction, {
  kind: Kind;
}>;

/** What a friend's entry means for the advocate. The command's key is the id of the effect that brought it. */
export function react(draft: Draft, {
  key,
  reaction
}: Extract<Command, {
  kind: 'react';
}>): Ending {
  if (stryMutAct_9fa48("3773")) {
    {}
  } else {
    stryCov_9fa48("3773");
    draft.subjects.add(`friend:${reaction.friend}`);
    switch (reaction.kind) {
      case 'friend.joined':
        if (stryMutAct_9fa48("3775")) {} else {
          stryCov_9fa48("3775");
          return joined(draft, reaction);
        }
      case 'friend.qualified':
        if (stryMutAct_9fa48("3777")) {} else {
          stryCov_9fa48("3777");
          return qualified(draft, reaction, key);
        }
      case 'friend.unqualified':
        if (stryMutAct_9fa48("3779")) {} else {
          stryCov_9fa48("3779");
          return unqualified(draft, reaction);
        }
    }
  }
}
function joined(draft: Draft, {
  friend,
  at
}: Of<'friend.joined'>): Ending {
  if (stryMutAct_9fa48("3781")) {
    {}
  } else {
    stryCov_9fa48("3781");
    draft.occurredAt = at;
    // One that has gone further already stays there.
    if (draft.state.friends[friend]) return done();
    const apart = apartBecause(draft);
    advance(draft, {
      friend,
      stage: apart ? 'refused' : 'joined',
      at,
      reason: apart
    });
    return apart ? refused(apart) : done();
  }
}
function qualified(draft: Draft, {
  friend,
  at
}: Of<'friend.qualified'>, effect: string): Ending {
  if (stryMutAct_9fa48("3787")) {
    {}
  } else {
    stryCov_9fa48("3787");
    draft.occurredAt = at;
    const {
      program,
      state
    } = draft;
    const known = state.friends[friend];
    if (known?.stage === 'undone' && known.effect === effect) return refused('voided');
    if (known?.effect === effect) return done();
    const reason: Reason | null = apartBecause(draft) ?? (program.referral ? null : 'reward_unavailable');
    if (reason || !program.referral) {
      if (stryMutAct_9fa48("3808")) {
        {}
      } else {
        stryCov_9fa48("3808");
        advance(draft, {
          friend,
          stage: 'refused',
          at,
          reason
        });
        return refused(reason ?? 'reward_unavailable');
      }
    }
    const {
      advocate,
      hold
    } = program.referral;
    const {
      points
    } = advocate;
    const source = {
      kind: 'referral',
      side: 'advocate',
      friend
    } as const;
    const pending = hold ?? program.points.pending;
    const lot = grant(draft, {
      points,
      source,
      subject: null,
      at,
      pending,
      expiry: program.points.expiry
    });
    const waits = draft.state.lots.some(({
      id,
      activeAt
    }) => id === lot && activeAt !== null);
    advance(draft, {
      friend,
      stage: waits ? 'ordered' : 'rewarded',
      at,
      points,
      lot,
      effect
    });
    return done();
  }
}

/**
 * Undoes exactly what the reaction that it names granted, as far as it is still there: a friend's refund never puts the advocate
 * in debt. If it comes first, it voids that reaction.
 */
function unqualified(draft: Draft, {
  friend,
  reverses
}: Of<'friend.unqualified'>): Ending {
  if (stryMutAct_9fa48("3827")) {
    {}
  } else {
    stryCov_9fa48("3827");
    const known = draft.state.friends[friend];
    const at = draft.recordedAt;
    if (known?.effect !== reverses || known.stage === 'undone') {
      if (stryMutAct_9fa48("3837")) {
        {}
      } else {
        stryCov_9fa48("3837");
        if (known?.stage !== 'undone') advance(draft, {
          friend,
          stage: 'undone',
          at,
          reason: 'voided',
          effect: reverses
        });
        return done();
      }
    }
    const own = draft.state.lots.filter(({
      source
    }) => isOf(source, friend));
    const points = own.reduce((sum, lot) => sum + lot.points, 0);
    if (points > 0) reverse(draft, {
      points,
      subject: `friend:${friend}`,
      own: ({
        source
      }) => isOf(source, friend),
      expired: [],
      beyond: 'stop'
    });
    advance(draft, {
      friend,
      stage: 'undone',
      at,
      lot: known.lot,
      effect: reverses
    });
    return done();
  }
}
function isOf(source: {
  kind: string;
  side?: string;
  friend?: string;
}, friend: string): boolean {
  if (stryMutAct_9fa48("3861")) {
    {}
  } else {
    stryCov_9fa48("3861");
    return source.kind === 'referral' && source.side === 'advocate' && source.friend === friend;
  }
}
function advance(draft: Draft, step: {
  friend: string;
  stage: 'joined' | 'ordered' | 'rewarded' | 'undone' | 'refused';
  at: number;
  points?: number;
  reason?: Reason | null;
  lot?: string | null;
  effect?: string | null;
}): void {
  if (stryMutAct_9fa48("3875")) {
    {}
  } else {
    stryCov_9fa48("3875");
    const {
      points = 0,
      reason = null,
      lot = null,
      effect = null
    } = step;
    emit(draft, {
      kind: 'friend.advanced',
      friend: step.friend,
      stage: step.stage,
      at: step.at,
      points,
      reason,
      lot,
      effect
    });
  }
}
function done(): Ending {
  if (stryMutAct_9fa48("3878")) {
    {}
  } else {
    stryCov_9fa48("3878");
    return {
      kind: 'reaction',
      outcome: 'applied',
      reason: null
    };
  }
}
function refused(reason: Reason): Ending {
  if (stryMutAct_9fa48("3882")) {
    {}
  } else {
    stryCov_9fa48("3882");
    return {
      kind: 'reaction',
      outcome: 'refused',
      reason
    };
  }
}