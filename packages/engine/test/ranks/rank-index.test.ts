import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ranked, RankIndex, type Ties } from '../../src/ranks/rank-index.ts';
import { runs } from '../runs.ts';

type Member = { id: string; score: number; at: number };

/** The same answers by sorting everybody and counting. */
function brute(members: Map<string, Member>, ties: Ties): Ranked[] {
  const sorted = [...members.values()].sort((a, b) => b.score - a.score || a.at - b.at || (a.id < b.id ? -1 : 1));
  const steps = [...new Set(sorted.map((member) => member.score))];
  return sorted.map((member, at) => ({
    ...member,
    place:
      ties === 'unique'
        ? at + 1
        : ties === 'dense'
          ? steps.indexOf(member.score) + 1
          : sorted.filter((other) => other.score > member.score).length + 1,
  }));
}

const ids = fc.integer({ min: 0, max: 400 }).map((n) => `m${n}`);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ id: ids, score: fc.integer({ min: 0, max: 30 }), at: fc.integer({ min: 0, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ id: ids }) },
);

describe.each<Ties>(['unique', 'dense', 'competition'])('a board that numbers %s', (ties) => {
  test('answers as sorting everybody would, after any moves, departures and returns', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 1_500, size: 'max' }),
        fc.integer({ min: 0, max: 450 }),
        fc.integer({ min: 0, max: 60 }),
        (steps, from, limit) => {
          const index = new RankIndex(ties);
          const members = new Map<string, Member>();
          for (const each of steps) {
            if ('score' in each) {
              index.set(each.id, each.score, each.at);
              members.set(each.id, each);
            } else expect(index.delete(each.id)).toBe(members.delete(each.id));
          }
          const expected = brute(members, ties);
          expect(index.size).toBe(expected.length);
          expect(index.page(0, expected.length + 1)).toEqual(expected);
          expect(index.page(from, limit)).toEqual(expected.slice(from, from + limit));
          expect(RankIndex.of(members.values(), ties).page(0, expected.length)).toEqual(expected);
          expected.forEach((row, position) => {
            expect(index.get(row.id)).toEqual(row);
            expect(index.position(row.id)).toBe(position);
            expect(index.passed(row)).toBe(position + 1);
          });
          // A place that somebody has left is still found: a page goes on where it was.
          const past = { id: 'm200', score: 15, at: 2 };
          const before = (one: Member) => one.score - past.score || past.at - one.at || (one.id <= past.id ? 1 : -1);
          expect(index.passed(past)).toBe(expected.filter((row) => before(row) > 0).length);
          const middle = expected[expected.length >> 1];
          if (middle) {
            const at = expected.length >> 1;
            expect(index.around(middle.id, 3)).toEqual(expected.slice(Math.max(0, at - 3), at + 4));
          }
          expect(index.place('nobody')).toBeNull();
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test('tells what is missing to the next place, and that much is enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: ids, score: fc.integer({ min: 1, max: 50 }), at: fc.integer({ min: 0, max: 5 }) }), {
          minLength: 2,
        }),
        (rows) => {
          const members = new Map(rows.map((row) => [row.id, row]));
          for (const { id, score } of members.values()) {
            const index = RankIndex.of(members.values(), ties);
            const next = index.next(id);
            const before = index.place(id) as number;
            if (next === null) expect(before).toBe(1);
            else {
              expect(next.place).toBeLessThan(before);
              index.set(id, score + next.points, 99);
              expect(index.place(id)).toBeLessThanOrEqual(next.place);
              for (const place of [1, 3]) {
                const other = RankIndex.of(members.values(), ties);
                const missing = other.missing(id, place);
                if (missing === null) {
                  expect(before).toBeLessThanOrEqual(place);
                  continue;
                }
                other.set(id, score + missing, 99);
                expect(other.place(id)).toBeLessThanOrEqual(place);
                other.set(id, score + missing - 1, 99);
                expect(other.place(id)).toBeGreaterThan(place);
              }
            }
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

test('thirty thousand members come, move and go, until three levels of the tree have grown and shrunk', () => {
  const index = new RankIndex('competition');
  const members = new Map<string, Member>();
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const settle = (id: string) => {
    const member = { id, score: random(5_000), at: random(1_000) };
    index.set(id, member.score, member.at);
    members.set(id, member);
  };
  const agree = () => {
    const sorted = [...members.values()].sort((a, b) => b.score - a.score || a.at - b.at || (a.id < b.id ? -1 : 1));
    expect(index.page(0, members.size + 1).map((row) => row.id)).toEqual(sorted.map((member) => member.id));
    for (let at = 0; at < sorted.length; at += 997) expect(index.position((sorted[at] as Member).id)).toBe(at);
  };
  for (let n = 0; n < 30_000; n += 1) settle(`m${n}`);
  agree();
  for (let n = 0; n < 30_000; n += 1) settle(`m${random(30_000)}`);
  agree();
  for (let n = 0; n < 29_900; n += 1) {
    index.delete(`m${n}`);
    members.delete(`m${n}`);
  }
  agree();
});
