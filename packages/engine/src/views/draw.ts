import type { DrawnView, DrawView, Program } from '@laurel/contract';
import { closedBecause, triesLeft } from '../draws/play.ts';
import type { DrawOf } from '../draws/prize.ts';
import { isDated } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { memberNow } from '../rewards/available.ts';
import { iso, textOf } from './text.ts';
import { giftView } from './tier.ts';

/** A draw with its odds, as anybody may know them. */
export function drawView(
  { id, name, description, on, cost, from, until, total, prizes, consolation }: DrawOf,
  locale: string,
): DrawView {
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    on: on ?? null,
    cost: cost ?? 0,
    from: from === undefined ? null : iso(Date.parse(from)),
    until: until === undefined ? null : iso(Date.parse(until)),
    total,
    prizes: prizes.map((prize) => ({
      id: prize.id,
      name: textOf(prize.name, locale, prize.id),
      odds: prize.odds,
      grant: prize.grant ? giftView(prize.grant) : null,
    })),
    consolation,
  };
}

/** The same for a member: how many tries are left, and why there is none now. */
export function ownDraws(
  program: Program,
  state: State,
  attributes: Record<string, unknown>,
  locale: string,
): (DrawView & {
  left: number | null;
  again: string | null;
  reason: DrawnView['reason'];
})[] {
  const at = state.recordedAt;
  const asker = memberNow(program, state, attributes, at);
  return program.draws
    .filter(({ until }) => isDated({ until }, at))
    .map((draw) => {
      const tries = triesLeft(program, state, draw, at);
      const again = tries !== null && tries.left === 0 ? iso(tries.until) : null;
      return {
        ...drawView(draw, locale),
        left: tries?.left ?? null,
        again,
        reason: closedBecause({ program, state }, draw, asker, at),
      };
    });
}

/** What a draw came to, by the entry that says so; null: nothing was drawn in it. */
export function drawnView(program: Program, entry: Entry, locale: string): DrawnView | null {
  const drawn = entry.changes.find((change) => change.kind === 'drawn');
  if (drawn?.kind !== 'drawn') return null;
  const prize = program.draws.find(({ id }) => id === drawn.draw)?.prizes.find(({ id }) => id === drawn.prize);
  return {
    draw: drawn.draw,
    prize: {
      id: drawn.prize,
      name: textOf(prize?.name, locale, drawn.prize),
      grant: prize?.grant ? giftView(prize.grant) : null,
    },
    fell: drawn.drawn !== drawn.prize,
    number: drawn.number,
    total: drawn.total,
    odds: drawn.odds,
    points: drawn.points,
    redemption: drawn.redemption,
    at: iso(drawn.at),
    reason: null,
  };
}
