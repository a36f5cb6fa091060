import type { ProgramInput } from '@laurel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Context, fold, memberView, movesUntil, segmentMoves, sumsOf } from '../../src/index.ts';
import { runs } from '../runs.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const START = at('2026-03-20T12:00:00Z');
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };

/** Everything that a member can rise and play by, at once. */
const program: Partial<ProgramInput> = {
  points: { pending: { days: 3 }, worth: { amount: 1, points: 1 } },
  counters: [{ id: 'miles' }],
  badges: [{ id: 'b' }, { id: 'lucky' }, { id: 'kept' }],
  transfers: {},
  rules: [
    { id: 'piece', on: 'order.paid', earn: { points: 2, items: 1 } },
    { id: 'back', on: 'order.paid', earn: { percent: 1.5 } },
    { id: 'miles', on: 'order.paid', earn: { points: 1, per: 100, counter: 'miles' } },
    { id: 'visit', on: 'store.visited', earn: 5, cooldown: { days: 2 } },
    { id: 'missed', on: 'segment.entered', when: { 'event.segment': 'asleep' }, earn: 4 },
  ],
  segments: [
    { id: 'asleep', when: { 'member.orders': { $gte: 1 }, 'member.last.30.orders': 0 } },
    { id: 'only-a', when: { 'member.bought.codes': { $eq: 'a', $ne: 'b' } }, earn: { times: 1.25 } },
    { id: 'long-gone', when: { 'member.daysSinceOrder': { $gt: 45 } } },
  ],
  referral: {
    friend: { points: 3 },
    advocate: { points: 20 },
    hold: { days: 5 },
    minimum: 500,
    steps: [
      { on: 'joined', advocate: { points: 2 } },
      { on: 'order', nth: 2, advocate: { counter: 'miles', n: 7 }, friend: { points: 5 } },
    ],
    milestones: [{ friends: 2, advocate: { points: 13 } }],
  },
  campaigns: [{ id: 'c', from: '2026-04-01T00:00:00Z', until: '2026-06-01T00:00:00Z', earn: { times: 2 } }],
  spend: { of: 'lines', lines: { sku: { $ne: 'd' } } },
  tiers: [
    { id: 'club', from: { orders: 0 }, gift: { points: 1 } },
    {
      id: 'silver',
      from: { orders: 2, within: 'calendar-year' },
      grace: { days: 20 },
      warn: { days: 10 },
      gift: { points: 11 },
      giftOnPassing: true,
    },
    {
      id: 'gold',
      from: { spend: 20_000, within: { months: 2 } },
      earn: { times: 1.5 },
      downgrade: 'one',
      onRefund: 'now',
      gift: { points: 30, badge: 'b', counter: { id: 'miles', n: 3 } },
    },
    { id: 'black', from: { counter: { id: 'miles', n: 600 } }, membership: {} },
  ],
  challenges: [
    { id: 'week', steps: [{ on: 'order.paid', times: 2 }], within: 'week', repeat: 'ever', grant: { points: 8 } },
    {
      id: 'kinds',
      steps: [{ on: 'order.paid', distinct: 'lines.sku', times: 3 }],
      onRefund: 'undo',
      grant: { points: 9 },
    },
    {
      id: 'road',
      order: 'fixed',
      repeat: { times: 3 },
      cooldown: { days: 5 },
      steps: [
        { on: 'store.visited', times: 1, grant: { points: 1 } },
        { on: 'order.paid', sum: 'subtotal', reach: 4_000 },
      ],
      grant: { counter: { id: 'miles', n: 10 } },
    },
  ],
  streaks: [
    {
      id: 's',
      on: ['store.visited', 'order.paid'],
      freezes: { start: 1, most: 2, every: 4 },
      onRefund: 'undo',
      milestones: [{ at: 3, grant: { points: 2, badge: 'kept' }, again: true }],
    },
  ],
  draws: [
    {
      id: 'win',
      on: 'order.paid',
      total: 4,
      consolation: 'none',
      prizes: [
        { id: 'points', odds: 1, grant: { points: 6 } },
        { id: 'badge', odds: 1, grant: { badge: 'lucky' } },
        { id: 'none', odds: 2 },
      ],
    },
  ],
};

