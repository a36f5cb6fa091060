import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { World } from '../e2e/support/world.ts';
import { pageOf } from '../src/elements/leaderboard/page.ts';

const world = new World();
const page = (place: number, limit: number, around: number) => {
  world.me = `row-${place}`;
  return pageOf(world.rows.slice(0, limit), world.own(around), { limit, around });
};
const shown = (rows: ReturnType<typeof page>) => rows.map((row) => row?.place ?? null);

describe('the rows of a board', () => {
  test('are the top, a gap, and those around me', () => {
    expect(shown(page(30, 10, 2))).toEqual([1, 2, 3, 4, null, 28, 29, 30, 31, 32]);
  });

  test('hold me, are never more than asked for, stand in order, and none twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 10 }),
        (place, limit, around) => {
          const places = shown(page(place, limit, around)).filter((each) => each !== null);
          expect(places).toContain(place);
          expect(shown(page(place, limit, around)).length).toBeLessThanOrEqual(limit);
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        },
      ),
    );
  });
});
