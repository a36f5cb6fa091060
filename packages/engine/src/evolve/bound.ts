import { LIMITS } from '@laurel/contract';
import type { Lot, State } from '../log/state.ts';
import { boundMeasured } from './measured.ts';
import { boundQualifying } from './qualifying.ts';

const DAY = 86_400_000;
/** How long after it no late fact can come any more. */
const LATE = (LIMITS.lateDays + 1) * DAY;
/** How long a coupon that was used, ran out or was cancelled may still be asked about. */
const COUPON_KEPT = 400 * DAY;
/** Active lots that do not end by themselves and are kept apart; older ones are one. */
const LOTS_KEPT = 64;
const FRIENDS_KEPT = 200;

/** Lets go of what no later decision can need, so that a state does not grow with its log. */
export function bound(state: State): void {
  const now = state.recordedAt;
  const isOver = ({ closesAt }: State['windows'][string]) => closesAt !== null && closesAt + LATE <= now;
  // Made anew: an object that keys are deleted of is copied slowly ever after.
  if (Object.values(state.windows).some(isOver))
    state.windows = Object.fromEntries(Object.entries(state.windows).filter(([, window]) => !isOver(window)));
  for (const [rule, awards] of Object.entries(state.cooldowns)) {
    const near = awards.filter(({ until }) => until + LATE > now);
    if (near.length === 0) delete state.cooldowns[rule];
    else if (near.length < awards.length) state.cooldowns[rule] = near;
  }
  while ((state.tierHistory[1]?.from ?? now) <= now - LATE) state.tierHistory.shift();
  boundQualifying(state, now);
  boundMeasured(state, now);
  boundCoupons(state, now - COUPON_KEPT);
  boundRights(state, now);
  boundFriends(state);
  mergeLots(state);
}

function boundCoupons(state: State, before: number): void {
  for (const coupon of Object.values(state.coupons)) {
    const over = coupon.usedAt ?? coupon.cancelledAt ?? coupon.expiresAt;
    if (over === null || over > before) continue;
    delete state.coupons[coupon.code];
    if (coupon.redemption !== null) delete state.redemptions[coupon.redemption];
  }
  // What came without a code may be cancelled for as long.
  for (const { id, coupon, at, cancelledAt } of Object.values(state.redemptions))
    if (coupon === null && (cancelledAt ?? at) <= before) delete state.redemptions[id];
}

/** Rights that are over, and days of grace that nothing can share any more. */
function boundRights(state: State, now: number): void {
  for (const [entitlement, grants] of Object.entries(state.entitlements)) {
    const left = grants.filter(({ until }) => until === null || until + LATE > now);
    if (left.length === 0) delete state.entitlements[entitlement];
    else if (left.length < grants.length) state.entitlements[entitlement] = left;
  }
  for (const [lot, until] of Object.entries(state.graced)) if (until + COUPON_KEPT <= now) delete state.graced[lot];
}

/** The oldest whose reward no longer waits go; they stay in the counts. */
function boundFriends(state: State): void {
  const friends = Object.entries(state.friends);
  if (friends.length <= FRIENDS_KEPT) return;
  const done = friends.filter(([, { stage }]) => stage !== 'ordered').sort(([, a], [, b]) => a.at - b.at);
  for (const [friend] of done.slice(0, friends.length - FRIENDS_KEPT)) delete state.friends[friend];
}

/**
 * Old active lots that never expire are spent one after another and may as well be one; so are those that live as long as the member is
 * active and end together.
 */
function mergeLots(state: State): void {
  if (state.lots.length <= LOTS_KEPT) return;
  const groups = new Map<string, Lot[]>();
  for (const lot of state.lots) {
    if (lot.activeAt !== null || (lot.expiresAt !== null && !lot.expiry?.idle)) continue;
    const key = lot.expiresAt === null ? '' : `${lot.expiresAt} ${lot.warned === true} ${JSON.stringify(lot.expiry)}`;
    const group = groups.get(key);
    if (group) group.push(lot);
    else groups.set(key, [lot]);
  }
  for (const group of groups.values()) mergeGroup(state, group);
}

function mergeGroup(state: State, lasting: Lot[]): void {
  const old = lasting.slice(0, Math.max(0, lasting.length - LOTS_KEPT));
  const first = old[0];
  if (!first || old.length < 2) return;
  const gone = new Set(old);
  const merged: Lot = {
    ...first,
    id: first.expiresAt === null ? 'merged' : first.source.kind === 'merged' ? first.id : `merged.${first.id}`,
    points: old.reduce((sum, { points }) => sum + points, 0),
    source: { kind: 'merged' },
    subject: null,
    graced: false,
  };
  state.lots = state.lots.flatMap((lot) => (lot === first ? [merged] : gone.has(lot) ? [] : [lot]));
}
