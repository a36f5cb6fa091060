// @ts-nocheck
import fc from 'fast-check';
import type { Story } from '../story.ts';
import { at, DAY } from '../story.ts';

export const START = at('2026-03-20T12:00:00Z');

/** What happens to one member, some time after what happened before. */
type Step =
  | { kind: 'order'; total: number; lines: { sku: string; quantity: number; unitPrice: number }[]; late: number }
  | { kind: 'refund'; of: number; amount: number; lines: { sku: string; quantity: number }[] }
  | { kind: 'cancelOrder'; of: number }
  | { kind: 'review' }
  | { kind: 'redeem' }
  | { kind: 'cancelRedemption'; of: number }
  | { kind: 'adjust'; points: number }
  | { kind: 'settle' };

export interface Timed {
  after: number;
  step: Step;
}

const sku = fc.constantFrom('a', 'b', 'c');
const order = fc
  .record({
    lines: fc.array(
      fc.record({ sku, quantity: fc.integer({ min: 1, max: 5 }), unitPrice: fc.integer({ min: 0, max: 4_000 }) }),
      { maxLength: 4 },
    ),
    off: fc.integer({ min: 0, max: 1_500 }),
    late: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ lines, off, late }): Step => {
    const sum = lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
    return { kind: 'order', total: Math.max(0, (lines.length > 0 ? sum : 5_000) - off), lines, late };
  });
const refund = fc.record({
  kind: fc.constant('refund' as const),
  of: fc.nat(20),
  amount: fc.integer({ min: 0, max: 9_000 }),
  lines: fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
});

const spending: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'redeem' }),
  fc.record({ kind: fc.constant('cancelRedemption' as const), of: fc.nat(6) }),
  fc.record({ kind: fc.constant('adjust' as const), points: fc.integer({ min: -80, max: 80 }).filter((n) => n !== 0) }),
);
const earning: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: order },
  { weight: 3, arbitrary: refund },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancelOrder' as const), of: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'settle' }) },
);

/** Random histories: up to so many steps, hours or weeks apart. */
export function histories({ spends, reviews = true }: { spends: boolean; reviews?: boolean }): fc.Arbitrary<Timed[]> {
  const steps = [
    { weight: 6, arbitrary: earning },
    ...(reviews ? [{ weight: 1, arbitrary: fc.constant<Step>({ kind: 'review' }) }] : []),
    ...(spends ? [{ weight: 2, arbitrary: spending }] : []),
  ];
  const after = fc.oneof(fc.integer({ min: 0, max: DAY }), fc.integer({ min: DAY, max: 30 * DAY }));
  return fc.array(fc.record({ after, step: fc.oneof(...steps) }), { maxLength: 40 });
}

/** Lets a history happen to `m`. Some orders come late, some refunds before their order, some twice. @returns the instant it ends */
export function play(story: Story, history: Timed[]): number {
  story.member('m', START);
  let now = START;
  history.forEach(({ after, step }, n) => {
    now += after;
    const key = `s${n}`;
    switch (step.kind) {
      case 'order': {
        const { total, lines } = step;
        const data = lines.length > 0 ? { total, lines } : { total };
        story.order('m', `o${n}`, data, { at: now - step.late * DAY, received: now, key });
        return;
      }
      case 'refund':
        story.refund(
          'm',
          `o${n - step.of}`,
          { amount: step.amount, lines: step.lines, refundId: key },
          { at: now, key },
        );
        return;
      case 'cancelOrder':
        if (!story.log('m').some(({ keys }) => keys.includes(`refund:o${n - step.of}:$cancelled`)))
          story.fact('m', 'order.cancelled', { orderId: `o${n - step.of}` }, { at: now, key });
        return;
      case 'review':
        story.fact('m', 'review.published', {}, { at: now, key });
        return;
      case 'redeem':
        story.submit('m', { kind: 'redeem', redemption: `r${n}`, reward: 'gift', key, body: '' }, now);
        return;
      case 'cancelRedemption':
        story.submit('m', { kind: 'cancel', redemption: `r${n - step.of}`, key, body: '' }, now);
        return;
      case 'adjust':
        story.submit('m', { kind: 'adjust', points: step.points, by: 'a', why: 'b', key, body: '' }, now);
        return;
      case 'settle':
        story.submit('m', { kind: 'settle', key, body: '' }, now);
        return;
    }
  });
  return now;
}

/** Gives everything back of every order that came. */
export function giveAllBack(story: Story, now: number): void {
  for (const { fact } of story.log('m')) {
    const id = fact?.type === 'order.paid' ? String(fact.data.orderId) : null;
    if (id === null || story.log('m').some(({ keys }) => keys.includes(`refund:${id}:$cancelled`))) continue;
    story.fact('m', 'order.cancelled', { orderId: id }, { at: now });
  }
}
