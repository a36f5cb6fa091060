import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { applyAbsorbed } from './absorbed.ts';
import { applyChallenge } from './challenges.ts';
import { applyCounter } from './counters.ts';
import { applyHold } from './holds.ts';
import { applyLot } from './lots.ts';
import { measure } from './measured.ts';
import { applyPerson } from './people.ts';
import { applyReferral } from './referrals.ts';
import { applyReward } from './rewards.ts';
import { applyStreak } from './streaks.ts';
import { applyTier } from './tiers.ts';
import { applyWindow } from './windows.ts';

/** The numbers of the entry that a change stands in. */
export interface Stamp {
  seq: number;
  occurredAt: number;
  recordedAt: number;
}

/** Applies one change to a state that is the caller's own. */
export function apply(state: State, change: Change, stamp: Stamp): void {
  measure(state, change);
  switch (change.kind) {
    case 'lot.opened':
    case 'lot.scheduled':
    case 'lots.extended':
    case 'expiry.warned':
    case 'lot.activated':
    case 'lot.expired':
    case 'lot.spent':
    case 'lot.restored':
    case 'lot.held':
    case 'lot.released':
    case 'lot.paid':
    case 'lot.returned':
    case 'lot.reversed':
    case 'expiry.reversed':
    case 'owed.opened':
    case 'owed.filled':
    case 'adjusted':
    case 'lot.sent':
    case 'lot.received':
    case 'owed.sent':
    case 'owed.received':
      applyLot(state, change, stamp);
      return;
    case 'held':
    case 'hold.spent':
    case 'hold.released':
    case 'hold.confirmed':
      applyHold(state, change);
      return;
    case 'absorbed':
      applyAbsorbed(state, change.from, change.estate);
      return;
    case 'window.used':
      applyWindow(state, change);
      return;
    case 'cooldown.started':
    case 'cooldown.ended':
    case 'counter.moved':
      applyCounter(state, change);
      return;
    case 'tier.counted':
    case 'tier.changed':
    case 'tier.earned':
    case 'tier.granted':
    case 'tier.revoked':
    case 'tier.warned':
    case 'gift.given':
    case 'gift.taken':
      applyTier(state, change);
      return;
    case 'challenge.progressed':
    case 'challenge.completed':
    case 'challenge.undone':
    case 'challenge.step':
    case 'challenge.joined':
    case 'challenge.filled':
    case 'challenge.restarted':
    case 'badge.granted':
    case 'badge.withdrawn':
      applyChallenge(state, change);
      return;
    case 'streak.kept':
    case 'streak.frozen':
    case 'streak.lost':
    case 'streak.undone':
    case 'streak.paused':
    case 'streak.resumed':
    case 'streak.reached':
      applyStreak(state, change);
      return;
    case 'redeemed':
    case 'redemption.cancelled':
    case 'coupon.issued':
    case 'coupon.used':
    case 'coupon.returned':
    case 'coupon.cancelled':
    case 'entitled':
    case 'entitlement.withdrawn':
      applyReward(state, change, stamp);
      return;
    case 'referral.linked':
    case 'referral.qualified':
    case 'referral.unqualified':
    case 'referral.undone':
    case 'referral.assessed':
    case 'referral.waiting':
    case 'referral.decided':
    case 'friend.advanced':
    case 'friend.stepped':
    case 'friend.step_undone':
    case 'milestone.reached':
    case 'milestone.undone':
      applyReferral(state, change);
      return;
    case 'created':
    case 'joined':
    case 'closed':
    case 'ordered':
    case 'bought':
    case 'segment.moved':
      applyPerson(state, change, stamp);
      return;
    // What stands in the log for boards, stock and readers only.
    case 'tallied':
    case 'draw.undone':
    case 'gift.voided':
    case 'drawn':
    case 'goal.reached':
    case 'gave':
    case 'reservation.released':
    case 'pool.used':
    case 'pool.freed':
    case 'handed.over':
    case 'claim.made':
    case 'claim.closed':
      return;
  }
}
