import type { Duration, Gain } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import type { Got, Kept } from '../log/change.ts';
import { grant } from '../points/grant.ts';
import { reverse } from '../points/reverse.ts';
import { issueCoupon } from '../rewards/issue.ts';
import { addDuration } from '../time/add.ts';

export const NOTHING: Got = { points: 0, lot: null, coupon: null, counter: null };

export interface Occasion {
  side: 'advocate' | 'friend';
  /** The friend's member id; empty for a milestone. */
  friend: string;
  step?: string;
  at: number;
  /** How long points are pending; left out: not at all. */
  pending?: Draft['program']['points']['pending'];
  /** When a coupon of it ends; null: never. */
  until?: number | null;
  /** What stayed of it when it was taken back before: only what is missing is given. */
  kept?: Kept | undefined;
}

/** Gives one side what it gets. @throws Error when it is a coupon and the context has no code for it */
export function give(draft: Draft, gain: Gain, occasion: Occasion): Got {
  const { side, friend, step, at, pending, until = null, kept = {} } = occasion;
  const { points: life, timeZone } = draft.program;
  if ('points' in gain) {
    const source = { kind: 'referral', side, friend, ...(step === undefined ? {} : { step }) } as const;
    const points = Math.max(0, gain.points - (kept.points ?? 0));
    if (points === 0) return NOTHING;
    const lot = grant(draft, { points, source, subject: null, at, pending, expiry: life.expiry });
    return { ...NOTHING, points, lot };
  }
  if ('counter' in gain) {
    const { counter: id, n } = gain;
    emit(draft, { kind: 'counter.moved', counter: id, n, at, subject: null });
    return { ...NOTHING, counter: { id, n } };
  }
  if (kept.coupon !== undefined) return { ...NOTHING, coupon: kept.coupon };
  const expiresAt = gain.valid ? addDuration(timeZone, at, gain.valid) : until;
  const welcome = side === 'friend' && step === undefined ? ({ welcome: true } as const) : {};
  issueCoupon(draft, {
    redemption: null,
    reward: null,
    give: gain,
    issuedAt: at,
    expiresAt,
    referral: side,
    ...welcome,
  });
  return { ...NOTHING, coupon: draft.context.coupon };
}

/** When a gain is given that is no points (those are pending meanwhile); null: at once. */
export function dueAt(draft: Draft, gain: Gain, at: number, hold: Duration | undefined): number | null {
  if ('points' in gain || !hold) return null;
  const due = addDuration(draft.program.timeZone, at, hold);
  return due > draft.recordedAt ? due : null;
}

/**
 * Takes back what was given, as far as it is still there; what was fraud may put the advocate in debt, but not for what ran out unused.
 * A coupon that was used stays used.
 * @returns what stays with whoever was given it, with what stayed before; undefined: nothing
 */
export function takeBack(
  draft: Draft,
  got: Got & { expired?: number; kept?: Kept | undefined },
  { side, friend, step, charged }: { side: 'advocate' | 'friend'; friend: string; step?: string; charged: boolean },
): Kept | undefined {
  const { state, recordedAt: at } = draft;
  const own = ({ source }: (typeof state.lots)[number]) =>
    source.kind === 'referral' && source.side === side && source.friend === friend && source.step === step;
  const left = state.lots.filter(own).reduce((sum, lot) => sum + lot.points, 0);
  // What ran out unused counts as given, unless it was fraud.
  const given = charged ? got.points - (got.expired ?? 0) : got.points;
  const points = charged ? Math.max(left, given) : left;
  const subject = `friend:${friend === '' ? (step ?? '') : friend}`;
  if (points > 0) reverse(draft, { points, subject, own, expired: [], beyond: charged ? 'debt' : 'stop' });
  const code = got.coupon ?? got.kept?.coupon;
  const coupon = code === undefined ? undefined : state.coupons[code];
  const isUnused = coupon?.usedOn === null;
  if (coupon && isUnused && coupon.cancelledAt === null) emit(draft, { kind: 'coupon.cancelled', code: coupon.code });
  if (got.counter)
    emit(draft, { kind: 'counter.moved', counter: got.counter.id, n: -got.counter.n, at, subject: null });
  const stays: Kept = {};
  const over = (got.kept?.points ?? 0) + given - points;
  if (over > 0) stays.points = over;
  if (code !== undefined && !isUnused) stays.coupon = code;
  return Object.keys(stays).length > 0 ? stays : undefined;
}
