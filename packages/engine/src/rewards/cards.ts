import type { PaidWith } from '@laurel/contract';
import { affect, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import { chargebackIdOf } from '../order/fact.ts';
import { unusable, usedFor } from './use.ts';

/** What an order took off gift cards and credit comes back to them once nothing of it remains; those of others are told. */
export function returnCards(draft: Draft, subject: string): void {
  for (const { code } of Object.values(draft.state.coupons)) putBack(draft, code, subject);
  affect(draft, { kind: 'uncharge', id: `uncharge:${draft.context.member}:${draft.seq}`, subject });
}

/** An amended order pays more or less with a card than it did: as much more is taken, as far as it is there, or comes back. */
export function amendCards(
  draft: Draft,
  {
    before,
    after,
    subject,
    at,
  }: { before: readonly PaidWith[]; after: readonly PaidWith[]; subject: string; at: number },
): void {
  const said = (parts: readonly PaidWith[], code: string) =>
    parts.reduce((sum, part) => (part.kind !== 'points' && part.code === code ? sum + part.amount : sum), 0);
  for (const code of new Set(before.flatMap((part) => (part.kind === 'points' ? [] : [part.code])))) {
    const coupon = draft.state.coupons[code];
    const used = usedFor(draft, subject, code);
    const more = said(after, code) - said(before, code);
    if (!coupon || coupon.left === null || coupon.cancelledAt !== null || used === 0 || more === 0) continue;
    if (more < 0) emit(draft, { kind: 'coupon.returned', code, subject, amount: Math.min(used, -more) });
    else if (unusable(coupon, at) || coupon.left < more)
      draft.silent.push({ rule: code, reason: unusable(coupon, at) ?? 'coupon_too_little', of: 'coupon' });
    else emit(draft, { kind: 'coupon.used', code, subject, at, amount: more });
  }
}

/** An order that stands again (a chargeback that was won) takes again what its cards got back then. @param voids the chargeback's id */
export function takeCardsAgain(draft: Draft, subject: string, voids: string): void {
  const lost = draft.context.history.find(
    ({ fact }) => fact?.type === 'order.charged_back' && chargebackIdOf(fact) === voids,
  );
  if (!lost?.effects.some(({ kind }) => kind === 'uncharge')) return;
  takeAgain(draft, lost, subject);
  affect(draft, { kind: 'recharge', id: `recharge:${draft.context.member}:${draft.seq}`, subject });
}

/** A card of this log that paid for somebody else's order gets it back, or pays again for what stands again. */
export function returnCard(draft: Draft, command: Extract<Command, { kind: 'returnCard' }>): Ending {
  const { code, subject, again } = command;
  const kind = again ? 'coupon.used' : 'coupon.returned';
  draft.subjects.add(subject);
  if (!draft.state.coupons[code]) return { kind, outcome: 'refused', reason: 'coupon_not_yours' };
  const back = draft.context.history.findLast((entry) => entry.keys[0]?.startsWith(RETURNED));
  if (!again) putBack(draft, code, subject);
  else if (back) takeAgain(draft, back, subject, code);
  return { kind, outcome: 'applied', reason: null };
}

/** How the keys begin under which cards of others get back what they paid. No shop's key has a control character in it. */
const RETURNED = '\u0001uncharge:';

function putBack(draft: Draft, code: string, subject: string): void {
  const { left, cancelledAt } = draft.state.coupons[code] ?? { left: null, cancelledAt: null };
  const amount = left === null || cancelledAt !== null ? 0 : usedFor(draft, subject, code);
  if (amount > 0) emit(draft, { kind: 'coupon.returned', code, amount, subject });
}

/** Takes what an entry gave back to cards, as far as it is there still. */
function takeAgain(draft: Draft, { changes }: Entry, subject: string, only?: string): void {
  const { recordedAt: at } = draft;
  for (const change of changes) {
    if (change.kind !== 'coupon.returned' || change.subject !== subject || change.amount === undefined) continue;
    const { code } = change;
    const coupon = draft.state.coupons[code];
    if ((only !== undefined && code !== only) || unusable(coupon, at)) continue;
    const amount = Math.min(change.amount, coupon?.left ?? 0);
    if (amount > 0) emit(draft, { kind: 'coupon.used', code, subject, at, amount });
  }
}
