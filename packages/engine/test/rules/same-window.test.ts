import { describe, expect, test } from 'vitest';
import { at, DAY, programOf } from '../story.ts';
import { NOW, Shop } from './shop.ts';

describe('two limits of one window', () => {
  const limit = [
    { points: 25, per: 'day' as const },
    { times: 2, per: 'day' as const },
    { points: 30, times: 9, per: 'day' as const },
  ];

  test('count what is used of it once, and the tighter one holds', () => {
    const story = new Shop(
      programOf({
        limit: [
          { points: 25, per: 'day' },
          { points: 40, per: 'day' },
        ],
        rules: [
          { id: 'ten', on: 'a.done', earn: 10, limit },
          { id: 'shop', on: 'order.paid', earn: { points: 1, per: 100 }, limit },
          { id: 'all', on: 'b.done', earn: 1, limit: limit.map((one) => ({ ...one, shared: true })) },
        ],
      }),
    ).member('m', NOW) as Shop;
    const done = (type: string) => story.fact('m', type, {}, { at: NOW }).awards[0]?.points;
    expect(['a.done', 'a.done', 'a.done'].map(done)).toEqual([10, 10, 0]);
    expect(story.at('m', NOW).windows[`rule:ten:day:${at('2026-03-09T23:00:00Z')}`]).toMatchObject({
      times: 2,
      points: 20,
    });
    // Of the program's own 25 a day there are 5.
    expect(story.order('m', 'o', { total: 900 }, { at: NOW }).awards[0]?.points).toBe(5);
    expect(story.order('m', 'p', { total: 3_000 }, { at: NOW + DAY }).awards[0]?.points).toBe(25);
    expect(story.refund('m', 'p', { amount: 2_000 }, { at: NOW + DAY }).postings).toMatchObject([{ points: 15 }]);
    expect(story.order('m', 'q', { total: 3_000 }, { at: NOW + DAY }).awards[0]?.points).toBe(15);
    expect(['b.done', 'b.done', 'b.done'].map(done)).toEqual([0, 0, 0]);
    const free = new Shop(
      programOf({
        rules: [{ id: 'all', on: 'b.done', earn: 1, limit: limit.map((one) => ({ ...one, shared: true })) }],
      }),
    );
    free.member('m', NOW);
    expect([1, 2, 3].map(() => free.fact('m', 'b.done', {}, { at: NOW }).awards[0]?.points)).toEqual([1, 1, 0]);
    expect([...free.left.values()]).toEqual([23, 0]);
  });
});
