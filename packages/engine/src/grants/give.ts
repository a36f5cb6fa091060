import type { Gift, Pending } from '@laurel/contract';
import { affect, type Draft, emit } from '../decide/draft.ts';
import type { GiftOf } from '../log/change.ts';
import type { Given } from '../log/state.ts';
import { grant } from '../points/grant.ts';

/** Gives everything that a gift names. A reward comes by an entry of its own, once this one stands: it may need a code, and stock. */
export function giveGrant(
  draft: Draft,
  { points = 0, badge, counter, reward }: Gift,
  {
    of,
    id,
    at,
    pending,
    order = null,
    note = () => undefined,
  }: {
    of: GiftOf;
    id: string;
    at: number;
    pending?: Pending | undefined;
    order?: string | null;
    /** Writes down what it was for, before the badge and the counter that come of it. */
    note?: (given: Given) => void;
  },
): Given {
  const { program, state, context, seq } = draft;
  const source = of === 'challenge' ? ({ kind: 'challenge', id } as const) : ({ kind: 'gift', of, id } as const);
  const { expiry } = program.points;
  const isNew = badge !== undefined && state.badges[badge] === undefined;
  let redemption: string | null = null;
  if (reward !== undefined) {
    draft.gifts += 1;
    // Unique in the program: stock is reserved under it.
    redemption = `gift-${context.member}-${seq}-${draft.gifts}`;
    const reaction = { kind: 'gift.given', of, id, reward, redemption } as const;
    affect(draft, { kind: 'react', id: `gift:${redemption}`, to: context.member, reaction });
  }
  const lot = points > 0 ? grant(draft, { points, source, subject: null, at, pending, expiry, order }) : null;
  const given = { lot, points, badge: isNew ? badge : null, counter: counter ?? null, redemption };
  note(given);
  if (isNew) emit(draft, { kind: 'badge.granted', badge, at });
  if (counter) emit(draft, { kind: 'counter.moved', counter: counter.id, n: counter.n, at, subject: null });
  return given;
}

/** How a grant waits that an order brought, which may be sent back: as its own points do. Any other comes at once. */
export function waitOfGoods({ program }: Draft, order: string | null, at: number) {
  return { at, order, pending: order === null ? undefined : program.points.pending };
}
