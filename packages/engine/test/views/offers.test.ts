import type { ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { waysTo } from '../../src/badges/ways.ts';
import { entryView } from '../../src/index.ts';
import { offersView } from '../../src/views/offer.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const dates = { from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };
const campaign = (id: string, when?: object, more: object = {}) => ({
  id,
  ...dates,
  earn: { times: 2 },
  ...(when ? { when } : {}),
  ...more,
});

test('guests see the offers that ask nothing of a member, members those that may hold for them, their own first', () => {
  const campaigns = [
    campaign('all'),
    campaign('hours', { 'time.hour': { $lt: 12 } }),
    campaign('gold', { 'member.tier': 'gold' }),
    campaign('either', { $or: [{ 'member.tier': 'gold' }, { 'event.channel': 'app' }] }),
    campaign('soon', undefined, { until: '2026-03-12T00:00:00Z' }),
    campaign('over', undefined, { until: '2026-03-10T12:00:00Z' }),
  ];
  const tiers = [{ id: 'gold', from: { points: 100 } }];
  const program = programOf({ campaigns, tiers } as Partial<ProgramInput>);
  const ids = (tier: string | null | undefined) =>
    offersView(program, tier === undefined ? null : ({ tier } as never), NOW, 'en').map(
      ({ id, personal }) => `${id}${personal ? '!' : ''}`,
    );
  expect(ids(undefined)).toEqual(['soon', 'all', 'hours']);
  expect(ids('gold')).toEqual(['gold!', 'either!', 'soon', 'all', 'hours']);
  expect(ids(null)).toEqual(['either!', 'soon', 'all', 'hours']);
});

test('ways to a badge are told while they are open', () => {
  const grant = { badge: 'star' };
  const until = '2026-03-10T12:00:00Z';
  const draw = {
    id: 'wheel',
    cost: 5,
    total: 2,
    prizes: [
      { id: 'a', odds: 1, grant },
      { id: 'b', odds: 1 },
    ],
    consolation: 'b',
  };
  const streak = { id: 'days', on: ['visit.made'], per: 'day', milestones: [{ at: 3, grant }] };
  const goal = { id: 'sea', score: { sum: 'spend' }, target: 100, from: '2026-01-01T00:00:00Z', until, grant };
  const program = programOf({
    badges: [{ id: 'star' }],
    challenges: [{ id: 'two', steps: [{ on: 'visit.made', times: 2, grant }], grant, until }],
    streaks: [{ ...streak, until }],
    draws: [{ ...draw, until }],
    goals: [goal],
    rewards: [{ id: 'buy', cost: 5, give: grant, until }],
  } as never);
  const told = (now: number) => waysTo(program, 'star', now, true).map(({ of, id, n }) => `${of} ${id} ${n}`);
  expect(told(Date.parse(until) - 1)).toEqual([
    'challenge two null',
    'step two 1',
    'streak days 3',
    'draw wheel null',
    'goal sea null',
    'reward buy null',
  ]);
  expect(told(Date.parse(until))).toEqual([]);
});

test('an entry is told with the key of its sender, and with none where the key is our own', () => {
  const story = new Story(programOf()).member('m', NOW);
  const entry = story.order('m', 'o1', { total: 1_000 }, { at: NOW + DAY, key: 'paid-o1' });
  const told = story.log('m').map((each) => entryView(each, 'e', 'en', story.program).key);
  expect(entry.keys[0]).toBe('paid-o1');
  expect(told.at(-1)).toBe('paid-o1');
  expect(told.filter((key) => key !== null && key < ' ')).toEqual([]);
});
