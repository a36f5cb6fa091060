import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ranked, RankIndex, type Ties } from '../../src/ranks/rank-index.ts';

type Member = { id: string; score: number; at: number };

/** Few different values, so that every kind of tie comes often; of both signs, whole and not, near and far. */
const member = fc.record({
  id: fc.integer({ min: 0, max: 6_000 }).map((n) => `mem_${(n * 2_654_435_761) % 4_294_967_296}`),
  score: fc.oneof(fc.constantFrom(-1, -0, 0, 0.5, 1e9, -1e9, 2 ** 53), fc.integer({ min: -20, max: 20 })),
  at: fc.constantFrom<number>(-5, 0, 1, 1_764_000_000_000, 1_764_000_000_001),
});

function sortedOf(members: Map<string, Member>): Member[] {
  return [...members.values()].sort((a, b) => b.score - a.score || a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** The places of a sorted board, counted off. */
function placed(sorted: Member[], ties: Ties): Ranked[] {
  let place = 0;
  return sorted.map(({ id, score, at }, position) => {
    const isTie = position > 0 && (sorted[position - 1] as Member).score === score;
    if (ties === 'unique' || (ties === 'competition' && !isTie)) place = position + 1;
    else if (!isTie) place += 1;
    return { id, score: score + 0, at, place };
  });
}

describe.each<Ties>(['unique', 'dense', 'competition'])('thousands on a board that numbers %s', (ties) => {
  test('stand as sorted, whether they came at once or one by one, and after a third has gone and come again', () => {
    fc.assert(
      fc.property(fc.array(member, { minLength: 5_000, maxLength: 9_000, size: 'max' }), (rows) => {
        const members = new Map(rows.map((row) => [row.id, row]));
        const index = RankIndex.of(rows, ties);
        const single = new RankIndex(ties);
        for (const { id, score, at } of rows) single.set(id, score, at);
        const expected = placed(sortedOf(members), ties);
        expect(index.page(0, rows.length)).toEqual(expected);
        expect(single.page(0, rows.length)).toEqual(expected);
        const gone = rows.filter((_, n) => n % 3 === 0);
        for (const { id } of gone) expect(index.delete(id)).toBe(members.delete(id));
        expect(index.page(0, rows.length)).toEqual(placed(sortedOf(members), ties));
        for (const { id, score, at } of gone) {
          index.set(id, -score, at + 1);
          members.set(id, { id, score: -score, at: at + 1 });
        }
        const after = placed(sortedOf(members), ties);
        expect(index.page(0, rows.length)).toEqual(after);
        for (let at = 0; at < after.length; at += 97) {
          const row = after[at] as Ranked;
          expect(index.get(row.id)).toEqual(row);
          expect(index.position(row.id)).toBe(at);
          expect(index.passed(row)).toBe(at + 1);
          expect(index.around(row.id, 4)).toEqual(after.slice(Math.max(0, at - 4), at + 5));
        }
      }),
      { numRuns: 4 },
    );
  });
});

describe('thousands whose numbers are', () => {
  const many = 5_000;
  const shuffled = (n: number) => (n * 3_571) % many;
  const shapes: [string, (n: number) => number][] = [
    ['near each other', (n) => n % 700],
    ['near each other, below zero', (n) => -(n % 700) - 1],
    // The lower half of each number speaks against the upper one.
    ['far apart', (n) => n * 2 ** 32 + (many - n)],
    ['far apart, on both sides of zero', (n) => (n - 2_000) * 2 ** 33 + (many - n) * 2 ** 11],
    ['no whole ones', (n) => (n - 2_000) / 8],
    ['too far apart to be told by how far', (n) => (n % 2 === 0 ? 1 : -1) * (2 ** 53 - 1 - n)],
  ];
  test.each(shapes)('%s stand as sorted, by score and by instant', (_, of) => {
    const rows = Array.from({ length: many }, (_, n) => ({ id: `mem_${n}`, score: of(shuffled(n)), at: 7 }));
    const turned = rows.map(({ id, score }, n) => ({ id, score: n % 3, at: score }));
    for (const each of [rows, turned]) {
      const expected = placed(sortedOf(new Map(each.map((row) => [row.id, row]))), 'unique');
      expect(RankIndex.of(each, 'unique').page(0, many)).toEqual(expected);
    }
  });
});
