import type { Change, SpentPart } from '../log/change.ts';
import type { Lot, State } from '../log/state.ts';
import type { Stamp } from './apply.ts';
import { takePart } from './holds.ts';
import { noteExpired } from './referrals.ts';

type LotChange = Extract<
  Change,
  {
    kind:
      | `lot.${string}`
      | 'lots.extended'
      | 'expiry.warned'
      | 'expiry.reversed'
      | 'owed.opened'
      | 'owed.filled'
      | 'owed.sent'
      | 'owed.received'
      | 'adjusted';
  }
>;

/** Points enter, leave and move between a member's accounts; the lot and the account always move together. */
export function applyLot(state: State, change: LotChange, stamp: Stamp): void {
  const { points } = change;
  switch (change.kind) {
    case 'lot.opened': {
      const { lot: id, source, subject, activeAt, expiresAt, expiry, waits } = change;
      const activatedAt = activeAt === null ? change.at : null;
      insert(state, {
        id,
        points,
        source,
        subject,
        activeAt,
        activatedAt,
        expiresAt,
        expiry,
        seq: stamp.seq,
        graced: false,
        ...(waits ? { waits } : {}),
      });
      if (activeAt === null) state.available += points;
      else state.pending += points;
      return;
    }
    case 'lot.activated': {
      const lot = remove(state, change.lot);
      if (lot) {
        const { waits: _, ...rest } = lot;
        insert(state, { ...rest, activeAt: null, activatedAt: change.at, expiresAt: change.expiresAt });
      }
      state.pending -= points;
      state.available += points;
      if (lot?.source.kind === 'referral' && lot.source.side === 'advocate')
        advance(state, lot.source.friend, lot.source.step);
      return;
    }
    case 'lot.scheduled': {
      const lot = remove(state, change.lot);
      if (!lot) return;
      const { waits: _, ...rest } = lot;
      insert(state, { ...rest, activeAt: change.activeAt, expiresAt: change.expiresAt });
      return;
    }
    case 'lots.extended':
      for (const id of change.lots) {
        const lot = remove(state, id);
        if (!lot) continue;
        const { warned: _, ...rest } = lot;
        insert(state, { ...rest, expiresAt: change.expiresAt });
      }
      return;
    case 'expiry.warned':
      state.lots = state.lots.map((lot) => (change.lots.includes(lot.id) ? { ...lot, warned: true } : lot));
      return;
    case 'lot.expired': {
      const source = take(state, change.lot, points)?.source;
      state.available -= points;
      const challenge = source?.kind === 'challenge' ? state.challenges[source.id] : undefined;
      if (source?.kind === 'challenge' && challenge)
        state.challenges[source.id] = { ...challenge, expired: challenge.expired + points };
      if (source?.kind === 'referral' && source.side === 'advocate')
        noteExpired(state, source.friend, source.step, points);
      return;
    }
    case 'lot.spent': {
      const part = spend(state, change.lot, points);
      const redemption = state.redemptions[change.redemption];
      if (part && redemption)
        state.redemptions[change.redemption] = { ...redemption, spent: [...redemption.spent, part] };
      return;
    }
    case 'lot.paid':
      spend(state, change.part.lot, points);
      return;
    case 'lot.held': {
      const part = spend(state, change.lot, points);
      state.held += points;
      const hold = state.holds[change.hold];
      if (part && hold) state.holds[change.hold] = { ...hold, parts: [...hold.parts, part] };
      return;
    }
    case 'lot.released': {
      const part = state.holds[change.hold]?.parts.find(({ lot }) => lot === change.lot);
      takePart(state, change.hold, change.lot, points);
      state.held -= points;
      if (part) putBack(state, part, { id: part.lot, points, expiresAt: part.expiresAt, graced: part.graced });
      return;
    }
    case 'lot.returned': {
      const { part, into } = change;
      putBack(state, part, { id: into, points, expiresAt: part.expiresAt, graced: part.graced });
      noteGrace(state, part.lot, part);
      return;
    }
    case 'lot.restored':
      restore(state, change);
      return;
    case 'lot.reversed':
      take(state, change.lot, points);
      if (change.from === 'pending') state.pending -= points;
      else state.available -= points;
      return;
    case 'owed.filled':
      take(state, change.lot, points);
      state.available -= points;
      state.owed -= points;
      return;
    case 'owed.opened':
      state.owed += points;
      return;
    case 'adjusted':
      if (change.lot === null) state.owed += points;
      else {
        take(state, change.lot, points);
        state.available -= points;
      }
      return;
    case 'lot.sent':
      take(state, change.lot, points);
      if (change.activeAt === null) state.available -= points;
      else state.pending -= points;
      return;
    case 'lot.received': {
      const { lot: id, source, subject, activeAt, activatedAt, expiresAt, expiry, graced } = change;
      const waits = change.waits ? { waits: change.waits } : {};
      const life = { activeAt, activatedAt, expiresAt, expiry, graced, ...waits };
      insert(state, { id, points, source, subject, ...life, seq: stamp.seq });
      if (activeAt === null) state.available += points;
      else state.pending += points;
      return;
    }
    case 'owed.sent':
      state.owed -= points;
      return;
    case 'owed.received':
      state.owed += points;
      return;
    case 'expiry.reversed':
      return;
  }
}

