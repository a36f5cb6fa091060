import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';

/** By whom the member came, and whom they brought. */
export function applyReferral(
  state: State,
  change: Extract<Change, { kind: `referral.${string}` | 'friend.advanced' }>,
): void {
  switch (change.kind) {
    case 'referral.linked': {
      const { advocate, code, at, until } = change;
      state.referral = { advocate, code, at, until, qualifiedBy: null };
      return;
    }
    case 'referral.qualified':
      if (state.referral) state.referral = { ...state.referral, qualifiedBy: change.subject };
      return;
    case 'referral.unqualified':
      if (state.referral) state.referral = { ...state.referral, qualifiedBy: null };
      return;
    case 'referral.undone':
      state.referral = null;
      return;
    case 'friend.advanced': {
      const { friend, stage, at, points, lot, effect } = change;
      const before = state.friends[friend];
      const counts = { ...state.friendCounts };
      if (before) counts[before.stage] -= 1;
      counts[stage] += 1;
      state.friendCounts = counts;
      state.friends[friend] = { stage, at, points, lot, effect };
      return;
    }
  }
}
