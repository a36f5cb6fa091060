import type { ProgramInput } from '@laurel/contract';
import { expect, test } from 'vitest';
import { at, programOf, Story } from '../story.ts';
import { tryOver } from './tried.ts';

const NOW = at('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const MEMBERS = Array.from({ length: 14 }, (_, n) => `m${String(n).padStart(2, '0')}`);

/** Members who each order once, an hour after another: for 1.00, 2.00, 3.00 … */
function lived() {
  const story = new Story(programOf());
  for (const [n, id] of MEMBERS.entries()) {
    story.member(id, NOW);
    story.order(id, `o${n}`, { total: (n + 1) * 100 }, { at: NOW + n * HOUR });
  }
  return story;
}

function against(draft: Partial<ProgramInput>, published: Partial<ProgramInput> = {}, members = MEMBERS) {
  const story = lived();
  const side = (document: Partial<ProgramInput>) => ({ program: programOf(document), version: 1 });
  const logs = members.map((id) => [id, story.log(id)] as const);
  return tryOver({ draft: side(draft), published: side(published) }, logs, { until: NOW + 99 * HOUR });
}
const earning = (points: number): Partial<ProgramInput> => ({
  rules: [{ id: 'purchase', on: 'order.paid', earn: { points, per: 100 } }],
});
const dry: Partial<ProgramInput> = { ...earning(2), budget: { points: 30, per: 'ever' } };

test('who wins and who loses most is told, the most first, ten at most; all are counted', () => {
  const trial = against(earning(3));
  expect([trial.looks, trial.counts]).toEqual([1, { better: 14, worse: 0, same: 0 }]);
  expect(trial.winners.map(({ member, published, draft }) => [member, published, draft])).toEqual(
    Array.from({ length: 10 }, (_, n) => [MEMBERS[13 - n], 14 - n, 3 * (14 - n)]),
  );
  expect(trial.losers).toEqual([]);
  // In whatever order they are taken.
  expect(against(earning(3), {}, MEMBERS.toReversed()).winners).toEqual(trial.winners);
  const same = against({ rules: [{ id: 'purchase', on: 'order.paid', earn: 200 }] }, {}, MEMBERS.toReversed());
  expect(same.winners.map(({ member }) => member)).toEqual(MEMBERS.slice(0, 10));
  const back = against(earning(1), earning(3));
  expect(back.counts).toEqual({ better: 0, worse: 14, same: 0 });
  expect(back.losers.map(({ member }) => member)).toEqual(trial.winners.map(({ member }) => member));
});

test('a budget that runs dry in the draft takes a second look at the draft, and leaves what the published version came to', () => {
  const trial = against(dry);
  expect(trial.looks).toBe(2);
  // 2 + 4 + 6 + 8 + 10 is all there is.
  expect(trial.draft.points.earned).toBe(30);
  expect(trial.published).toEqual(against(earning(1)).published);
  expect(trial.counts).toEqual({ better: 5, worse: 9, same: 0 });
  expect(trial.winners.map(({ member, published, draft }) => [member, published, draft])).toEqual(
    [5, 4, 3, 2, 1].map((n) => [MEMBERS[n - 1], n, 2 * n]),
  );
  expect(trial.losers[0]).toEqual({ member: MEMBERS[13], published: 14, draft: 0 });
});

test('so does one that ran dry in the published version, and one in both', () => {
  const published = against(earning(1), dry);
  expect(published.looks).toBe(2);
  expect(published.published.points.earned).toBe(30);
  expect(published.draft.points.earned).toBe(105);
  expect(published.counts).toEqual({ better: 9, worse: 5, same: 0 });
  const both = against(dry, dry);
  expect(both.counts).toEqual({ better: 0, worse: 0, same: 14 });
  expect(both.draft.points).toEqual(both.published.points);
});

test('at one instant members take their turns by name, as far as there is enough', () => {
  const shared = { ...earning(1), budget: { points: 25, per: 'ever' as const } };
  const story = new Story(programOf(shared));
  for (const id of ['c', 'a', 'b', 'd']) story.member(id, NOW);
  for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) story.order(id, `o${n}`, { total: 1_000 }, { at: NOW });
  const sides = { draft: { program: story.program, version: 1 }, published: { program: programOf(), version: 1 } };
  for (const order of ['abcd', 'dcba', 'bdac']) {
    const logs = [...order].map((id) => [id, story.log(id)] as const);
    const { draft, losers } = tryOver(sides, logs, { until: NOW + HOUR });
    expect(draft.points.earned).toBe(25);
    expect(Object.fromEntries(losers.map(({ member, draft: got }) => [member, got]))).toEqual({ c: 5, d: 0 });
  }
});

test('a budget that lasts takes one look, and nothing is as if it had not been there', () => {
  const lasts = against({ ...earning(1), budget: { points: 105, per: 'ever' } });
  expect([lasts.looks, lasts.draft.points.earned, lasts.counts]).toEqual([1, 105, { better: 0, worse: 0, same: 14 }]);
  expect(against({ ...earning(1), budget: { points: 104, per: 'ever' } }).draft.points.earned).toBe(104);
});