/** The order in which points are spent: soonest expiry, then earlier activated, then earlier entry; pending ones last. */
function spentBefore(a: Lot, b: Lot): boolean {
  if ((a.activeAt === null) !== (b.activeAt === null)) return a.activeAt === null;
  const [x, y] =
    a.activeAt === null || b.activeAt === null
      ? [a.expiresAt ?? Number.POSITIVE_INFINITY, b.expiresAt ?? Number.POSITIVE_INFINITY]
      : [a.activeAt, b.activeAt];
  if (x !== y) return x < y;
  if (a.activatedAt !== b.activatedAt) return (a.activatedAt ?? 0) < (b.activatedAt ?? 0);
  return a.seq < b.seq;
}

function insert(state: State, lot: Lot): void {
  if (lot.expiry?.idle) state.idle = true;
  let at = lot.activeAt === null ? firstPending(state.lots) : state.lots.length;
  while (at > 0 && spentBefore(lot, state.lots[at - 1] as Lot)) at -= 1;
  state.lots.splice(at, 0, lot);
}

/** Where the pending lots begin: all active ones stand before them. */
export function firstPending(lots: readonly Lot[]): number {
  let [low, high] = [0, lots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lots[middle]?.activeAt === null) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a lot stands; most that are asked for are the next to be spent or to become active. */
function placeOf({ lots }: State, id: string): number {
  if (lots[0]?.id === id) return 0;
  const next = firstPending(lots);
  return lots[next]?.id === id ? next : lots.findIndex((lot) => lot.id === id);
}

function remove(state: State, id: string): Lot | undefined {
  const at = placeOf(state, id);
  return at < 0 ? undefined : state.lots.splice(at, 1)[0];
}

/** Takes points from a lot; one that is empty is gone. @returns the lot as it was */
function take(state: State, id: string, points: number): Lot | undefined {
  const at = placeOf(state, id);
  const lot = state.lots[at];
  if (!lot) return undefined;
  if (lot.points === points) state.lots.splice(at, 1);
  else state.lots[at] = { ...lot, points: lot.points - points };
  return lot;
}

/** Takes available points off a lot. @returns what they were, to give them back */
function spend(state: State, id: string, points: number): SpentPart | null {
  const lot = take(state, id, points);
  state.available -= points;
  if (!lot) return null;
  const { source, subject, expiresAt, expiry, seq, graced } = lot;
  return { lot: lot.id, points, expiresAt, source, subject, expiry, activatedAt: lot.activatedAt ?? 0, seq, graced };
}

function restore(state: State, change: Extract<Change, { kind: 'lot.restored' }>): void {
  const { into: id, points, expiresAt, graced } = change;
  const part = state.redemptions[change.redemption]?.spent.find((spent) => spent.lot === change.lot);
  putBack(state, part, { id, points, expiresAt, graced });
  noteGrace(state, change.lot, { expiresAt, graced });
}

/** Makes points available in the lot of an id: the one that stands, or the one that was, made anew. */
function putBack(
  state: State,
  part: SpentPart | undefined,
  { id, points, expiresAt, graced }: Pick<Lot, 'id' | 'points' | 'expiresAt' | 'graced'>,
): void {
  state.available += points;
  const at = placeOf(state, id);
  const standing = state.lots[at];
  if (standing) {
    state.lots[at] = { ...standing, points: standing.points + points, graced };
    return;
  }
  if (!part) return;
  const { source, subject, expiry, activatedAt, seq } = part;
  insert(state, { id, points, source, subject, activeAt: null, activatedAt, expiresAt, expiry, seq, graced });
}

/** Whatever else was spent of a lot shares the days of grace that it has had. */
function noteGrace(state: State, lot: string, { graced, expiresAt }: Pick<Lot, 'expiresAt' | 'graced'>): void {
  if (graced && expiresAt !== null) state.graced[lotOf(lot)] = expiresAt;
}

/** The lot that one given back under another expiry came from. */
export function lotOf(id: string): string {
  return id.split('+', 1)[0] ?? id;
}

/** An advocate's points that mature make the friend a rewarded one. */
function advance(state: State, friend: string, step: string | undefined): void {
  const known = state.friends[friend];
  if (step !== undefined || known?.stage !== 'ordered') return;
  state.friends[friend] = { ...known, stage: 'rewarded' };
  state.friendCounts = {
    ...state.friendCounts,
    ordered: state.friendCounts.ordered - 1,
    rewarded: state.friendCounts.rewarded + 1,
  };
}
