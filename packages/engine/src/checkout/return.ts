import { type Draft, emit } from '../decide/draft.ts';
import type { Change, SpentPart } from '../log/change.ts';
import type { Entry } from '../log/entry.ts';
import { lotFrom } from '../log/estate.ts';
import type { Fact } from '../log/fact.ts';
import { type Fraction, fraction, minus, times, whole } from '../number/fraction.ts';
import { type Goods, isGone, subtotalOf } from '../order/goods.ts';
import { fillOwed } from '../points/owed.ts';
import { lifeAgain } from '../rewards/restore.ts';
import { OF_REWARD } from './pay-again.ts';

/** Points that paid for an order, and what of them came back so far. */
interface Paid {
  hold: string;
  part: SpentPart;
  back: number;
}

/** What remains of an order after something of it was given back, and how many points that says to give back. */
export interface Returned {
  after: Goods;
  points?: number | undefined;
}

/**
 * Gives back points that paid for what of an order was returned: as many as the refund says, else in proportion to the goods, the
 * remainder with the last of them (RULES 22).
 */
export function returnPoints(draft: Draft, subject: string, steps: readonly Returned[]): void {
  const isWhole = steps.some(({ after }) => isGone(after));
  const paid = paidFor(draft, subject).filter(({ hold }) => isWhole || !hold.startsWith(OF_REWARD));
  const sum = paid.reduce((all, { part }) => all + part.points, 0);
  if (sum === 0) return;
  const before = paid.reduce((all, one) => all + one.back, 0);
  let back = before;
  for (const { after, points } of steps) {
    const all = sum - back;
    const share = points ?? Number(whole(times(gone(after), fraction(sum)), 'floor')) - back;
    back += isGone(after) ? all : Math.max(0, Math.min(all, share));
  }
  const due = back - before;
  let left = due;
  // What was spent last comes back first.
  for (const { hold, part, back: had } of paid.toReversed()) {
    const points = Math.min(left, part.points - had);
    if (points <= 0) continue;
    const { into, expiresAt, graced } = lifeAgain(draft, part);
    emit(draft, { kind: 'lot.returned', part: { ...part, points, expiresAt, graced }, into, points, hold });
    if (part.subject) draft.subjects.add(part.subject);
    left -= points;
  }
  if (due > 0) fillOwed(draft, draft.recordedAt);
}

/** How many points a refund says that it gives back; undefined: it says nothing of them. */
export function saidBy(fact: Fact | null): number | undefined {
  const points = fact?.type === 'order.refunded' ? fact.data.points : undefined;
  return typeof points === 'number' ? points : undefined;
}

/** The part of the goods that was given back: by value, or by pieces where points paid for all of it. */
function gone(goods: Goods): Fraction {
  const { subtotal } = goods.order;
  if (subtotal > 0) return times(minus(fraction(subtotal), subtotalOf(goods)), fraction(1, subtotal));
  const all = goods.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return all === 0
    ? fraction(0)
    : fraction(
        goods.lines.reduce((sum, { returned }) => sum + returned, 0),
        all,
      );
}

function paidFor({ context, changes }: Draft, subject: string): Paid[] {
  const holds = new Set<string>();
  const told = [...context.history.flatMap((entry) => here(entry, context.member)), ...changes];
  for (const change of told) if (change.kind === 'hold.confirmed' && change.subject === subject) holds.add(change.hold);
  const paid: Paid[] = [];
  for (const change of told) {
    if ((change.kind === 'hold.spent' || change.kind === 'lot.paid') && holds.has(change.hold)) {
      replaceBack(paid, change);
      paid.push({ hold: change.hold, part: change.part, back: 0 });
    } else if (change.kind === 'lot.returned' && holds.has(change.hold)) {
      const one = paid.find(({ hold, part }) => hold === change.hold && part.lot === change.part.lot);
      if (one) one.back += change.points;
    }
  }
  return paid;
}

/** Points that came back and pay again take the place of those that came back. */
function replaceBack(paid: Paid[], { hold, part }: { hold: string; part: SpentPart }): void {
  let left = part.points;
  for (const one of paid) {
    const again = one.hold === hold ? Math.min(left, one.back) : 0;
    one.part = { ...one.part, points: one.part.points - again };
    one.back -= again;
    left -= again;
  }
}

/** The changes of an entry; lots of a log that was merged into this one have other names here. */
function here({ member, changes }: Entry, own: string): Change[] {
  if (member === own) return changes;
  return changes.map((change) =>
    'part' in change ? { ...change, part: { ...change.part, lot: lotFrom(member, change.part.lot) } } : change,
  );
}
