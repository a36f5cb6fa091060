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
import { capsOf, clip, roomOf } from '../earn/caps.ts';
import { holds, timeOf } from '../earn/condition.ts';
import { isDated, type RewardOf } from '../earn/program.ts';
import type { Command } from '../log/command.ts';
import { partsToSpend } from '../points/spend.ts';
import { addDuration } from '../time/add.ts';
import { issueCoupon } from './issue.ts';

/** Buys a reward with points. What was reserved for it is let go in the same entry when the rules refuse. */
export function redeem(draft: Draft, command: Extract<Command, {
  kind: 'redeem';
}>): Ending {
  if (stryMutAct_9fa48("4026")) {
    {}
  } else {
    stryCov_9fa48("4026");
    const {
      program,
      context,
      recordedAt
    } = draft;
    const reservation = typeof context.reservation === 'object' ? context.reservation?.id ?? null : null;
    if (reservation) draft.keys.push(reservation);
    draft.subjects.add(`redemption:${command.redemption}`);
    const reward = program.rewards.find(({
      id
    }) => id === command.reward);
    const reason = refusal(draft, reward);
    if (reason || !reward) {
      if (stryMutAct_9fa48("4044")) {
        {}
      } else {
        stryCov_9fa48("4044");
        if (reservation) emit(draft, {
          kind: 'reservation.released',
          reservation
        });
        return {
          kind: 'redemption.made',
          outcome: 'refused',
          reason: reason ?? 'reward_unavailable'
        };
      }
    }
    const {
      redemption
    } = command;
    const {
      id,
      cost,
      give,
      couponValid
    } = reward;
    const parts = partsToSpend(draft, cost);
    emit(draft, {
      kind: 'redeemed',
      redemption,
      reward: id,
      cost,
      reservation
    });
    for (const {
      lot,
      points
    } of parts) emit(draft, {
      kind: 'lot.spent',
      lot,
      points,
      redemption
    });
    for (const {
      window,
      closesAt,
      single
    } of capsOf(stryMutAct_9fa48("4058") ? `` : (stryCov_9fa48("4058"), `reward:${id}`), reward.limit, program.timeZone, recordedAt)) if (!single) emit(draft, {
      kind: 'window.used',
      window,
      closesAt,
      times: 1,
      points: cost
    });
    const expiresAt = couponValid ? addDuration(program.timeZone, recordedAt, couponValid) : null;
    issueCoupon(draft, {
      redemption,
      reward: id,
      give,
      issuedAt: recordedAt,
      expiresAt
    });
    return {
      kind: 'redemption.made',
      outcome: 'applied',
      reason: null
    };
  }
}
function refusal(draft: Draft, reward: RewardOf | undefined): Reason | null {
  if (stryMutAct_9fa48("4068")) {
    {}
  } else {
    stryCov_9fa48("4068");
    const {
      state,
      context
    } = draft;
    const apart = apartBecause(draft);
    if (apart) return apart;
    if (!reward || !isOffered(draft, reward)) return 'reward_unavailable';
    if (!isWithinLimit(draft, reward)) return 'limit';
    if (state.owed > 0) return 'owes_points';
    if (state.available < reward.cost) return 'not_enough_points';
    return context.reservation === 'none_left' ? 'out_of_stock' : null;
  }
}

/** Whether a reward is offered to the member now. */
export function isOffered({
  program,
  state,
  context,
  recordedAt
}: Pick<Draft, 'program' | 'state' | 'recordedAt'> & {
  context: {
    attributes: Record<string, unknown>;
  };
}, reward: RewardOf): boolean {
  if (stryMutAct_9fa48("4096")) {
    {}
  } else {
    stryCov_9fa48("4096");
    const {
      orders,
      spent,
      tier
    } = state;
    const member = {
      tier: tier.id,
      orders,
      spent,
      attributes: context.attributes
    };
    return isDated(reward, recordedAt) && holds(reward.when, {
      event: {},
      member,
      time: timeOf(program.timeZone, recordedAt)
    });
  }
}
function isWithinLimit({
  program,
  state,
  recordedAt
}: Draft, reward: RewardOf): boolean {
  if (stryMutAct_9fa48("4102")) {
    {}
  } else {
    stryCov_9fa48("4102");
    const caps = capsOf(`reward:${reward.id}`, reward.limit, program.timeZone, recordedAt);
    const rooms = caps.map(cap => roomOf(cap, cap.single ? undefined : state.windows[cap.window]));
    return clip(reward.cost, rooms) === reward.cost;
  }
}