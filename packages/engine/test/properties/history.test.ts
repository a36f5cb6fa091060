import type { ProgramInput } from '@laurel/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyState, evolve, fold, scoreEntry, scoreLog, settled, sumsOf } from '../../src/index.ts';
import { runs } from '../runs.ts';
import { DAY, programOf, Story } from '../story.ts';
import { giveAllBack, histories, play, START } from './history.ts';

const purchase = { id: 'purchase', on: 'order.paid', earn: { points: 3, per: 100 } };
const rich: Partial<ProgramInput> = {
  points: { pending: { days: 14 }, expiry: { months: 3 } },
  rules: [
    { ...purchase, limit: { points: 400, per: 'week' } },
    { id: 'flat', on: 'order.paid', earn: 25, expiry: false, when: { 'event.total': { $gte: 2_000 } } },
    {
      id: 'c',
      on: 'order.paid',
      lines: { sku: 'c' },
      earn: { points: 1, per: 50, of: 'lines', round: 'line' },
      pending: false,
    },
    { id: 'review', on: 'review.published', earn: 10, limit: { times: 2, per: 'month' } },
  ],
  stack: 'add',
  limit: { points: 900, per: 'month' },
  tiers: [
    { id: 'silver', from: { points: 100 }, earn: { times: 1.25 } },
    { id: 'gold', from: { points: 300, within: { months: 2 } }, earn: { times: 1.5 }, onRefund: 'now' },
  ],
  challenges: [
    { id: 'three', steps: [{ on: 'order.paid', times: 3 }], grant: { points: 60, badge: 'regular' }, onRefund: 'undo' },
    {
      id: 'sum',
      steps: [
        { on: 'order.paid', sum: 'subtotal', reach: 8_000 },
        { on: 'review.published', times: 1 },
      ],
      grant: { points: 40 },
    },
  ],
  campaigns: [
    {
      id: 'spring',
      from: '2026-04-01T00:00:00Z',
      until: '2026-05-01T00:00:00Z',
      earn: { times: 2 },
      limit: { points: 100, per: 'ever' },
    },
  ],
  checkout: { points: 10, amount: 10, hold: { hours: 30 } },
  rewards: [{ id: 'gift', cost: 70, give: { product: 'x' }, couponValid: { days: 60 } }],
  boards: [
    { id: 'week', score: { sum: 'points.earned' }, period: 'week' },
    { id: 'best', score: { best: 'data.total', on: 'order.paid' }, period: 'all' },
    { id: 'latest', score: { latest: 'spend' }, period: 'month', hold: { days: 3 } },
  ],
};

const check = (
  history: fc.Arbitrary<Parameters<typeof play>[1]>,
  holds: (story: Story, end: number) => void,
  program = rich,
  times = 50,
) =>
  fc.assert(
    fc.property(
      history,
      fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe'),
      (steps, timeZone) => {
        // The story audits every entry: its number, its postings, no account below zero, lots that sum to their accounts.
        const story = new Story(programOf({ ...program, timeZone }));
        holds(story, play(story, steps));
      },
    ),
    { numRuns: runs(times) },
  );