/** Each order draws the number that its time says: any will do, as long as a second look finds the same. */
class Playing extends Story {
  number = 0;
  protected override extra(): Partial<Context> {
    return { luck: new Map([['win', this.number]]) };
  }
}

type Step =
  | { kind: 'order'; lines: { sku: string; quantity: number; unitPrice: number }[] }
  | { kind: 'refund'; of: number; amount: number }
  | { kind: 'charge' | 'won'; of: number }
  | { kind: 'visit' | 'refer' | 'member' | 'lapse' | 'settle' | 'pause' | 'grant' | 'merge' | 'send' };
const line = fc.record({
  sku: fc.constantFrom('a', 'b', 'c', 'd'),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPrice: fc.integer({ min: 1, max: 6_000 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      of: fc.nat(8),
      amount: fc.integer({ min: 1, max: 9_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('charge' as const, 'won' as const), of: fc.nat(8) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('visit' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'member' as const,
        'refer' as const,
        'lapse' as const,
        'settle' as const,
        'pause' as const,
        'grant' as const,
        'merge' as const,
        'send' as const,
      ),
    }),
  },
);
const histories = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 2 * DAY }), fc.integer({ min: DAY, max: 90 * DAY })),
    who: fc.constantFrom('m', 'n', 'o'),
    step,
  }),
  { maxLength: 30 },
);

function play(story: Playing, history: { after: number; who: string; step: Step }[]): number {
  story.member('m', START).member('n', START).member('o', START);
  let now = START;
  let isMerged = false;
  /** By order, the chargeback that is not decided. */
  const charges = new Map<string, string>();
  const happen = ({ after, who: said, step: one }: (typeof history)[number], n: number): void => {
    now += after;
    story.number = n % 4;
    const who = isMerged && said === 'n' ? 'm' : said;
    const common = { key: `k${n}`, body: '' };
    switch (one.kind) {
      case 'order': {
        const total = one.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
        story.order(who, `o${n}`, { total, lines: one.lines }, { at: now, key: common.key });
        return;
      }
      case 'refund':
      case 'charge':
      case 'won': {
        const orderId = `o${n - one.of}`;
        const owner = ['m', 'n', 'o'].find((id) => story.log(id).some(({ keys }) => keys.includes(`order:${orderId}`)));
        if (!owner || (owner === 'n' && isMerged)) return;
        if (one.kind === 'refund')
          story.refund(owner, orderId, { amount: one.amount, refundId: common.key }, { at: now, key: common.key });
        else {
          // A bank takes an order back once before it decides, and decides once.
          const isCharge = one.kind === 'charge';
          if (isCharge === charges.has(orderId)) return;
          const chargebackId = charges.get(orderId) ?? `c${n}`;
          if (isCharge) charges.set(orderId, chargebackId);
          else charges.delete(orderId);
          const type = isCharge ? 'order.charged_back' : 'order.chargeback_won';
          const data = { orderId, chargebackId, ...(isCharge ? { amount: 1_000_000 } : {}) };
          story.fact(owner, type, data, { at: now, key: common.key });
        }
        return;
      }
      case 'visit':
        story.fact(who, 'store.visited', {}, { at: now, key: common.key });
        return;
      case 'refer':
        if (who !== 'm') story.submit(who, { kind: 'refer', referral: { advocate: 'm', code: 'c' }, ...common }, now);
        return;
      case 'member':
        story.fact(
          who,
          'membership.started',
          { until: new Date(now + 20 * DAY).toISOString() },
          { at: now, key: common.key },
        );
        return;
      case 'lapse':
        story.fact(who, 'membership.lapsed', {}, { at: now, key: common.key });
        return;
      case 'pause':
        story.submit(who, { kind: 'pauseStreak', streak: 's', until: now + 5 * DAY, own: false, ...common }, now);
        return;
      case 'grant':
        story.submit(who, { kind: 'grantTier', tier: 'gold', until: now + 9 * DAY, by: 'a', why: 'b', ...common }, now);
        return;
      case 'send':
        if (!isMerged) {
          story.submit('m', { kind: 'send', transfer: `t${n}`, to: 'n', points: 3, ...common }, now);
          story.deliver(now);
        }
        return;
      case 'merge':
        if (!isMerged) story.merge('n', 'm', now);
        isMerged = true;
        return;
      case 'settle':
        story.submit(who, { kind: 'settle', ...common }, now);
    }
  };
  history.forEach((one, n) => {
    passUntil(story, now + one.after);
    happen(one, n);
    story.deliver(now);
    passUntil(story, now);
  });
  return now;
}

