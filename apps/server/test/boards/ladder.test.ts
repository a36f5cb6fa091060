import { RankIndex, type Ties } from '@laurel/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ladder } from '../../src/project/boards/ladder.ts';

interface Card {
  n: number;
  at: number;
}

test.each<Ties>(['unique', 'dense', 'competition'])(
  'a place of this morning is that of a copy made this morning, however many moved since, over several days (%s)',
  (ties) => {
    const move = fc.record({
      id: fc.integer({ min: 0, max: 25 }).map((n) => `m${n}`),
      n: fc.integer({ min: 0, max: 9 }),
      at: fc.integer({ min: 0, max: 4 }),
      nextDay: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), fc.boolean(), (moves, filled) => {
        const cards = new Map<string, Card>();
        let ladder = new Ladder(ties);
        let [day, morning] = [1, new Map<string, Card>()];
        for (const [at, { id, n, at: when, nextDay }] of moves.entries()) {
          if (nextDay && at % 7 === 0) {
            day += 1;
            morning = new Map(cards);
          }
          if (n > 0) cards.set(id, { n, at: when });
          else cards.delete(id);
          const [was, is] = [morning.get(id) ?? null, cards.get(id)];
          const same = was ? is?.n === was.n && is.at === was.at : is === undefined;
          ladder.set(id, is, same ? null : { day, standing: was });
        }
        if (filled) {
          // As a process does that reads the scores only now.
          ladder = new Ladder(ties);
          const rows = [...cards].map(([id, { n, at }]) => {
            const was = morning.get(id) ?? null;
            return { id, score: n, at, was: was?.n === n && was.at === at ? null : { day, standing: was } };
          });
          ladder.fill(rows);
          for (const [id, standing] of morning) if (!cards.has(id)) ladder.set(id, undefined, { day, standing });
        }
        const copy = RankIndex.of(
          [...morning].map(([id, { n, at }]) => ({ id, score: n, at })),
          ties,
        );
        for (const id of new Set([...cards.keys(), ...morning.keys()]))
          expect(ladder.placeBefore(id, day)).toBe(copy.place(id));
        for (const id of cards.keys()) expect(ladder.placeBefore(id, day + 1)).toBe(ladder.ranks.place(id));
      }),
      { numRuns: 300 },
    );
  },
);