describe('whatever happens to a member', () => {
  test('every entry is sound, the log folds to the state, and the points that are in came out of somewhere', () => {
    check(histories({ spends: true }), (story) => {
      story.audit();
      const state = story.states.get('m');
      const moved = story.log('m').flatMap(({ postings }) => postings);
      for (const account of ['pending', 'available', 'held', 'owed'] as const) {
        const sum = moved.reduce(
          (n, { from, to, points }) => n + (to === account ? points : 0) - (from === account ? points : 0),
          0,
        );
        expect(account === 'owed' ? 0 - sum : sum).toBe(state?.[account]);
      }
    });
  });

  test('a fold that goes on from any entry, from a stored copy, comes to the same', () => {
    check(histories({ spends: true }), (story) => {
      const log = story.log('m');
      for (const at of [1, Math.floor(log.length / 2), log.length - 1]) {
        const stored = JSON.parse(JSON.stringify(fold(log.slice(0, at))));
        expect(fold(log.slice(at), stored)).toEqual(story.states.get('m'));
      }
    });
  });

  test('reading at an instant is what settling at that instant writes, however often it was settled before', () => {
    check(histories({ spends: true }), (story, end) => {
      const state = story.states.get('m');
      if (!state) return;
      const later = [10, 40, 200].map((days) => end + days * DAY);
      const read = settled(story.program, state, later[2] ?? end);
      let stepwise = state;
      for (const at of later) stepwise = settled(story.program, stepwise, at).state;
      expect(stepwise).toEqual(read.state);
      const entry = story.submit('m', { kind: 'settle', key: 'end', body: '' }, later[2] ?? end);
      expect(entry.changes).toEqual(read.changes);
      const { lots, tier, available, pending, owed } = evolve(copyState(state), entry);
      expect({ lots, tier, available, pending, owed }).toMatchObject({
        available: read.state.available,
        pending: 0,
        owed: read.state.owed,
        tier: read.state.tier,
      });
    });
  });

  test('nothing that is judged twice counts twice: every key stands once, and a replay of a log changes nothing', () => {
    check(histories({ spends: true }), (story, end) => {
      const log = story.log('m');
      const before = story.states.get('m');
      for (const { keys, fact, body } of log) {
        if (fact) story.submit('m', { kind: 'fact', fact, referral: null, key: keys[0] ?? '', body }, end);
      }
      expect(story.log('m')).toHaveLength(log.length);
      expect(story.states.get('m')).toBe(before);
    });
  });

  test('scores folded entry by entry are those of the whole log', () => {
    check(histories({ spends: false }), (story) => {
      const log = story.log('m');
      let scores = {};
      log.forEach((entry, at) => {
        const scored = scoreEntry(story.program, scores, entry);
        scores = scored.refold ? scoreLog(story.program, log.slice(0, at + 1)) : scored.scores;
      });
      expect(scores).toEqual(scoreLog(story.program, log));
      for (const periods of Object.values(scores as ReturnType<typeof scoreLog>))
        for (const { n } of Object.values(periods)) expect(n).toBeGreaterThan(0);
    });
  });

  test('sums over its entries are what the accounts hold', () => {
    check(histories({ spends: true }), (story) => {
      const sums: Record<string, number> = {};
      for (const entry of story.log('m'))
        for (const [name, n] of Object.entries(sumsOf(entry))) sums[name] = (sums[name] ?? 0) + n;
      const of = (name: string) => sums[name] ?? 0;
      const state = story.states.get('m');
      const net =
        of('pointsIssued') +
        of('pointsAdjusted') +
        of('pointsRestored') -
        of('pointsReversed') -
        of('pointsExpired') -
        of('pointsRedeemed');
      const held = of('pointsHeld');
      expect(held).toBe(state?.held);
      expect(net).toBe((state?.available ?? 0) + held + (state?.pending ?? 0) - (state?.owed ?? 0));
      expect(of('pointsOwed')).toBe(state?.owed ?? 0);
      expect(of('spend') - of('refunded')).toBe(state?.spent);
      expect(of('orders') - of('ordersUndone')).toBe(state?.orders);
    });
  });
});

describe('points at the checkout', () => {
  test('are never spent twice: what was held is released, paid, or still held, and grace comes once to a lot', () => {
    check(histories({ spends: true }), (story, end) => {
      const changes = story.log('m').flatMap((entry) => entry.changes);
      const sum = (kind: string) =>
        changes.reduce((n, change) => (change.kind === kind && 'points' in change ? n + change.points : n), 0);
      expect(sum('lot.held') - sum('lot.released') - sum('hold.spent')).toBe(story.states.get('m')?.held);
      expect(story.at('m', end + 31 * 3_600_000).held).toBe(0);
      // A lot that comes back has one expiry beyond its own at most.
      const own = new Map<string, number | null>();
      const graces = new Map<string, Set<number | null>>();
      for (const change of changes) {
        if (change.kind === 'lot.opened' || change.kind === 'lot.activated') own.set(change.lot, change.expiresAt);
        if (change.kind !== 'lot.restored' && change.kind !== 'lot.returned') continue;
        const { lot, expiresAt, graced } = change.kind === 'lot.restored' ? change : change.part;
        const id = lot.split('+')[0] ?? lot;
        if (graced && expiresAt !== own.get(id)) graces.set(id, (graces.get(id) ?? new Set()).add(expiresAt));
      }
      for (const [lot, instants] of graces) expect([lot, instants.size]).toEqual([lot, 1]);
      const paid = new Map<string, number>();
      for (const change of changes) {
        if (change.kind === 'hold.confirmed') paid.set(change.hold, (paid.get(change.hold) ?? 0) + change.points);
        if (change.kind === 'lot.returned') paid.set(change.hold, (paid.get(change.hold) ?? 0) - change.points);
      }
      for (const left of paid.values()) expect(left).toBeGreaterThanOrEqual(0);
    });
  });
});

