import type { ProgramInput } from '@laurel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../runs.ts';
import { at, programOf, Story } from '../story.ts';
import { tryOver } from './tried.ts';

const NOW = at('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const MEMBERS = ['a', 'b', 'c'];

const SHARED: Partial<ProgramInput>[] = [
  { budget: { points: 300, per: 'ever' } },
  { rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, budget: { points: 100, per: 'day' } }] },
  { rules: [{ id: 'extra', on: 'order.paid', earn: 7, limit: { times: 9, per: 'ever', shared: true } }] },
  {
    campaigns: [
      { id: 'double', from: '2026-03-11T00:00:00Z', until: '2026-03-13T00:00:00Z', earn: { times: 2 }, budget: 120 },
    ],
  },
];

const days = fc.array(
  fc.record({
    who: fc.constantFrom(...MEMBERS),
    euros: fc.integer({ min: 1, max: 90 }),
    back: fc.option(fc.nat(), { freq: 4 }),
  }),
  { minLength: 5, maxLength: 25 },
);

test('what members share for budgets and limits runs dry in a trial where it did, and is free again where it was', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SHARED), days, (shared, lived) => {
      const program = programOf(shared);
      const story = new Story(program);
      for (const id of MEMBERS) story.member(id, NOW);
      let now = NOW;
      const orders: { id: string; who: string; euros: number }[] = [];
      for (const { who, euros, back } of lived) {
        now += 5 * HOUR;
        const id = `o${orders.length}`;
        story.order(who, id, { total: euros * 100 }, { at: now });
        orders.push({ id, who, euros });
        const [returned] = back === null ? [] : orders.splice(back % orders.length, 1, { id, who, euros: 0 });
        if (returned && returned.euros > 0)
          story.refund(returned.who, returned.id, { amount: returned.euros * 100 }, { at: now + HOUR });
      }
      const side = { program, version: 1 };
      const logs = MEMBERS.map((id) => [id, story.log(id)] as const);
      const tried = tryOver({ draft: side, published: side }, logs, { until: now + HOUR });
      const { outstanding, owed } = tried.draft.points;
      const balances = MEMBERS.map((id) => story.points(id, now + HOUR));
      expect({ outstanding, owed }).toEqual({
        outstanding: balances.reduce((sum, { available }) => sum + available, 0),
        owed: balances.reduce((sum, points) => sum + points.owed, 0),
      });
      for (const parts of [2, 3])
        expect(tryOver({ draft: side, published: side }, logs, { until: now + HOUR }, parts)).toEqual(tried);
    }),
    { numRuns: runs(40) },
  );
});
