import type { Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { capsOf, roomOf } from '../earn/caps.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import { giveGrant, waitOfGoods } from '../grants/give.ts';
import type { Command } from '../log/command.ts';
import type { Fact } from '../log/fact.ts';
import type { Given, State } from '../log/state.ts';
import { partsToSpend } from '../points/spend.ts';
import { memberNow } from '../rewards/available.ts';
import { type DrawOf, type PrizeOf, prizeAt, prizePools } from './prize.ts';

/** A shopper starts a draw. */
export function playDraw(draft: Draft, { draw: id }: Extract<Command, { kind: 'draw' }>): Ending {
  const kind = 'draw.played';
  const { program, state, context, recordedAt: at } = draft;
  const refuse = (reason: Reason): Ending => ({ kind, outcome: 'refused', reason });
  const apart = apartBecause(draft);
  if (apart) return refuse(apart);
  const draw = program.draws.find((one) => one.id === id);
  if (!draw || draw.on !== undefined) return refuse('unknown_draw');
  const reason = closedBecause(draft, draw, memberNow(program, state, context.attributes, at), at);
  if (reason) return refuse(reason);
  const number = context.luck?.get(id);
  if (number === undefined) throw new Error(`The draw ${id} needs a number; the context has none.`);
  pay(draft, draw);
  land(draft, draw, number, at);
  return { kind, outcome: 'applied', reason: null };
}

/**
 * Instant wins: each draw that such a fact starts. A preview has no luck, and draws nothing.
 * @param of the subject of an order, so that its refund finds the prize
 * @returns whether anything was drawn
 */
export function playOn(draft: Draft, fact: Fact, subject: Subject, of: string | null): boolean {
  let any = false;
  for (const draw of draft.program.draws) {
    const number = draft.context.luck?.get(draw.id);
    if (draw.on !== fact.type || number === undefined) continue;
    if (closedBecause(draft, draw, subject, fact.occurredAt)) continue;
    land(draft, draw, number, fact.occurredAt, of);
    any = true;
  }
  return any;
}

/** Why a draw cannot be played now; null: it can. */
export function closedBecause(
  { program, state }: { program: Draft['program']; state: State },
  draw: DrawOf,
  subject: Subject,
  at: number,
): Reason | null {
  if (draw.from && !isDated({ from: draw.from }, at)) return 'not_yet';
  if (!isDated(draw, at)) return 'no_longer';
  if (!holds(draw.when, subject)) return 'condition';
  if (triesLeft(program, state, draw, at)?.left === 0) return 'limit';
  if (draw.cost === undefined) return null;
  if (state.owed > 0) return 'owes_points';
  return state.available < draw.cost ? 'not_enough_points' : null;
}

/** How many tries are left under the tightest limit, and when its window ends; null: as many as one likes. */
export function triesLeft(
  program: Draft['program'],
  state: State,
  { id, limit, cost = 0 }: DrawOf,
  at: number,
): { left: number; until: number | null } | null {
  let tightest: { left: number; until: number | null } | null = null;
  for (const cap of capsOf(`draw:${id}`, limit, program.timeZone, at)) {
    const { times, points } = roomOf(cap, cap.single ? undefined : state.windows[cap.window]);
    const byPoints = points === null || cost === 0 ? Number.POSITIVE_INFINITY : Math.floor(points / cost);
    const left = Math.min(times ?? Number.POSITIVE_INFINITY, byPoints);
    if (Number.isFinite(left) && (!tightest || left < tightest.left)) tightest = { left, until: cap.closesAt };
  }
  return tightest;
}

/**
 * An order stands again that a chargeback had undone: what its luck had won is won again by the same number, as far as there is any left of
 * it, in draws that there still are.
 */
export function playAgain(
  draft: Draft,
  lost: readonly { draw: string; number: number; at: number }[],
  of: string,
): void {
  for (const { draw: id, number, at } of lost) {
    const draw = draft.program.draws.find((one) => one.id === id);
    if (draw && number < draw.total) land(draft, draw, number, at, of);
  }
}

function pay(draft: Draft, { id, cost }: DrawOf): void {
  if (cost === undefined) return;
  const redemption = `draw-${draft.context.member}-${draft.seq}`;
  const parts = partsToSpend(draft, cost);
  emit(draft, { kind: 'redeemed', redemption, reward: `draw:${id}`, cost, reservation: null });
  for (const { lot, points } of parts) emit(draft, { kind: 'lot.spent', lot, points, redemption });
}

/** What the number comes to: its prize, or, where nothing is left of that, the consolation. */
function land(draft: Draft, draw: DrawOf, number: number, at: number, of: string | null = null): void {
  const { id, total, prizes, consolation, limit, cost = 0 } = draw;
  const drawn = prizeAt(draw, number);
  const prize = take(draft, id, drawn) ? drawn : (prizes.find((one) => one.id === consolation) ?? drawn);
  for (const { window, closesAt, single } of capsOf(`draw:${id}`, limit, draft.program.timeZone, at))
    if (!single) emit(draft, { kind: 'window.used', window, closesAt, times: 1, points: cost });
  const told = prizes.map((one) => ({ prize: one.id, odds: one.odds }));
  const note = ({ lot, points, redemption, badge, counter }: Given) =>
    emit(draft, {
      kind: 'drawn',
      draw: id,
      at,
      number,
      total,
      odds: told,
      drawn: drawn.id,
      prize: prize.id,
      lot,
      points,
      redemption,
      ...(badge === null ? {} : { badge }),
      ...(counter === null ? {} : { counter }),
      ...(of === null ? {} : { subject: of }),
    });
  if (prize.grant) giveGrant(draft, prize.grant, { of: 'draw', id, ...waitOfGoods(draft, of, at), note });
  else note({ lot: null, points: 0, redemption: null, badge: null, counter: null });
}

/** Takes one of a prize; where nothing was reserved yet, the changes say what is asked for. @returns whether it is there */
function take(draft: Draft, draw: string, prize: PrizeOf): boolean {
  const pools = prizePools(draw, prize);
  const granted = pools.map(({ pool }) => draft.context.pools?.get(pool));
  if (pools.some(({ n }, at) => (granted[at]?.n ?? n) < n)) return false;
  pools.forEach(({ pool, n, total, unit, budget }, at) => {
    const reservation = granted[at]?.id ?? null;
    emit(draft, { kind: 'pool.used', pool, n, reservation, total, unit, budget, closesAt: null });
    if (reservation !== null && !draft.keys.includes(reservation)) draft.keys.push(reservation);
  });
  return true;
}
