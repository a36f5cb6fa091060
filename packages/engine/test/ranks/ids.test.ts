import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RankIndex } from '../../src/ranks/rank-index.ts';

/** Ids as the server draws them, and all that is nearly one: of the same letters in another writing, longer, wider, with less. */
const drawn = fc.tuple(
  fc.constantFrom('mem_', 'prg_', 'MEM_', 'm\u00e9m_', '\u4e2dem_'),
  fc.constantFrom('0', '7', 'f', 'F', 'g', '-', '\u0130', '\u0000'),
  fc.constantFrom('00ff', '00fe', '80ff', 'ff00'),
  fc.constantFrom(35, 36, 37),
);
const ids = fc.oneof(
  drawn.map(([prefix, letter, part, length]) => prefix + letter.repeat(length - 8) + part),
  drawn.map(
    ([prefix, letter, part, length]) => prefix + part.repeat(4) + letter + part.repeat(5).slice(0, length - 21),
  ),
  fc.string({ maxLength: 40 }),
);

test('members with ids of every kind are told from each other, however they come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: ids, score: fc.nat(9), at: fc.nat(3), goes: fc.boolean() }), {
        maxLength: 300,
        size: 'max',
      }),
      (rows) => {
        const single = new RankIndex();
        const members = new Map<string, { id: string; score: number; at: number }>();
        for (const { id, score, at, goes } of rows) {
          if (goes) expect(single.delete(id)).toBe(members.delete(id));
          else {
            single.set(id, score, at);
            members.set(id, { id, score, at });
          }
        }
        const index = RankIndex.of(rows);
        expect(index.size).toBe(new Set(rows.map(({ id }) => id)).size);
        for (const { id, goes } of rows) if (goes) index.delete(id);
        for (const { id, score, at } of members.values()) index.set(id, score, at);
        for (const { id } of rows) if (!members.has(id)) index.delete(id);
        for (const each of [single, index]) {
          expect(each.page(0, 300).map(({ id }) => id)).toEqual(
            [...members.values()]
              .sort((a, b) => b.score - a.score || a.at - b.at || (a.id < b.id ? -1 : 1))
              .map(({ id }) => id),
          );
          for (const { id } of rows) {
            const { score, at } = members.get(id) ?? {};
            expect(each.has(id)).toBe(members.has(id));
            expect(each.standing(id)).toEqual(members.has(id) ? { score, at } : null);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a hundred members who leave and return under other ids half a million times take the memory of a hundred', () => {
  const index = new RankIndex('dense');
  const idOf = (n: number) => `mem_${n.toString(16).padStart(32, '0')}`;
  const turn = (from: number, to: number) => {
    for (let n = from; n < to; n += 1) {
      index.set(idOf(n), n % 7_919, n);
      if (n >= 100 && !index.delete(idOf(n - 100))) throw new Error(`${idOf(n - 100)} was not there`);
    }
  };
  turn(0, 50_000);
  const before = process.memoryUsage().arrayBuffers;
  turn(50_000, 550_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000);
  expect([index.size, index.page(0, 200).length]).toEqual([100, 100]);
});
