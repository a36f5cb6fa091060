import { expect, test } from 'vitest';
import { BEGIN, END, live } from '../life.ts';
import { DAY } from '../story.ts';
import { tryOver } from './tried.ts';

const story = live({ asTried: true });
const side = { program: story.program, version: 1 };
const tried = (since = 0) => tryOver({ draft: side, published: side }, [...story.logs], { since, until: END });
const standing = () => [...story.logs.keys()].map((id) => story.at(id, END));

test('a program tried over its own past comes to what stands', () => {
  const { draft: report, counts } = tried();
  const states = standing();
  const held = states.reduce((sum, { pending, available, held: put }) => sum + pending + available + put, 0);
  expect(report.points.outstanding).toBe(held);
  expect(report.points.owed).toBe(states.reduce((sum, { owed }) => sum + owed, 0));
  const moved = [...story.logs.values()].flat().flatMap(({ postings }) => postings);
  const sum = (of: 'from' | 'to', account: string) =>
    moved.reduce((all, posting) => all + (posting[of] === account ? posting.points : 0), 0);
  expect(report.points).toMatchObject({
    earned: sum('from', 'issued'),
    reversed: sum('to', 'issued'),
    redeemed: sum('to', 'redeemed') - sum('from', 'redeemed'),
    adjusted: sum('from', 'adjusted') - sum('to', 'adjusted'),
  });
  expect(counts).toEqual({ better: 0, worse: 0, same: 3 });
});

test('it counts what was completed, kept up, drawn, filled and bought, and who rose', () => {
  const report = tried().draft;
  expect(report).toMatchObject({
    version: 1,
    members: 2,
    control: 0,
    tiers: [
      { id: null, members: 1 },
      { id: 'silver', name: 'Silver', members: 1 },
      { id: 'gold', members: 0 },
    ],
    challenges: [
      { id: 'two', name: 'Two reviews', completed: 1, points: 25 },
      { id: 'road', name: 'The road', completed: 1, points: 18 },
    ],
    streaks: [{ id: 'visits', reached: 1, points: 4 }],
    draws: [{ id: 'wheel', played: 2, points: 30, expected: 3 }],
    goals: [{ id: 'together', reachedAt: new Date(BEGIN + 7.2 * DAY).toISOString(), members: 3, points: 36 }],
    redemptions: { made: 5, notAffordable: 0, gone: 0, given: 0 },
    worth: { amount: 1, points: 1 },
  });
  expect(report.firstReward).toMatchObject({ reward: 'sea', cost: 20, members: 2, share: 100 });
  const { months, points } = report;
  expect(months.map(({ month }) => month)).toEqual(['2026-03', '2026-04', '2026-08', '2026-09']);
  for (const of of ['earned', 'reversed', 'redeemed', 'expired', 'adjusted'] as const)
    expect(months.reduce((all, month) => all + month[of], 0)).toBe(points[of]);
  expect(months.at(-1)?.outstanding).toBe(points.outstanding);
  expect(report.cost.liability).toBe(points.outstanding);
});

test('split among threads it comes to the same', () => {
  for (const parts of [2, 3])
    expect(tryOver({ draft: side, published: side }, [...story.logs], { until: END }, parts)).toEqual(tried());
});

test('only what happened since a day is judged, but people are who they are', () => {
  const late = tried(BEGIN + 8 * DAY).draft;
  expect(late.members).toBe(2);
  expect(late.challenges).toMatchObject([{ completed: 0 }, { completed: 0 }]);
  expect(late.draws).toMatchObject([{ played: 2 }]);
  expect(late.points.earned).toBeLessThan(tried().draft.points.earned);
  const none = tried(END).draft;
  // Two were recommended when they joined.
  expect(none.points.earned).toBe(10);
  expect(none.firstReward).toMatchObject({ members: 0, share: 0, medianDays: null, days90: null });
});
