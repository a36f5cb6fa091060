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

describe('a board from which whole stretches go', () => {
  /** So many that the tree has branches of branches. */
  const many = 12_000;
  const rows = Array.from({ length: many }, (_, n) => ({ id: `mem_${n}`, score: many - n, at: 7 }));
  const agree = (index: RankIndex, left: Member[]) => {
    expect(index.size).toBe(left.length);
    const names = (all: { id: string }[]) => all.map(({ id }) => id).join();
    expect(names(index.page(0, many)) === names(left)).toBe(true);
    for (let at = 0; at < left.length; at += 499) {
      const { id, score } = left[at] as Member;
      expect(index.position(id)).toBe(at);
      expect(index.above(score)).toBe(at);
      expect(index.around(id, 2).map((row) => row.id)).toEqual(
        left.slice(Math.max(0, at - 2), at + 3).map((row) => row.id),
      );
    }
  };

  test.each<[string, number, number]>([
    ['from the middle', 2_200, 4_800],
    ['from the beginning', 0, 2_400],
    ['at the end', 9_100, many],
    ['but for a few', 5, many - 5],
    ['all', 0, many],
  ])('%s: the others stand as they stood, and whoever comes back stands there again', (_, from, to) => {
    for (const step of [1, -1]) {
      const index = RankIndex.of(rows, 'unique');
      const gone = rows.slice(from, to);
      if (step < 0) gone.reverse();
      for (const [n, { id }] of gone.entries()) {
        expect(index.delete(id)).toBe(true);
        if (n % 1_280 === 1_279) {
          const out = new Set(gone.slice(0, n + 1).map((row) => row.id));
          agree(
            index,
            rows.filter((row) => !out.has(row.id)),
          );
        }
      }
      agree(index, [...rows.slice(0, from), ...rows.slice(to)]);
      for (const { id, score, at } of gone) index.set(id, score, at);
      agree(index, rows);
    }
  });

  test('among equal scores of one instant the smaller id stands first, wherever it is', () => {
    const index = new RankIndex('dense');
    const ids = Array.from({ length: 600 }, (_, n) => `m${String((n * 7_919) % 600).padStart(3, '0')}`);
    for (const id of ids) index.set(id, 5, 1);
    const sorted = ids.toSorted();
    expect(index.page(0, 600).map(({ id }) => id)).toEqual(sorted);
    for (let n = 0; n < 600; n += 2) index.delete(sorted[n] as string);
    expect(index.page(0, 600).map(({ id }) => id)).toEqual(sorted.filter((_, n) => n % 2 === 1));
    for (let n = 0; n < 600; n += 2) index.set(sorted[n] as string, 5, 1);
    expect(index.page(0, 600).map(({ id, place }) => `${id} ${place}`)).toEqual(sorted.map((id) => `${id} 1`));
    expect([index.bearers(5), index.steps(5), index.steps(4), index.bearers(4)]).toEqual([600, 0, 1, 0]);
    expect(index.set('m000', 5, 1)).toBeUndefined();
    expect([index.size, index.bearers(5), index.delete('nobody')]).toEqual([600, 600, false]);
  });
});
