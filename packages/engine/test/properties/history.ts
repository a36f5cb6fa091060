import fc from 'fast-check';
import type { Story } from '../story.ts';
import { at, DAY } from '../story.ts';

export const START = at('2026-03-20T12:00:00Z');

/** What happens to one member, some time after what happened before. */
type Step =
  | { kind: 'order'; total: number; lines: { sku: string; quantity: number; unitPrice: number }[]; late: number }
  | { kind: 'refund'; of: number; amount: number; lines: { sku: string; quantity: number }[] }
  | { kind: 'cancelOrder'; of: number }
  | { kind: 'amend'; of: number; total: number; lines: { sku: string; quantity: number; unitPrice: number }[] }
  | { kind: 'chargeBack' | 'win'; of: number; amount: number | null; which: number }
  | { kind: 'review' }
  | { kind: 'redeem' }
  | { kind: 'cancelRedemption'; of: number }
  | { kind: 'hold'; points: number }
  | { kind: 'unhold' | 'confirm'; of: number; order: number }
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

const amend = fc.tuple(order, fc.nat(12)).map(([made, of]): Step => {
  const { total, lines } = made as Extract<Step, { kind: 'order' }>;
  return { kind: 'amend', of, total, lines };
});
const disputed = fc.record({
  kind: fc.constantFrom('chargeBack' as const, 'win' as const),
  of: fc.nat(12),
  amount: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 6_000 })),
  which: fc.nat(1),
});

const spending: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'redeem' }),
  fc.record({ kind: fc.constant('cancelRedemption' as const), of: fc.nat(6) }),
  fc.record({ kind: fc.constant('hold' as const), points: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constantFrom('unhold' as const, 'confirm' as const), of: fc.nat(4), order: fc.nat(6) }),
  fc.record({ kind: fc.constant('adjust' as const), points: fc.integer({ min: -80, max: 80 }).filter((n) => n !== 0) }),
);
const earning: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: order },
  { weight: 3, arbitrary: refund },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancelOrder' as const), of: fc.nat(20) }) },
  { weight: 2, arbitrary: amend },
  { weight: 2, arbitrary: disputed },
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
      case 'amend': {
        const { total, lines } = step;
        const data = { amendmentId: key, orderId: `o${n - step.of}`, currency: 'EUR', total };
        story.fact('m', 'order.amended', lines.length > 0 ? { ...data, lines } : data, { at: now, key });
        return;
      }
      case 'chargeBack':
      case 'win': {
        const orderId = `o${n - step.of}`;
        const data = { chargebackId: `c${step.which}`, orderId };
        const isWon = step.kind === 'win';
        const type = isWon ? 'order.chargeback_won' : 'order.charged_back';
        // The same chargeback told twice would be a conflict of keys.
        const isTold = story
          .log('m')
          .some(
            ({ fact }) =>
              fact?.type === type && fact.data.orderId === orderId && fact.data.chargebackId === data.chargebackId,
          );
        if (!isTold)
          story.fact('m', type, isWon || step.amount === null ? data : { ...data, amount: step.amount }, {
            at: now,
            key,
          });
        return;
      }
      case 'review':
        story.fact('m', 'review.published', {}, { at: now, key });
        return;
      case 'redeem':
        story.submit('m', { kind: 'redeem', redemption: `r${n}`, reward: 'gift', key, body: '' }, now);
        return;
      case 'cancelRedemption':
        story.submit('m', { kind: 'cancel', redemption: `r${n - step.of}`, key, body: '' }, now);
        return;
      case 'hold':
        story.submit('m', { kind: 'hold', hold: `h${n}`, points: step.points, goods: 100_000, key, body: '' }, now);
        return;
      case 'unhold':
        story.submit('m', { kind: 'unhold', hold: `h${n - step.of}`, key, body: '' }, now);
        return;
      case 'confirm': {
        const [hold, subject] = [`h${n - step.of}`, `order:o${n - step.order}`];
        story.submit('m', { kind: 'confirm', hold, subject, key, body: '' }, now);
        return;
      }
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