/** Lets members enter and leave segments as time passes. */
function passUntil(story: Playing, now: number): void {
  for (const id of ['m', 'n', 'o']) {
    const moment = { program: story.program, attributes: {}, standings: null };
    for (const { command, at: when } of movesUntil(moment, () => story.states.get(id) ?? ({} as never), now))
      story.submit(id, command, when);
  }
}

const check = (holds: (story: Playing, end: number) => void) =>
  fc.assert(
    fc.property(
      histories,
      fc.constantFrom('Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe'),
      (history, timeZone) => {
        // The story audits every entry: its number, its postings, no account below zero, lots that sum to their accounts.
        const story = new Playing(programOf({ ...program, timeZone }));
        holds(story, play(story, history));
      },
    ),
    { numRuns: runs(40) },
  );

test('tiers, challenges, streaks, draws, campaigns, segments and referrals together: every entry is sound, and the log folds to the state', () => {
  check((story) => {
    story.audit();
    for (const [id, log] of story.logs) {
      const half = Math.floor(log.length / 2);
      const stored = JSON.parse(JSON.stringify(fold(log.slice(0, half))));
      expect(fold(log.slice(half), stored)).toEqual(story.states.get(id));
    }
  });
});

test('gifts of a tier come once, unless one was taken back; steps and rounds give once each', () => {
  check((story) => {
    for (const log of story.logs.values()) {
      const held = new Map<string, number>();
      for (const change of log.flatMap(({ changes }) => changes)) {
        if (change.kind === 'gift.given') held.set(change.tier, (held.get(change.tier) ?? 0) + 1);
        if (change.kind === 'gift.taken') held.set(change.tier, (held.get(change.tier) ?? 0) - 1);
      }
      for (const n of held.values()) expect(n).toBeLessThanOrEqual(1);
      const given = new Set<number>();
      for (const change of log.flatMap(({ changes }) => changes)) {
        if (change.kind === 'challenge.restarted' && change.challenge === 'road') given.clear();
        if (change.kind !== 'challenge.step') continue;
        expect(given.has(change.step)).toBe(false);
        given.add(change.step);
      }
    }
  });
});

test('what a member sees never goes below zero or above its target, and a streak is never longer than its best', () => {
  check((story, end) => {
    for (const later of [0, DAY, 40 * DAY, 500 * DAY]) {
      const view = memberView(story.program, story.states.get('m') ?? ({} as never), extras, end + later, 'en');
      for (const { steps } of view.challenges)
        for (const { value, target } of steps) expect(value >= 0 && value <= target).toBe(true);
      for (const { current, best, freezes } of view.streaks) {
        expect(current).toBeLessThanOrEqual(best);
        expect(freezes >= 0 && freezes <= 2).toBe(true);
      }
      expect(view.tier.next === null || view.tier.next.missing > 0).toBe(true);
      expect(view.tier.keep === null || view.tier.keep.missing >= 0).toBe(true);
    }
  });
});

test('what is written of segments is what is true, and each is entered and left in turn', () => {
  check((story, end) => {
    for (const [id, log] of story.logs) {
      const state = story.states.get(id);
      if (state?.status === 'joined')
        expect(segmentMoves({ program: story.program, state, attributes: {}, standings: null }, end)).toEqual([]);
      if (log.some(({ kind }) => kind === 'member.absorbed')) continue;
      const turns = new Map<string, { in: boolean; n: number }>();
      for (const change of log.flatMap(({ changes }) => changes)) {
        if (change.kind !== 'segment.moved') continue;
        const before = turns.get(change.segment) ?? { in: false, n: 0 };
        expect([change.in, change.n]).toEqual([!before.in, before.n + 1]);
        turns.set(change.segment, change);
      }
    }
  });
});

