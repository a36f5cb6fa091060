import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../runs.ts';
import { programOf, Story } from '../story.ts';
import { histories, play } from './history.ts';

const PROGRAM = programOf({
  rules: [
    { id: 'p', on: 'order.paid', earn: { points: 2, per: 100 }, limit: { points: 500, per: 'ever' } },
    {
      id: 'large',
      on: 'order.paid',
      when: { 'event.total': { $gte: 4_000 } },
      earn: 30,
      limit: { times: 4, per: 'ever' },
    },
    { id: 'c', on: 'order.paid', lines: { sku: 'c' }, earn: { points: 1, per: 50, of: 'lines' }, budget: 90 },
  ],
  campaigns: [
    {
      id: 'spring',
      from: '2026-04-01T00:00:00Z',
      until: '2026-06-01T00:00:00Z',
      earn: { times: 2 },
      budget: 60,
    },
  ],
  limit: { points: 900, per: 'ever' },
  budget: 700,
} as never);

test('what orders come to is what windows and budgets have lost, whatever is refunded, amended and disputed', () => {
  fc.assert(
    fc.property(histories({ spends: false, reviews: false }), (history) => {
      const story = new Story(PROGRAM);
      play(story, history);
      const standing = new Map<string, { rule: string; points: number }[]>();
      for (const { subjects, standing: now } of story.log('m')) if (now) standing.set(subjects[0] ?? '', now.awards);
      const awards = [...standing.values()].flat();
      const sum = (rule?: string) =>
        awards.reduce((all, one) => (rule === undefined || one.rule === rule ? all + one.points : all), 0);
      const { windows } = story.at('m', story.states.get('m')?.recordedAt ?? 0);
      expect(windows['rule:p:ever']?.points ?? 0).toBe(sum('p'));
      expect(windows['program:ever']?.points ?? 0).toBe(sum());
      expect(windows['rule:large:ever']?.times ?? 0).toBe(awards.filter(({ rule }) => rule === 'large').length);
      const used = (pool: string, total: number) => total - (story.left.get(pool) ?? total);
      expect(used('budget:program:ever', 700)).toBe(sum());
      expect(used('budget:rule:c:ever', 90)).toBe(sum('c'));
      for (const left of story.left.values()) expect(left).toBeGreaterThanOrEqual(0);
      expect(used('budget:campaign:spring:ever', 60)).toBeLessThanOrEqual(60);
      // All of it comes back with the orders.
      const ids = [...standing.keys()].map((subject) => subject.slice('order:'.length));
      const now = (story.states.get('m')?.recordedAt ?? 0) + 1;
      for (const orderId of ids)
        if (!story.log('m').some(({ keys }) => keys.includes(`refund:${orderId}:$cancelled`)))
          story.fact('m', 'order.cancelled', { orderId }, { at: now });
      expect([...story.left].filter(([pool, left]) => left !== TOTALS[pool])).toEqual([]);
    }),
    { numRuns: runs(50) },
  );
});

const TOTALS: Record<string, number> = {
  'budget:program:ever': 700,
  'budget:rule:c:ever': 90,
  'budget:campaign:spring:ever': 60,
};
