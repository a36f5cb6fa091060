import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../runs.ts';
import { at, awarded, DAY, programOf, Story } from '../story.ts';

const MOST = 50;
const PROGRAM = programOf({
  rules: [
    {
      id: 'shop',
      on: 'order.paid',
      earn: { points: 1, per: 100 },
      limit: { points: MOST, per: 'ever', each: 'event.attributes.shop' },
    },
    {
      id: 'review',
      on: 'review.published',
      earn: 30,
      limit: [
        { times: 1, per: 'ever', each: 'event.sku' },
        { times: 2, per: 'day' },
      ],
    },
  ],
});
const START = at('2026-03-20T12:00:00Z');

type Step =
  | { kind: 'order'; shop: string | null; total: number }
  | { kind: 'refund' | 'amend'; of: number; amount: number }
  | { kind: 'cancel'; of: number }
  | { kind: 'review'; sku: string };

const shop = fc.constantFrom('north', 'south', 'a name of a shop that is longer than what is kept as it stands', null);
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('order' as const), shop, total: fc.integer({ min: 0, max: 6_000 }) }),
    fc.record({
      kind: fc.constantFrom('refund' as const, 'amend' as const),
      of: fc.nat(9),
      amount: fc.integer({ min: 1, max: 6_000 }),
    }),
    fc.record({ kind: fc.constant('cancel' as const), of: fc.nat(9) }),
    fc.record({ kind: fc.constant('review' as const), sku: fc.constantFrom('a', 'b', 'c', 'd') }),
  ),
  { maxLength: 40 },
);

/** What stands of the orders of a shop. */
function standing(story: Story, shops: Map<string, string | null>, name: string | null): number {
  const now = new Map<string, number>();
  for (const { subjects, standing: stands } of story.log('m'))
    if (stands) now.set(subjects[0] ?? '', stands.awards.find(({ rule }) => rule === 'shop')?.points ?? 0);
  return [...now].reduce((sum, [order, n]) => (shops.get(order) === name ? sum + n : sum), 0);
}

test('a limit for each value of a field is one for each, and what is refunded gives its room back', () => {
  fc.assert(
    fc.property(steps, (history: Step[]) => {
      const story = new Story(PROGRAM).member('m', START);
      const shops = new Map<string, string | null>();
      const gone = new Set<string>();
      const reviewed = new Set<string>();
      const days = new Map<number, number>();
      history.forEach((step, n) => {
        const when = START + (n + 1) * 7 * 3_600_000;
        if (step.kind === 'order') {
          const free = MOST - standing(story, shops, step.shop);
          const data = { total: step.total, ...(step.shop === null ? {} : { attributes: { shop: step.shop } }) };
          const entry = story.order('m', `o${n}`, data, { at: when });
          shops.set(`order:o${n}`, step.shop);
          expect(awarded(entry)).toBe(Math.min(Math.floor(step.total / 100), free));
        } else if (step.kind === 'review') {
          // Days of Paris, in which all of this happens, are an hour or two ahead.
          const day = Math.floor((when + (when < at('2026-03-29T01:00:00Z') ? 1 : 2) * 3_600_000) / DAY);
          const today = days.get(day) ?? 0;
          const earns = !reviewed.has(step.sku) && today < 2;
          expect(awarded(story.fact('m', 'review.published', { sku: step.sku }, { at: when }))).toBe(earns ? 30 : 0);
          if (!earns) return;
          reviewed.add(step.sku);
          days.set(day, today + 1);
        } else {
          const orderId = [...shops.keys()][step.of]?.slice('order:'.length);
          if (orderId === undefined || gone.has(orderId)) return;
          if (step.kind === 'refund') story.refund('m', orderId, { amount: step.amount }, { at: when });
          else if (step.kind === 'cancel') {
            gone.add(orderId);
            story.fact('m', 'order.cancelled', { orderId }, { at: when });
          } else {
            const name = shops.get(`order:${orderId}`);
            const attributes = name ? { attributes: { shop: name } } : {};
            const data = { orderId, amendmentId: `a${n}`, currency: 'EUR', total: step.amount, ...attributes };
            story.fact('m', 'order.amended', data, { at: when });
          }
        }
        for (const name of new Set(shops.values())) expect(standing(story, shops, name)).toBeLessThanOrEqual(MOST);
      });
      const { windows } = story.at('m', START + 400 * DAY);
      const used = Object.entries(windows).reduce(
        (sum, [window, { points }]) => (window.startsWith('rule:shop:ever:') ? sum + points : sum),
        0,
      );
      expect(used).toBe([...new Set(shops.values())].reduce((sum, name) => sum + standing(story, shops, name), 0));
      story.audit();
    }),
    { numRuns: runs(120) },
  );
});
