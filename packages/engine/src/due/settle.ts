import { releaseDue } from '../checkout/release.ts';
import { type Draft, emit } from '../decide/draft.ts';
import { firstPending } from '../evolve/lots.ts';
import { fillOwed } from '../points/owed.ts';
import { isQualifying } from '../points/qualify.ts';
import { count } from '../tiers/count.ts';
import { endGrants } from '../tiers/grant.ts';
import { earnedTier, lapseTier, raiseTier } from '../tiers/raise.ts';
import { nextTierWarning, warnOfTier } from '../tiers/warn.ts';
import { NEVER } from '../time/never.ts';
import { nextWarning, warn } from './warn.ts';

/**
 * Writes down everything that falls due up to an instant, that instant included, in the order in which it is due.
 * @param from what is due earlier (a late fact brought it) takes its place at this instant
 */
export function settleDue(draft: Draft, from: number, upTo: number): void {
  const { state } = draft;
  if (state.status === 'closed') return;
  for (let due = nextDue(draft); due !== null && due <= upTo; due = nextDue(draft)) {
    const at = Math.max(due, from);
    const told = draft.changes.length;
    releaseDue(draft, at);
    activate(draft, at);
    fillOwed(draft, at);
    raiseTier(draft, at);
    expire(draft, at);
    const { until } = earnedTier(state);
    if (until !== null && until <= at) lapseTier(draft, at);
    endGrants(draft, at);
    warn(draft, at);
    warnOfTier(draft, at);
    if (draft.changes.length === told)
      throw new Error(`Something fell due at ${new Date(due).toISOString()}, and nothing came of it.`);
  }
  // A version that was published meanwhile may have a lower threshold.
  if (state.status === 'joined') raiseTier(draft, upTo);
}

/** The next instant at which something is due; null: nothing will be. */
export function nextDue({ program, state }: Pick<Draft, 'program' | 'state'>): number | null {
  const first = state.lots[0];
  const expires = first && first.activeAt === null ? first.expiresAt : null;
  const activates = state.lots[firstPending(state.lots)]?.activeAt ?? null;
  const holds = Object.values(state.holds).map(({ until }) => until);
  const tiers = [state.tier.until, state.under?.until ?? null, ...state.tierGrants.map(({ until }) => until)];
  const warnings = [nextWarning({ program, state }), nextTierWarning({ program, state })];
  return earliest(expires, activates, ...tiers, ...warnings, ...holds);
}

/** The earliest of some instants; null: there is none, or it never comes. */
export function earliest(...instants: (number | null | undefined)[]): number | null {
  let first: number | null = null;
  for (const at of instants) if (at !== null && at !== undefined && (first === null || at < first)) first = at;
  return first === NEVER ? null : first;
}

function activate(draft: Draft, at: number): void {
  for (;;) {
    const { lots } = draft.state;
    const lot = lots[firstPending(lots)];
    if (!lot || lot.activeAt === null || lot.activeAt > at) return;
    const { id, points, activeAt, expiresAt, source, subject } = lot;
    emit(draft, { kind: 'lot.activated', lot: id, points, at: activeAt, expiresAt });
    if (isQualifying(source)) count(draft, { count: 'active', at: activeAt, points, subject });
  }
}

function expire(draft: Draft, at: number): void {
  for (;;) {
    const lot = draft.state.lots[0];
    if (!lot || lot.activeAt !== null || lot.expiresAt === null || lot.expiresAt > at) return;
    const { id, points, expiresAt, subject } = lot;
    emit(draft, { kind: 'lot.expired', lot: id, points, at: expiresAt, subject });
  }
}
