import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, moneyOf, settled, stateAsOf, worthOf } from '../../src/index.ts';
import { histories, play, START } from '../properties/history.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const PROGRAM = programOf({
  points: { pending: { days: 14 }, expiry: { months: 3 } },
  tiers: [{ id: 'gold', from: { points: 100, count: 'earned' } }],
  rewards: [{ id: 'gift', cost: 40, give: { discount: { amount: 500 } } }],
});

/** What is known at an instant of another. */
function pointsAt(story: Story, asOf: number, knownAt = Number.POSITIVE_INFINITY) {
  const { pending, available, owed, tier } = stateAsOf(story.log('m'), { asOf, knownAt }, () => story.program);
  return { pending, available, owed, tier: tier.id };
}

describe('a fact that came late', () => {
  const [happened, came] = [at('2026-04-01T12:00:00Z'), at('2026-04-11T12:00:00Z')];
  const between = happened + 5 * DAY;
  const late = () => {
    const story = new Story(PROGRAM).member('m', at('2026-03-01T12:00:00Z'));
    story.order('m', '1', { total: 12_000 }, { at: happened, received: came });
    return story;
  };

  test('was not known then, and had happened all the same', () => {
    const story = late();
    expect(pointsAt(story, between, between)).toEqual({ pending: 0, available: 0, owed: 0, tier: null });
    expect(pointsAt(story, between)).toEqual({ pending: 120, available: 0, owed: 0, tier: 'gold' });
    expect(pointsAt(story, happened - 1)).toMatchObject({ pending: 0, tier: null });
  });

  test('what was known becomes what is known at the instant at which it came', () => {
    const story = late();
    expect(pointsAt(story, between, came - 1).pending).toBe(0);
    expect(pointsAt(story, between, came).pending).toBe(120);
  });

  test('matures and expires at its own instants', () => {
    const story = late();
    const activeAt = happened + 14 * DAY;
    expect(pointsAt(story, activeAt - 1)).toMatchObject({ pending: 120, available: 0 });
    expect(pointsAt(story, activeAt)).toMatchObject({ pending: 0, available: 120 });
    expect(pointsAt(story, at('2026-07-15T12:00:00Z') - 1).available).toBe(120);
    expect(pointsAt(story, at('2026-07-15T12:00:00Z')).available).toBe(0);
  });
});

