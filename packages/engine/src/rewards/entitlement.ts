import type { State } from '../log/state.ts';

/**
 * The right that a member has at the instant of a state (`recordedAt`), or null: since when without a break, and until when.
 * Rights bought one after another are one.
 */
export function grantOf(state: State, entitlement: string): { at: number; until: number | null } | null {
  const now = state.recordedAt;
  const grants = (state.entitlements[entitlement] ?? []).filter(({ until }) => until === null || until > now);
  const [first] = grants;
  if (!first) return null;
  let [at, until] = [first.at, first.until];
  for (const grant of grants) {
    at = Math.min(at, grant.at);
    until = until === null || grant.until === null ? null : Math.max(until, grant.until);
  }
  return { at, until };
}
