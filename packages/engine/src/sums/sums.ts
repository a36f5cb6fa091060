import type { Change } from '../log/change.ts';
import type { Entry } from '../log/entry.ts';

/** What an entry adds to the sums of its program and day, by name; money in minor units. Names that it does not touch are left out. */
export function sumsOf(entry: Entry): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (name: string, n: number) => {
    if (n !== 0) sums[name] = (sums[name] ?? 0) + n;
  };
  add('entries', 1);
  for (const change of entry.changes) addChange(add, change);
  const { fact, kind, outcome, seen, changes } = entry;
  for (const change of changes) {
    if (change.kind !== 'ordered') continue;
    for (const segment of change.of ?? seen?.segments ?? []) {
      add(`segmentOrders:${segment}`, Math.max(0, change.orders));
      add(`segmentOrdersUndone:${segment}`, Math.max(0, -change.orders));
      add(`segmentSpend:${segment}`, Math.max(0, change.spend));
      add(`segmentRefunded:${segment}`, Math.max(0, -change.spend));
    }
  }
  if (outcome === 'refused') add('refused', 1);
  if (!fact) return sums;
  add('facts', 1);
  add(`facts:${fact.type}`, 1);
  if (kind === 'fact.kept') add('kept', 1);
  return sums;
}

function addChange(add: (name: string, n: number) => void, change: Change): void {
  switch (change.kind) {
    case 'lot.opened':
      if (change.source.kind === 'adjustment') {
        add('pointsAdjusted', change.points);
        return;
      }
      add('pointsIssued', change.points);
      add(`pointsIssued:${change.source.kind}`, change.points);
      return;
    case 'lot.activated':
      add('pointsActivated', change.points);
      return;
    case 'lot.expired':
      add('pointsExpired', change.points);
      return;
    case 'lot.spent':
      add('pointsRedeemed', change.points);
      return;
    case 'lot.held':
      add('pointsHeld', change.points);
      return;
    case 'lot.released':
      add('pointsHeld', -change.points);
      return;
    case 'hold.spent':
      add('pointsHeld', -change.points);
      add('pointsRedeemed', change.points);
      return;
    case 'lot.paid':
      add('pointsRedeemed', change.points);
      return;
    case 'gave':
      add(`gave:${change.cause}:${change.unit}`, change.n);
      if (change.price !== undefined) add(`gave:${change.cause}:cost`, change.n * change.price);
      return;
    case 'lot.returned':
    case 'lot.restored':
      add('pointsRestored', change.points);
      return;
    case 'lot.reversed':
      add('pointsReversed', change.points);
      return;
    case 'expiry.reversed':
      add('pointsReversed', change.points);
      add('pointsExpired', -change.points);
      return;
    case 'owed.opened':
      add('pointsReversed', change.points);
      add('pointsOwed', change.points);
      return;
    case 'owed.filled':
      add('pointsOwed', -change.points);
      return;
    case 'lot.sent':
      add('pointsSent', change.points);
      return;
    case 'lot.received':
      add('pointsReceived', change.points);
      return;
    case 'owed.sent':
      add('pointsReceived', change.points);
      add('pointsOwed', -change.points);
      return;
    case 'owed.received':
      add('pointsSent', change.points);
      add('pointsOwed', change.points);
      return;
    case 'absorbed':
      add('absorbed', 1);
      for (const badge of change.badges ?? []) add(`badge:${badge}`, 1);
      return;
    case 'adjusted':
      add('pointsAdjusted', -change.points);
      add('pointsOwed', change.lot === null ? change.points : 0);
      return;
    case 'ordered':
      add('orders', Math.max(0, change.orders));
      add('ordersUndone', Math.max(0, -change.orders));
      add('spend', Math.max(0, change.spend));
      add('refunded', Math.max(0, -change.spend));
      return;
    case 'segment.moved':
      add(`${change.in ? 'segmentEntered' : 'segmentLeft'}:${change.segment}`, 1);
      return;
    case 'created':
      add('created', 1);
      return;
    case 'joined':
      add('joined', 1);
      addMember(add, change.draw, 1);
      return;
    case 'closed':
      add('closed', 1);
      if (change.draw !== undefined) addMember(add, change.draw, -1);
      for (const badge of change.badges ?? []) add(`badge:${badge}`, -1);
      return;
    case 'challenge.completed':
      add('challengesCompleted', 1);
      return;
    case 'challenge.undone':
      add('challengesUndone', 1);
      return;
    case 'badge.granted':
      add('badgesGranted', 1);
      add(`badge:${change.badge}`, 1);
      return;
    case 'badge.withdrawn':
      add(`badge:${change.badge}`, -1);
      return;
    case 'tier.changed':
      add('tierChanges', change.from === change.to ? 0 : 1);
      return;
    case 'redeemed':
      add('redemptions', 1);
      return;
    case 'redemption.cancelled':
      add('redemptionsCancelled', 1);
      return;
    case 'coupon.issued':
      add('couponsIssued', 1);
      return;
    case 'coupon.used':
      add('couponsUsed', 1);
      return;
    case 'referral.linked':
      add('friendsLinked', 1);
      return;
    case 'referral.qualified':
      add('friendsQualified', 1);
      return;
    case 'referral.unqualified':
      add('friendsUnqualified', 1);
      return;
    default:
      return;
  }
}

/** Beyond it nobody is ever in the control group: a holdout is of half of all members at most. */
const MOST_HELD_OUT = 5_000;

/** Who takes part, and of which per cent of the holdout's draw: how large the control group is changes with the program. */
function addMember(add: (name: string, n: number) => void, draw: number | undefined, n: number): void {
  add('members', n);
  if (draw !== undefined && draw < MOST_HELD_OUT) add(`members:${Math.floor(draw / 100)}`, n);
}