describe('a refund that came late', () => {
  const paid = at('2026-03-01T12:00:00Z');
  const returned = at('2026-03-05T12:00:00Z');

  test('of points that had matured meanwhile', () => {
    const story = new Story(PROGRAM).member('m', paid);
    story.order('m', '1', { total: 10_000 }, { at: paid });
    story.refund('m', '1', { amount: 4_000 }, { at: returned, received: at('2026-03-25T12:00:00Z') });
    expect(pointsAt(story, returned - 1).pending).toBe(100);
    expect(pointsAt(story, returned).pending).toBe(60);
    expect(pointsAt(story, returned, returned).pending).toBe(100);
    expect(pointsAt(story, at('2026-03-20T12:00:00Z')).available).toBe(60);
    expect(pointsAt(story, at('2026-03-20T12:00:00Z'), at('2026-03-20T12:00:00Z')).available).toBe(100);
  });

  test('of points that had expired meanwhile: they were there to be taken', () => {
    const story = new Story(PROGRAM).member('m', paid);
    story.order('m', '1', { total: 10_000 }, { at: paid });
    story.fact(
      'm',
      'order.refunded',
      { refundId: 'r', orderId: '1', amount: 10_000 },
      { at: at('2026-06-01T12:00:00Z'), received: at('2026-06-25T12:00:00Z') },
    );
    expect(pointsAt(story, at('2026-06-02T12:00:00Z'))).toMatchObject({ available: 0, owed: 0 });
    expect(pointsAt(story, at('2026-06-02T12:00:00Z'), at('2026-06-02T12:00:00Z')).available).toBe(100);
  });

  test('of points that had been spent meanwhile: owed since it happened', () => {
    const story = new Story(PROGRAM).member('m', paid);
    story.order('m', '1', { total: 10_000 }, { at: paid });
    story.submit(
      'm',
      { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' },
      at('2026-03-20T12:00:00Z'),
    );
    story.refund(
      'm',
      '1',
      { amount: 10_000 },
      { at: at('2026-03-18T12:00:00Z'), received: at('2026-03-30T12:00:00Z') },
    );
    const state = pointsAt(story, at('2026-03-25T12:00:00Z'));
    expect(state.available - state.owed).toBe(-40);
    expect(pointsAt(story, at('2026-03-25T12:00:00Z'), at('2026-03-25T12:00:00Z'))).toMatchObject({ available: 60 });
  });
});

test('an import is known as of when it happened (RULES 4)', () => {
  const happened = at('2026-04-01T12:00:00Z');
  const story = new Story(PROGRAM);
  story.submit('m', { kind: 'create', guest: false, key: 'c', body: '', imported: true }, happened);
  story.submit('m', { kind: 'join', referral: null, key: 'j', body: '', imported: true }, happened);
  story.order('m', '1', { total: 5_000 }, { at: happened, received: at('2026-09-01T00:00:00Z'), imported: true });
  expect(pointsAt(story, happened, happened)).toMatchObject({ pending: 50 });
});

describe('over random histories', () => {
  const instants = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
  const program = programOf({
    points: { pending: { days: 14 }, expiry: { months: 3 } },
    rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 3, per: 100 } }],
    tiers: [{ id: 'gold', from: { points: 300, within: { months: 2 } } }],
    rewards: [{ id: 'gift', cost: 70, give: { product: 'x' } }],
  });

  test('as known then is what was told then; as of the end is what is told now', () => {
    fc.assert(
      fc.property(histories({ spends: true }), instants, (history, places) => {
        const story = new Story(program);
        const end = play(story, history);
        const log = story.log('m');
        for (const place of places) {
          const instant = Math.floor(START + place * (end - START));
          const told = fold(log.filter(({ recordedAt }) => recordedAt <= instant));
          expect(stateAsOf(log, { asOf: instant, knownAt: instant }, () => program)).toEqual(
            told.status === 'none' ? told : settled(program, told, instant).state,
          );
        }
        expect(stateAsOf(log, { asOf: end, knownAt: end }, () => program)).toEqual(story.at('m', end));
      }),
      { numRuns: 60 },
    );
  });

  test('accounts are the sums of their lots, never below zero; nothing is available while anything is owed', () => {
    fc.assert(
      fc.property(histories({ spends: true }), instants, (history, places) => {
        const story = new Story(program);
        const end = play(story, history);
        for (const place of places) {
          const asOf = Math.floor(START + place * (end - START));
          const state = stateAsOf(story.log('m'), { asOf, knownAt: end }, () => program);
          const sum = (isPending: boolean) =>
            state.lots.reduce((total, lot) => ((lot.activeAt !== null) === isPending ? total + lot.points : total), 0);
          expect([state.pending, state.available]).toEqual([sum(true), sum(false)]);
          expect(state.lots.every(({ points }) => points > 0)).toBe(true);
          expect(Math.min(state.owed, state.available)).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('where nothing came late, what had happened is what was known', () => {
    const punctual = histories({ spends: false }).map((history) =>
      history.map((timed) => (timed.step.kind === 'order' ? { ...timed, step: { ...timed.step, late: 0 } } : timed)),
    );
    fc.assert(
      fc.property(punctual, instants, (history, places) => {
        const story = new Story(program);
        const end = play(story, history);
        for (const place of places) {
          const asOf = Math.floor(START + place * (end - START));
          const balance = (knownAt: number) => {
            const { pending, available, owed } = stateAsOf(story.log('m'), { asOf, knownAt }, () => program);
            return { pending, balance: available - owed };
          };
          expect(balance(end)).toEqual(balance(asOf));
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('what points are worth: as the program says, else at the best rate of its rewards', () => {
  const rewards = [
    { id: 'five', cost: 500, give: { discount: { amount: 500 } } },
    { id: 'fifteen', cost: 1_000, give: { discount: { amount: 1_500 } } },
    { id: 'mug', cost: 10, give: { product: 'mug' } },
  ];
  const derived = worthOf(programOf({ rewards }));
  expect(derived).toEqual({ amount: 1_500, points: 1_000, source: { kind: 'reward', id: 'fifteen' } });
  expect(moneyOf(derived, 333)).toBe(500);
  expect(moneyOf(derived, -333)).toBe(-500);
  const said = worthOf(programOf({ rewards, points: { worth: { amount: 1, points: 3 } } }));
  expect(said).toMatchObject({ amount: 1, points: 3, source: { kind: 'setting' } });
  expect([moneyOf(said, 1), moneyOf(said, 2)]).toEqual([0, 1]);
  // Points at the checkout are money off as well, where they give more for a point than any reward.
  const checkout = { points: 100, amount: 500, hold: { minutes: 30 } };
  expect(worthOf(programOf({ checkout }))).toMatchObject({ amount: 500, points: 100, source: { kind: 'checkout' } });
  const better = [{ id: 'best', cost: 10, give: { storeCredit: 100 } }];
  expect(worthOf(programOf({ checkout, rewards: better }))?.source).toEqual({ kind: 'reward', id: 'best' });
  expect(worthOf(programOf())).toBeNull();
});