describe('a full refund of every order', () => {
  test('returns every account to where it started, without spending, expiry or transfer', () => {
    const undo = rich.challenges?.map((challenge) => ({ ...challenge, onRefund: 'undo' as const })) ?? [];
    const { limit: _, rewards: __, ...rest } = rich;
    check(
      histories({ spends: false, reviews: false }),
      (story, end) => {
        giveAllBack(story, end + DAY);
        const { pending, available, owed, qualified, qualifying, qualifyingBefore, orders, spent } = story.at(
          'm',
          end + DAY,
        );
        expect({ pending, available, owed, orders, spent }).toEqual({
          pending: 0,
          available: 0,
          owed: 0,
          orders: 0,
          spent: 0,
        });
        expect(qualified).toEqual({ active: 0, earned: 0 });
        expect([...qualifyingBefore, ...qualifying]).toEqual([]);
        expect(
          scoreLog(
            programOf({ boards: [{ id: 'all', score: { sum: 'points.earned' }, period: 'all' }] }),
            story.log('m'),
          ),
        ).toEqual({});
      },
      { ...rest, points: { pending: { days: 14 } }, challenges: undo },
    );
  });

  test('leaves nothing owed for points that expired', () => {
    check(
      histories({ spends: false, reviews: false }),
      (story, end) => {
        giveAllBack(story, end + 400 * DAY);
        expect(story.points('m', end + 400 * DAY)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
      },
      { rules: [purchase], points: { pending: { days: 14 }, expiry: { days: 60 } } },
    );
  });
});

describe('the award of an order', () => {
  test('never rises by a refund and never falls below zero', () => {
    check(histories({ spends: false }), (story) => {
      const last = new Map<string, number>();
      for (const { standing, subjects, awards, fact } of story.log('m')) {
        const subject = subjects[0];
        if (!standing || !subject) continue;
        const now = standing.awards.reduce((sum, { points }) => sum + points, 0);
        const before = last.get(subject) ?? awards.reduce((sum, { points }) => sum + points, 0);
        if (fact?.type !== 'order.amended' && fact?.type !== 'order.chargeback_won')
          expect(now).toBeLessThanOrEqual(before);
        expect(now).toBeGreaterThanOrEqual(0);
        last.set(subject, now);
      }
    });
  });

  test('comes to the same whether the refund or the order arrives first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.array(fc.integer({ min: 0, max: 8_000 }), { maxLength: 4 }),
        (total, amounts) => {
          const program = programOf({ ...rich, limit: undefined });
          const [ordinary, reversed] = [new Story(program), new Story(program)].map((story) =>
            story.member('m', START),
          ) as [Story, Story];
          const refunds = (story: Story) =>
            amounts.forEach((amount, n) => void story.refund('m', 'o', { amount, refundId: `r${n}` }, { at: START }));
          ordinary.order('m', 'o', { total }, { at: START });
          refunds(ordinary);
          refunds(reversed);
          reversed.order('m', 'o', { total }, { at: START });
          expect(reversed.points('m', START)).toEqual(ordinary.points('m', START));
          expect(reversed.states.get('m')?.spent).toBe(ordinary.states.get('m')?.spent);
        },
      ),
    );
  });
});

describe('a state', () => {
  test('does not grow with its log', () => {
    const story = new Story(programOf({ ...rich, points: {} })).member('m', START);
    const size = () => JSON.stringify(story.states.get('m')).length;
    const year = (n: number) => {
      for (let week = 0; week < 52; week += 1) {
        const now = START + (n * 365 + week * 7) * DAY;
        story.order('m', `o${n}-${week}`, { total: 3_000 }, { at: now });
        story.fact('m', 'review.published', {}, { at: now });
      }
    };
    for (let n = 0; n < 4; n += 1) year(n);
    const before = size();
    for (let n = 4; n < 6; n += 1) year(n);
    expect(size()).toBeLessThan(before * 1.02);
    expect(story.points('m', START + 2_190 * DAY).available).toBeGreaterThan(10_000);
  });
});
