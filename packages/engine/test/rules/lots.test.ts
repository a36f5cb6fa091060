import { expect, test } from 'vitest';
import { entryView } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');

test('what rules give for one order lies together where it lives equally long, and each is told of its own', () => {
  const rules = [
    { id: 'plain', on: 'order.paid', earn: 10 },
    { id: 'late', on: 'order.paid', earn: 20, pending: { days: 5 } },
    { id: 'short', on: 'order.paid', earn: 30, expiry: { days: 9 } },
    { id: 'too', on: 'order.paid', earn: 40 },
    { id: 'both', on: 'order.paid', earn: 50, pending: { days: 5 }, expiry: { days: 9 } },
  ];
  const story = new Story(programOf({ rules })).member('m', NOW);
  const entry = story.order('m', 'o', { total: 1_000 }, { at: NOW });
  expect(changesOf(entry, 'lot.opened').map(({ points, activeAt }) => [points, activeAt])).toEqual([
    [50, null],
    [20, NOW + 5 * DAY],
    [30, null],
    [50, NOW + 5 * DAY],
  ]);
  const iso = (days: number) => new Date(NOW + days * DAY).toISOString();
  const told = entryView(entry, 'e', 'en', story.program).awards;
  expect(told.map(({ rule, points, activeAt, expiresAt }) => [rule, points, activeAt, expiresAt])).toEqual([
    ['plain', 10, null, null],
    ['late', 20, iso(5), null],
    ['short', 30, null, iso(9)],
    ['too', 40, null, null],
    ['both', 50, iso(5), iso(14)],
  ]);
  expect([0, 5, 9, 14].map((days) => story.points('m', NOW + days * DAY).available)).toEqual([80, 150, 120, 70]);
});

test('a wait of no days is none: the points are there at once', () => {
  const story = new Story(programOf({ points: { pending: { days: 0 } } })).member('m', NOW);
  const entry = story.order('m', 'o', { total: 1_000 }, { at: NOW });
  expect(changesOf(entry, 'lot.opened')).toMatchObject([{ points: 10, activeAt: null }]);
  expect(story.points('m', NOW)).toMatchObject({ available: 10, pending: 0 });
});
