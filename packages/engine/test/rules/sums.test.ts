import { describe, expect, test } from 'vitest';
import { type Change, type Entry, sumsOf } from '../../src/index.ts';

const rule = { kind: 'rule', id: 'purchase' } as const;
const lot = { lot: '1.1', subject: null, at: 0 };

/** An entry with nothing but what a test is about. */
const entryOf = (changes: Change[], rest: Partial<Entry> = {}): Entry => ({
  program: 'p',
  member: 'm',
  seq: 1,
  kind: 'due.settled',
  keys: ['k'],
  body: '',
  subjects: [],
  version: 1,
  occurredAt: 0,
  recordedAt: 0,
  outcome: 'applied',
  reason: null,
  fact: null,
  tier: null,
  awards: [],
  silent: [],
  standing: null,
  seen: null,
  changes,
  postings: [],
  effects: [],
  imported: false,
  ...rest,
});
const fact = (type: string) => ({ type, key: 'k', occurredAt: 0, data: {} });

const opened = { ...lot, kind: 'lot.opened', points: 5, activeAt: null, expiresAt: null, expiry: null } as const;
const coupon = {
  code: 'c',
  redemption: null,
  reward: null,
  give: { amount: 500 },
  minimum: null,
  issuedAt: 0,
  expiresAt: null,
} as const;

/** One change, and what it adds to the sums of its day: every name that a report may ask for. */
const table: [Change, Record<string, number>][] = [
  [
    { ...opened, source: rule },
    { pointsIssued: 5, 'pointsIssued:rule': 5 },
  ],
  [{ ...opened, source: { kind: 'adjustment', by: 'a', why: 'b' } }, { pointsAdjusted: 5 }],
  [{ kind: 'lot.activated', lot: '1.1', points: 5, at: 0, expiresAt: null }, { pointsActivated: 5 }],
  [{ ...lot, kind: 'lot.expired', points: 5 }, { pointsExpired: 5 }],
  [{ kind: 'lot.spent', lot: '1.1', points: 5, redemption: 'r' }, { pointsRedeemed: 5 }],
  [
    { kind: 'lot.restored', lot: '1.1', into: '1.1', points: 5, expiresAt: null, redemption: 'r', graced: false },
    { pointsRestored: 5 },
  ],
  [{ kind: 'lot.reversed', lot: '1.1', points: 5, from: 'pending', subject: 'order:1' }, { pointsReversed: 5 }],
  [
    { kind: 'expiry.reversed', lot: '1.1', points: 5, subject: 'o' },
    { pointsReversed: 5, pointsExpired: -5 },
  ],
  [
    { kind: 'owed.opened', points: 5, subject: 'order:1' },
    { pointsReversed: 5, pointsOwed: 5 },
  ],
  [{ kind: 'owed.filled', lot: '1.1', points: 5, at: 0 }, { pointsOwed: -5 }],
  [{ kind: 'adjusted', lot: '1.1', points: 5, source: rule }, { pointsAdjusted: -5 }],
  [
    { kind: 'adjusted', lot: null, points: 5, source: rule },
    { pointsAdjusted: -5, pointsOwed: 5 },
  ],
  [
    { kind: 'ordered', orders: 1, spend: 900, at: 0, subject: 'order:1' },
    { orders: 1, spend: 900 },
  ],
  [
    { kind: 'ordered', orders: -1, spend: -900, at: 0, subject: 'order:1' },
    { ordersUndone: 1, refunded: 900 },
  ],
  [{ kind: 'created', guest: false, draw: 1 }, { created: 1 }],
  [
    { kind: 'joined', at: 0, draw: 1_299 },
    { joined: 1, members: 1, 'members:12': 1 },
  ],
  [
    { kind: 'joined', at: 0, draw: 5_000 },
    { joined: 1, members: 1 },
  ],
  [{ kind: 'closed', reason: 'erased', into: null }, { closed: 1 }],
  [{ kind: 'challenge.completed', challenge: 'c', at: 0, lot: null, points: 0 }, { challengesCompleted: 1 }],
  [{ kind: 'challenge.undone', challenge: 'c' }, { challengesUndone: 1 }],
  [
    { kind: 'badge.granted', badge: 'b', at: 0 },
    { badgesGranted: 1, 'badge:b': 1 },
  ],
  [{ kind: 'badge.withdrawn', badge: 'b' }, { 'badge:b': -1 }],
  [{ kind: 'tier.changed', from: null, to: 'gold', at: 0, until: null }, { tierChanges: 1 }],
  [{ kind: 'tier.changed', from: 'gold', to: 'gold', at: 0, until: 9 }, {}],
  [{ kind: 'redeemed', redemption: 'r', reward: 'w', cost: 5, reservation: null }, { redemptions: 1 }],
  [{ kind: 'redemption.cancelled', redemption: 'r' }, { redemptionsCancelled: 1 }],
  [{ kind: 'coupon.issued', coupon }, { couponsIssued: 1 }],
  [{ kind: 'coupon.used', code: 'c', subject: 'order:1', at: 0 }, { couponsUsed: 1 }],
  [{ kind: 'referral.linked', advocate: 'a', code: 'x', at: 0, until: 1 }, { friendsLinked: 1 }],
  [{ kind: 'referral.qualified', advocate: 'a', subject: 'o', at: 0 }, { friendsQualified: 1 }],
  [{ kind: 'referral.unqualified', advocate: 'a', subject: 'o' }, { friendsUnqualified: 1 }],
];

describe('what an entry adds to the sums of its day', () => {
  test.each(table.map(([change, sums]) => [change.kind, change, sums] as const))('%s', (_, change, sums) => {
    expect(sumsOf(entryOf([change]))).toEqual({ entries: 1, ...sums });
  });

  test('changes of one kind add up, and what comes to nothing is left out', () => {
    const changes: Change[] = [
      { kind: 'owed.opened', points: 5, subject: 'o' },
      { kind: 'owed.filled', lot: '1.1', points: 5, at: 0 },
      { ...lot, kind: 'lot.expired', points: 2 },
      { ...lot, kind: 'lot.expired', points: 3 },
    ];
    expect(sumsOf(entryOf(changes))).toMatchObject({ pointsExpired: 5, pointsReversed: 5, pointsOwed: 0 });
  });

  test('a fact counts by its type; one that is kept or refused says so', () => {
    expect(sumsOf(entryOf([], { kind: 'fact.judged', fact: fact('order.paid') }))).toEqual({
      entries: 1,
      facts: 1,
      'facts:order.paid': 1,
    });
    expect(sumsOf(entryOf([], { kind: 'fact.kept', outcome: 'kept', fact: fact('x.done') }))).toMatchObject({
      kept: 1,
    });
    expect(sumsOf(entryOf([], { kind: 'redemption.made', outcome: 'refused' }))).toEqual({ entries: 1, refused: 1 });
  });
});
