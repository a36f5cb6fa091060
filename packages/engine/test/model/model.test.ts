import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyState, evolve, type State } from '../../src/index.ts';
import { play, START } from '../properties/history.ts';
import { runs } from '../runs.ts';
import { DAY, programOf, Story } from '../story.ts';
import { Model } from './model.ts';

const plain = programOf({
  timeZone: 'UTC',
  points: { pending: { days: 14 }, expiry: { months: 3 } },
  rewards: [{ id: 'gift', cost: 70, give: { product: 'x' } }],
});

type Step = Parameters<typeof play>[1][number];

interface Standing {
  available: number;
  pending: number;
  owed: number;
  lots: Record<string, number>;
}

/** Lets the model live through the same as the engine. @returns what it holds after each step, and the instant it ends */
function live(model: Model, history: Step[]): { after: Standing[]; end: number } {
  let now = START;
  const after: Standing[] = [];
  history.forEach((one, n) => {
    now += one.after;
    model.until(now);
    step(model, one.step, n, now);
    after.push(standing(model, now));
  });
  return { after, end: now };
}

function standing(model: Model, now: number): Standing {
  return {
    available: model.sum(model.active()),
    pending: model.sum(model.waiting()),
    owed: model.owed,
    lots: byDates(model.lots, now),
  };
}

function standingOf({ available, pending, owed, lots }: State, now: number): Standing {
  return { available, pending, owed, lots: byDates(lots, now) };
}

function step(model: Model, step: Step['step'], n: number, now: number): void {
  const of = 'of' in step ? `${n - step.of}` : '';
  switch (step.kind) {
    case 'order':
      model.pays(`o${n}`, step.total, now - step.late * DAY);
      return;
    case 'refund':
      model.returns(`o${of}`, step.amount);
      return;
    case 'cancelOrder':
      model.cancelsOrder(`o${of}`);
      return;
    case 'redeem':
      model.redeems(`r${n}`, 70);
      return;
    case 'cancelRedemption':
      model.cancels(`r${of}`);
      return;
    case 'adjust':
      model.adjusts(step.points);
      return;
  }
}

/** Points by when they become available and when they run out. */
function byDates(lots: { points: number; activeAt: number | null; expiresAt: number | null }[], now: number) {
  const sums = new Map<string, number>();
  for (const { points, activeAt, expiresAt } of lots) {
    const key = `${activeAt !== null && activeAt > now ? activeAt : 'now'} to ${expiresAt}`;
    sums.set(key, (sums.get(key) ?? 0) + points);
  }
  return Object.fromEntries([...sums].sort());
}

const kinds = [
  'order',
  'order',
  'order',
  'refund',
  'redeem',
  'redeem',
  'cancelRedemption',
  'adjust',
  'cancelOrder',
] as const;

/** Histories that meet: refunds of orders that came (or are the next to come), redemptions that can be paid, and cancelled. */
const meeting: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      after: fc.oneof(fc.integer({ min: 0, max: DAY }), fc.integer({ min: DAY, max: 12 * DAY })),
      kind: fc.constantFrom(...kinds),
      amount: fc.integer({ min: 0, max: 20_000 }),
      late: fc.integer({ min: 0, max: 25 }),
      pick: fc.nat(1_000),
    }),
    { minLength: 5, maxLength: 60, size: 'max' },
  )
  .map((drawn) =>
    drawn.map(({ after, kind, amount, late, pick }, n): Step => {
      const of = (wanted: string): number => {
        const all = drawn.flatMap((one, at) => (one.kind === wanted ? [at] : []));
        // Now and then one that is still to come.
        const known = pick % 10 === 0 ? all : all.filter((at) => at < n);
        return n - (known.at(-1 - (pick % Math.max(1, Math.min(4, known.length)))) ?? n + 1);
      };
      if (kind === 'order') return { after, step: { kind, total: amount, lines: [], late } };
      if (kind === 'refund')
        return { after, step: { kind, of: of('order'), amount: Math.ceil(amount / 2), lines: [] } };
      if (kind === 'cancelOrder') return { after, step: { kind, of: of('order') } };
      if (kind === 'cancelRedemption') return { after, step: { kind, of: of('redeem') } };
      if (kind === 'adjust') return { after, step: { kind, points: (amount % 300) - 150 || 1 } };
      return { after, step: { kind } };
    }),
  );

test('the engine and a model written apart from it agree on balances and lots, whatever happens', () => {
  fc.assert(
    fc.property(meeting, fc.integer({ min: 0, max: 200 * DAY }), (history, later) => {
      const [story, model] = [new Story(plain), new Model()];
      const { after, end } = live(model, history);
      expect(play(story, history)).toBe(end);
      const state = emptyState();
      for (const entry of story.log('m')) {
        evolve(state, entry);
        const expected = after[Number(entry.keys[0]?.slice(1))];
        if (expected) expect(standingOf(state, entry.recordedAt)).toEqual(expected);
      }
      model.until(end + later);
      expect(standingOf(story.at('m', end + later), end + later)).toEqual(standing(model, end + later));
    }),
    // A shorter history that fails is looked for with `endOnFailure: false`; it takes minutes.
    { numRuns: runs(60), endOnFailure: true },
  );
});
