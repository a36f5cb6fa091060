import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { addQualifying, takeQualifying } from './qualifying.ts';

/** What counts for tiers, and the tier itself. A negative count takes from where the positive one stands. */
export function applyTier(state: State, change: Extract<Change, { kind: `tier.${string}` | `gift.${string}` }>): void {
  switch (change.kind) {
    case 'tier.counted':
      applyCount(state, change);
      return;
    case 'tier.changed':
      applyHeld(state, change);
      return;
    case 'tier.earned':
      state.under = movedTo(state.under ?? state.tier, change);
      state.tierGrace = change.grace ?? null;
      return;
    case 'tier.granted': {
      const { grant: id, tier, at, until } = change;
      state.tierGrants = [...state.tierGrants.filter((one) => one.id !== id), { id, tier, at, until }];
      return;
    }
    case 'tier.revoked':
      state.tierGrants = state.tierGrants.filter(({ id }) => id !== change.grant);
      return;
    case 'tier.warned':
      state.tierWarned = change.until;
      return;
    case 'gift.given': {
      const { kind: _, tier, ...given } = change;
      state.gifts[tier] = given;
      return;
    }
    case 'gift.taken':
      delete state.gifts[change.tier];
      return;
  }
}

function applyCount(state: State, change: Extract<Change, { kind: 'tier.counted' }>): void {
  const { count, at, points, subject, until } = change;
  state.qualified = { ...state.qualified, [count]: state.qualified[count] + points };
  if (points > 0) addQualifying(state, { count, at, points, subject, until });
  else takeQualifying(state, { count, at, points: -points, subject });
}

function applyHeld(state: State, change: Extract<Change, { kind: 'tier.changed' }>): void {
  const { from, to, at, by } = change;
  if (by === 'grant') {
    state.under ??= state.tier;
    state.tier = movedTo(state.tier, change);
  } else {
    // What was earned before the grant was earned then.
    state.tier = movedTo(state.under ?? state.tier, change);
    state.under = null;
    state.tierGrace = change.grace ?? null;
  }
  if (from !== to) state.tierHistory.push({ id: to, from: at });
}

/** A tier that stays is held since it began. */
function movedTo(
  held: State['tier'],
  { to, at, until }: { to: string | null; at: number; until: number | null },
): State['tier'] {
  return { id: to, since: held.id === to ? held.since : at, until };
}
