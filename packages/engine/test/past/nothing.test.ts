import { expect, test } from 'vitest';
import { emptyState, Liability, stateAsOf } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');

test('of somebody of whom nothing is known yet, or had happened yet, there is nothing to tell', () => {
  const story = new Story(programOf({ tiers: [{ id: 'all', from: { points: 0 } }] })).member('m', NOW);
  story.order('m', 'o', { total: 5_000 }, { at: NOW + DAY });
  const asOf = (when: number, knownAt: number) =>
    stateAsOf(story.log('m'), { asOf: when, knownAt }, () => story.program);
  expect(stateAsOf([], { asOf: NOW, knownAt: NOW }, () => story.program)).toEqual(emptyState());
  expect(asOf(NOW - 1, NOW - 1)).toEqual(emptyState());
  expect(asOf(NOW + 9 * DAY, NOW - 1)).toEqual(emptyState());
  expect(asOf(NOW - 1, NOW + 9 * DAY)).toEqual(emptyState());
  expect(asOf(NOW, NOW + 9 * DAY)).toMatchObject({ status: 'joined', available: 0, tier: { id: 'all' } });
  expect(asOf(NOW + DAY, NOW + 9 * DAY)).toMatchObject({ available: 50, seq: 3 });
  expect(asOf(NOW + DAY, NOW)).toMatchObject({ available: 0, seq: 2, recordedAt: NOW + DAY });
});

test('a program that says nothing of what points are worth owes no money', () => {
  const owed = new Liability(programOf(), 3).view({ asOf: NOW, knownAt: NOW });
  expect(owed).toMatchObject({ money: null, worth: null, members: 0, holders: 0, programVersion: 3, expiring: [] });
});
