import type { Standings } from '../buyer/fields.ts';
import { inHoldout } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import { type Asker, memberNow } from './available.ts';
import { grantOf } from './entitlement.ts';

/** A right: since when, and until when; null: for ever. */
export interface Right {
  at: number;
  until: number | null;
}

/** Whoever asks for a right, and what it takes to be among the best. */
export type RightsAsker = Asker & { standings?: Standings | null };

/**
 * The right that a member has at an instant, or null: because it was bought or given, or because the program opens it to them now. Of
 * several that hold, from the first to the last; whoever leaves the tier or segment that opens it loses it at once.
 */
export function rightOf(asker: RightsAsker, entitlement: string): Right | null {
  const rights = [grantOf(asker.state, entitlement), ...openedTo(asker, entitlement)].filter((one) => one !== null);
  return rights.reduce<Right | null>((all, { at, until }) => {
    if (!all) return { at, until };
    const ends = all.until === null || until === null ? null : Math.max(all.until, until);
    return { at: Math.min(all.at, at), until: ends };
  }, null);
}

/** Every right that a member may have now, whether bought, given or opened. */
export function rightNames({ program, state }: Pick<Asker, 'program' | 'state'>): string[] {
  return [...new Set([...Object.keys(state.entitlements), ...program.access.map((one) => one.entitlement)])];
}

function openedTo(asker: RightsAsker, entitlement: string): Right[] {
  const { program, state, attributes, at: now, standings = null } = asker;
  const rows = program.access.filter((one) => one.entitlement === entitlement && isDated(one, now));
  if (rows.length === 0 || state.status !== 'joined' || inHoldout({ program, state })) return [];
  const subject = memberNow(program, state, attributes, now, standings);
  return rows
    .filter(({ when }) => holds(when, subject))
    .map(({ from, until }) => ({ at: Date.parse(from), until: until === undefined ? null : Date.parse(until) }));
}