test('a friend counts once at most, whatever is given back, and an advocate is never given more than was promised', () => {
  check((story) => {
    const changes = (id: string) => story.log(id).flatMap((entry) => entry.changes);
    const counted = new Map<string, number>();
    for (const [id, change] of ['n', 'o'].flatMap((id) => changes(id).map((one) => [id, one] as const))) {
      if (change.kind !== 'referral.qualified' && change.kind !== 'referral.unqualified') continue;
      const { kind } = change;
      const step = `${id} ${change.step ?? 'first'}`;
      const n = (counted.get(step) ?? 0) + (kind === 'referral.qualified' ? 1 : -1);
      expect([0, 1]).toContain(n);
      counted.set(step, n);
    }
    const counts = story.states.get('m')?.friendCounts;
    expect(Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2);
    const given = story
      .log('m')
      .flatMap((entry) => entry.changes)
      .filter((change) => change.kind === 'lot.opened' && change.source.kind === 'referral').length;
    const undone = [...changes('n'), ...changes('o')].filter(({ kind }) => kind === 'referral.unqualified').length;
    // Of each friend the first order and joining, and the milestone; and again for each time that one was undone.
    expect(given).toBeLessThanOrEqual(5 + 2 * undone);
  });
});

test('the sums over all logs are what members have: who takes part, and who has which badge', () => {
  check((story) => {
    const sums: Record<string, number> = {};
    for (const entry of [...story.logs.values()].flat())
      for (const [name, n] of Object.entries(sumsOf(entry))) sums[name] = (sums[name] ?? 0) + n;
    const living = [...story.states.values()].filter(({ status }) => status === 'joined');
    expect(sums.members).toBe(living.length);
    for (const badge of ['b', 'lucky', 'kept'])
      expect(sums[`badge:${badge}`] ?? 0).toBe(living.filter(({ badges }) => badges[badge] !== undefined).length);
  });
});

test('when every order is given back in full, no streak stands on them, and no prize that was not used', () => {
  check((story, end) => {
    for (const [id, log] of story.logs) {
      if (story.states.get(id)?.status !== 'joined') continue;
      // What was another's before a merge is this member's now.
      const logs = [log, ...(story.states.get(id)?.absorbed ?? []).map((other) => story.log(other))];
      const orders = logs
        .flat()
        .flatMap(({ fact }) => (fact?.type === 'order.paid' ? [String(fact.data.orderId)] : []));
      for (const orderId of orders) story.refund(id, orderId, { amount: 1_000_000 }, { at: end });
      for (const { orders: by = {} } of Object.values(story.states.get(id)?.streaks ?? {})) expect(by).toEqual({});
      const drawn = story.log(id).flatMap(({ changes }) => changes);
      const standing =
        drawn.filter(({ kind }) => kind === 'drawn').length - drawn.filter(({ kind }) => kind === 'draw.undone').length;
      const used = drawn.some(({ kind }) => kind === 'adjusted' || kind === 'lot.sent' || kind === 'owed.filled');
      if (!used && !drawn.some(({ kind }) => kind === 'absorbed')) expect(standing).toBe(0);
    }
    story.audit();
  });
});

test('what counts as spent is never more than what was, and everybody who takes part has a level', () => {
  check((story) => {
    for (const { status, measured, spent, tier } of story.states.values()) {
      if (status !== 'joined') continue;
      const counted = measured.spend?.total ?? 0;
      expect(counted >= 0 && counted <= spent).toBe(true);
      expect(tier.id).not.toBe(null);
    }
  });
});

test('luck that a chargeback took and a won one gave back is one try: what stands of an order was drawn once', () => {
  check((story) => {
    for (const log of story.logs.values()) {
      const standing = new Map<string, number>();
      for (const change of log.flatMap(({ changes }) => changes)) {
        if (change.kind === 'drawn' && change.subject)
          standing.set(change.subject, (standing.get(change.subject) ?? 0) + 1);
        if (change.kind === 'draw.undone') standing.set(change.subject, (standing.get(change.subject) ?? 0) - 1);
      }
      for (const n of standing.values()) expect(n === 0 || n === 1).toBe(true);
    }
  });
});
