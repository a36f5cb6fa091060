import { type Draft, emit } from '../decide/draft.ts';
import { capsOf } from '../earn/caps.ts';
import { takeGrant } from '../grants/take.ts';
import type { Settlement } from '../order/settlement.ts';
import { prizePools } from './prize.ts';

/**
 * An order that started draws was given back in full: a prize of which nothing was used goes back, to the others and to the budget, and
 * the try counts no more. One that was used stays, and so does all where the draw says `onRefund: keep`.
 */
export function undoDraws(draft: Draft, { drawn }: Settlement, subject: string): void {
  const { program, state } = draft;
  for (const { draw: id, prize, number, lot, points, redemption, badge = null, counter = null, at } of drawn) {
    const draw = program.draws.find((one) => one.id === id);
    if (draw?.onRefund !== 'undo') continue;
    if (!takeGrant(draft, { lot, points, redemption, badge, counter }, { of: 'draw', id })) continue;
    emit(draft, { kind: 'draw.undone', draw: id, prize, number, points, subject });
    const won = draw.prizes.find((one) => one.id === prize);
    for (const { pool, n } of won ? prizePools(id, won) : []) emit(draft, { kind: 'pool.freed', pool, n });
    for (const { window, closesAt, single } of capsOf(`draw:${id}`, draw.limit, program.timeZone, at))
      if (!single && state.windows[window])
        emit(draft, { kind: 'window.used', window, closesAt, times: -1, points: 0 });
  }
}
