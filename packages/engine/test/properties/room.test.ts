import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../runs.ts';
import { changesOf, DAY, programOf, Story } from '../story.ts';
import { histories, play, type Timed } from './history.ts';

/** Limits of rule and program, budgets of a rule, a campaign and the program, all at once. */
const LIMITED = programOf({
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
/** Rules of a group with budgets of their own, and two campaigns that add up to what no whole number is. */
const GROUPED = programOf({
  rules: [
    { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 }, limit: { points: 400, per: 'ever' } },
    {
      id: 'a',
      on: 'order.paid',
      lines: { sku: 'a' },
      exclusive: 'g',
      earn: { points: 1, per: 70, of: 'lines' },
      budget: 90,
    },
    {
      id: 'c',
      on: 'order.paid',
      lines: { sku: 'c' },
      exclusive: 'g',
      earn: { points: 1, per: 50, of: 'lines' },
      limit: { times: 3, per: 'ever', shared: true },
      budget: 60,
    },
  ],
  campaigns: [
    {
      id: 'spring',
      from: '2026-04-01T00:00:00Z',
      until: '2026-06-01T00:00:00Z',
      earn: { times: 1.5 },
      budget: 40,
    },
    {
      id: 'more',
      from: '2026-03-21T00:00:00Z',
      until: '2026-05-01T00:00:00Z',
      when: { 'event.total': { $gte: 4_000 } },
      earn: { times: 1.7, rules: ['p'] },
      limit: { points: 30, per: 'week', shared: true },
      budget: 40,
    },
  ],
  stack: 'add',
  limit: { points: 700, per: 'ever' },
  budget: 500,
} as never);

/** What orders come to is what windows and pools have lost; and all of it comes back with the orders. */
function check(program: typeof LIMITED, history: Timed[]): void {
  const story = new Story(program);
  play(story, history);
  const standing = new Map<string, { rule: string; points: number }[]>();
  for (const { subjects, standing: now } of story.log('m')) if (now) standing.set(subjects[0] ?? '', now.awards);
  const awards = [...standing.values()].flat();
  const sum = (rule?: string) =>
    awards.reduce((all, one) => (rule === undefined || one.rule === rule ? all + one.points : all), 0);
  const times = (rule: string) => awards.filter((award) => award.rule === rule).length;
  const { windows } = story.at('m', story.states.get('m')?.recordedAt ?? 0);
  expect(windows['rule:p:ever']?.points ?? 0).toBe(sum('p'));
  expect(windows['program:ever']?.points ?? 0).toBe(sum());
  expect(windows['rule:large:ever']?.times ?? 0).toBe(times('large'));
  const totals = new Map(
    story.log('m').flatMap((entry) => changesOf(entry, 'pool.used').map(({ pool, total }) => [pool, total])),
  );
  const used = (pool: string) => (totals.get(pool) ?? 0) - (totals.has(pool) ? (story.left.get(pool) ?? 0) : 0);
  expect(used('budget:program:ever')).toBe(sum());
  for (const { id, budget } of program.rules)
    if (budget !== undefined) expect([id, used(`budget:rule:${id}:ever`)]).toEqual([id, sum(id)]);
  if (totals.has('all:rule:c:ever:times')) expect(used('all:rule:c:ever:times')).toBe(times('c'));
  for (const [pool, left] of story.left) {
    expect(left, pool).toBeGreaterThanOrEqual(0);
    // One that was asked for and came to nothing else is as it was.
    expect(left, pool).toBeLessThanOrEqual(totals.get(pool) ?? left);
  }
  const now = (story.states.get('m')?.recordedAt ?? 0) + 1;
  for (const orderId of [...standing.keys()].map((subject) => subject.slice('order:'.length)))
    if (!story.log('m').some(({ keys }) => keys.includes(`refund:${orderId}:$cancelled`)))
      story.fact('m', 'order.cancelled', { orderId }, { at: now });
  expect([...story.left].filter(([pool, left]) => left !== (totals.get(pool) ?? left))).toEqual([]);
}

test.each([
  ['limits', LIMITED, 35],
  ['groups and campaigns', GROUPED, 25],
] as const)(
  'what orders come to is what windows and budgets have lost, whatever is refunded, amended and disputed: %s',
  (_, program, n) => {
    fc.assert(
      fc.property(histories({ spends: false, reviews: false }), (history) => check(program, history)),
      { numRuns: runs(n) },
    );
  },
);

const order = (total: number, lines: { sku: string; quantity: number; unitPrice: number }[] = []) =>
  ({ kind: 'order', total, lines, late: 0 }) as const;

/** What random histories found. */
const FOUND: [string, Timed[]][] = [
  [
    'an amendment comes to a rule’s limit without the campaign, and a refund lets the campaign add a point that it never took',
    [
      { after: DAY, step: order(5_000) },
      { after: 10.5 * DAY, step: order(0, [{ sku: 'a', quantity: 1, unitPrice: 0 }]) },
      { after: DAY, step: { kind: 'settle' } },
      {
        after: DAY,
        step: {
          kind: 'amend',
          of: 2,
          total: 20_001,
          lines: [
            { sku: 'a', quantity: 2, unitPrice: 1_038 },
            { sku: 'a', quantity: 5, unitPrice: 2_955 },
            { sku: 'a', quantity: 2, unitPrice: 1_575 },
          ],
        },
      },
      { after: DAY, step: { kind: 'refund', of: 3, amount: 2, lines: [] } },
    ],
  ],
  [
    'a chargeback is won after others have used the program’s budget up',
    [
      { after: DAY, step: order(5_000) },
      { after: 0, step: { kind: 'chargeBack', of: 1, amount: null, which: 1 } },
      { after: DAY, step: order(16_900) },
      { after: 10.5 * DAY, step: order(4_101, [{ sku: 'c', quantity: 3, unitPrice: 528 }]) },
      { after: DAY, step: { kind: 'win', of: 4, amount: 0, which: 1 } },
    ],
  ],
  [
    'a chargeback is won after others have used a rule’s budget up',
    [
      { after: DAY, step: order(4_500, [{ sku: 'c', quantity: 1, unitPrice: 4_500 }]) },
      { after: 0, step: { kind: 'chargeBack', of: 1, amount: null, which: 0 } },
      { after: DAY, step: order(4_500, [{ sku: 'c', quantity: 1, unitPrice: 4_500 }]) },
      { after: 0, step: { kind: 'win', of: 3, amount: null, which: 0 } },
    ],
  ],
];
test('so it is when an amendment to less of an order is to more of a campaign, by rounding', () => {
  check(GROUPED, [
    { after: 11.5 * DAY, step: order(4_136) },
    { after: DAY, step: { kind: 'amend', of: 1, total: 4_133, lines: [] } },
  ]);
});
test.each(FOUND)('so it is when %s', (_, history) => {
  check(LIMITED, history);
});
