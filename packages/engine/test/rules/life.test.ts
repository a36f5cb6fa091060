import type { ProgramInput } from '@laurel/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesAt, copyState, entryView, evolve, settled, upcomingView } from '../../src/index.ts';
import { expiresAtOf, lotExpiryOf } from '../../src/points/life.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const ZONES = ['Europe/Paris', 'America/Sao_Paulo', 'Australia/Lord_Howe'] as const;
const iso = (instant: number | null | undefined) =>
  instant === null || instant === undefined ? null : new Date(instant).toISOString();
const gift = { id: 'gift', on: 'gift.given', earn: 30, pending: false as const };
const purchase = { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } };
const begin = (points: ProgramInput['points'], more: Partial<ProgramInput> = {}) =>
  new Story(programOf({ points, rules: [purchase, gift], ...more })).member('m', NOW);
const available = (story: Story, when: number) => story.points('m', when).available;

describe('points wait', () => {
  test('until a date; what is earned after it does not wait', () => {
    const story = begin({ pending: { until: '2026-12-01T00:00:00+01:00' } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    const date = at('2026-11-30T23:00:00Z');
    expect(story.points('m', date - 1)).toMatchObject({ pending: 100, available: 0 });
    expect(story.points('m', date)).toMatchObject({ pending: 0, available: 100 });
    story.order('m', 'b', { total: 500 }, { at: date + DAY });
    expect(story.points('m', date + DAY)).toMatchObject({ pending: 0, available: 105 });
  });

  test('for an event of their own order, and so long after it as was said', () => {
    const story = begin({ pending: { event: 'order.delivered', after: { days: 14 } }, expiry: { days: 30 } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.order('m', 'b', { total: 500 }, { at: NOW });
    expect(changesAt(story.program, story.at('m', NOW))).toBe(null);
    story.fact('m', 'order.delivered', { orderId: 'a', partial: true }, { at: NOW + DAY });
    expect(story.points('m', NOW + 300 * DAY)).toMatchObject({ pending: 105, available: 0 });
    const entry = story.fact('m', 'order.delivered', { orderId: 'a' }, { at: NOW + 3 * DAY });
    expect(changesOf(entry, 'lot.scheduled')).toMatchObject([{ points: 100, activeAt: NOW + 17 * DAY }]);
    expect(available(story, NOW + 17 * DAY - 1)).toBe(0);
    expect(available(story, NOW + 17 * DAY)).toBe(100);
    expect(available(story, NOW + 47 * DAY)).toBe(0);
    expect(story.points('m', NOW + 999 * DAY)).toMatchObject({ pending: 5 });
  });

  test('no longer than the latest date, and never longer for an event that comes after it', () => {
    const story = begin({ pending: { event: 'order.delivered', latest: { days: 60 } } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.order('m', 'b', { total: 500 }, { at: NOW });
    story.fact('m', 'order.delivered', { orderId: 'b' }, { at: NOW + 5 * DAY });
    expect(available(story, NOW + 5 * DAY)).toBe(5);
    expect(available(story, NOW + 60 * DAY - 1)).toBe(5);
    expect(available(story, NOW + 60 * DAY)).toBe(105);
  });

  test('not at all when the event came before the order, and not for what comes from no order', () => {
    const story = begin(
      { pending: { event: 'order.delivered' } },
      { rules: [purchase, { ...gift, id: 'g', pending: { event: 'order.delivered' } }] },
    );
    story.fact('m', 'order.delivered', { orderId: 'a' }, { at: NOW });
    story.order('m', 'a', { total: 10_000 }, { at: NOW - DAY, received: NOW });
    story.fact('m', 'gift.given', {}, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ pending: 0, available: 130 });
  });

  test('with the grant of a challenge that the same order completed', () => {
    const challenges = [{ id: 'first', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 7 } }];
    const story = begin({ pending: { event: 'order.delivered' } }, { challenges });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ pending: 107 });
    story.fact('m', 'order.delivered', { orderId: 'a' }, { at: NOW + DAY });
    expect(available(story, NOW + DAY)).toBe(107);
  });

  test('and a refund takes them while they wait', () => {
    const story = begin({ pending: { event: 'order.delivered' } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.refund('m', 'a', { amount: 4_000 }, { at: NOW + DAY });
    story.fact('m', 'order.delivered', { orderId: 'a' }, { at: NOW + 2 * DAY });
    expect(story.points('m', NOW + 2 * DAY)).toMatchObject({ pending: 0, available: 60, owed: 0 });
  });
});

describe('RULES 4: when points end', () => {
  test.each([
    ['Europe/Paris', { after: { months: 12 }, endOf: 'month' }, '2026-11-02T12:00:00Z', '2027-11-30T23:00:00.000Z'],
    ['Europe/Paris', { after: { months: 12 }, endOf: 'quarter' }, '2026-11-02T12:00:00Z', '2027-12-31T23:00:00.000Z'],
    ['Europe/Paris', { after: { days: 90 }, endOf: 'quarter' }, '2026-03-31T12:00:00Z', '2026-06-30T22:00:00.000Z'],
    ['Europe/Paris', { after: { years: 1 }, endOf: 'year' }, '2026-12-31T23:00:00Z', '2027-12-31T23:00:00.000Z'], // the year’s first instant
    ['America/Sao_Paulo', { dates: ['12-31'] }, '2026-11-02T12:00:00Z', '2027-01-01T03:00:00.000Z'],
    ['America/Sao_Paulo', { dates: ['12-31'] }, '2027-01-01T02:59:59Z', '2027-01-01T03:00:00.000Z'],
    ['America/Sao_Paulo', { dates: ['12-31'] }, '2027-01-01T03:00:00Z', '2028-01-01T03:00:00.000Z'],
    ['Australia/Lord_Howe', { dates: ['12-31', '06-30'] }, '2026-03-01T00:00:00Z', '2026-06-30T13:30:00.000Z'],
    [
      'Australia/Lord_Howe',
      { dates: ['06-30', '12-31'], atLeast: { months: 6 } },
      '2026-03-01T00:00:00Z',
      '2026-12-31T13:00:00.000Z',
    ],
    ['Europe/Paris', { dates: ['02-29'] }, '2026-11-02T12:00:00Z', '2027-02-28T23:00:00.000Z'],
    ['Europe/Paris', { dates: ['02-29'] }, '2027-11-02T12:00:00Z', '2028-02-29T23:00:00.000Z'],
    ['Europe/Paris', { dates: ['03-28'] }, '2026-03-01T12:00:00Z', '2026-03-28T23:00:00.000Z'], // the night the clocks go on
  ] as const)('%s: %o from %s is %s', (zone, expiry, from, expected) => {
    const how = lotExpiryOf(structuredClone(expiry) as never, zone);
    expect(iso(how && expiresAtOf(how, at(from)))).toBe(expected);
  });

  test('no expiry lies before its beginning, nor falls as the beginning rises, in any zone', () => {
    const expiries = [
      { after: { months: 1 }, endOf: 'month' },
      { after: { days: 1 }, endOf: 'quarter' },
      { dates: ['01-31', '02-29', '10-31'] },
      { dates: ['03-29'], atLeast: { months: 1 } },
    ] as const;
    const instant = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2032-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...expiries),
        instant,
        fc.nat(40 * DAY),
        (zone, expiry, from, more) => {
          const how = lotExpiryOf(structuredClone(expiry) as never, zone);
          if (!how) throw new Error('there is an expiry');
          const [first, later] = [expiresAtOf(how, from), expiresAtOf(how, from + more)];
          expect(first).toBeGreaterThan(from);
          expect(later).toBeGreaterThanOrEqual(first);
          if (how.endOf || how.dates)
            // A rounded one is the first instant of a local day.
            expect(
              new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(first),
            ).toBe('00:00');
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('points live as long as the member is active', () => {
  const utc = { timeZone: 'UTC' };
  const idle = (of: 'balance' | 'lots', activities = ['order.paid', 'points.redeemed']) => ({
    expiry: { inactive: { days: 100 }, activities, of },
  });

  test('the whole balance ends together, exactly at its instant, and every named activity begins anew', () => {
    const story = begin(idle('balance'), utc);
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.fact('m', 'gift.given', {}, { at: NOW + 60 * DAY });
    expect(available(story, NOW + 100 * DAY - 1)).toBe(130);
    expect(available(story, NOW + 100 * DAY)).toBe(0);
    const entry = story.order('m', 'b', { total: 500 }, { at: NOW + 99 * DAY });
    expect(changesOf(entry, 'lots.extended')).toMatchObject([
      { points: 135, expiresAt: NOW + 199 * DAY, cause: { kind: 'activity', type: 'order.paid' } },
    ]);
    expect(available(story, NOW + 199 * DAY - 1)).toBe(135);
    expect(available(story, NOW + 199 * DAY)).toBe(0);
  });

  test('each lot from its own beginning, pushed forward', () => {
    const story = begin(idle('lots'), utc);
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.fact('m', 'gift.given', {}, { at: NOW + 60 * DAY });
    expect(available(story, NOW + 100 * DAY)).toBe(30);
    expect(available(story, NOW + 160 * DAY)).toBe(0);
  });

  test('buying with points is an activity where it is named; another event is none', () => {
    const rewards = [{ id: 'mug', cost: 10, give: { product: 'mug' } }];
    const story = begin(idle('balance'), { ...utc, rewards });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.fact('m', 'site.visited', {}, { at: NOW + 30 * DAY });
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'mug', key: 'r', body: '' }, NOW + 50 * DAY);
    expect(available(story, NOW + 150 * DAY - 1)).toBe(90);
    expect(available(story, NOW + 150 * DAY)).toBe(0);
  });

  test('an activity that is told late counts from when it happened, and brings nothing back', () => {
    const story = begin(idle('balance'), utc);
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.order('m', 'b', { total: 500 }, { at: NOW + 90 * DAY, received: NOW + 110 * DAY });
    expect(available(story, NOW + 110 * DAY)).toBe(5);
    expect(available(story, NOW + 190 * DAY)).toBe(0);
  });

  test('pending points wait out their time and end with the rest', () => {
    const story = begin({ ...idle('balance'), pending: { days: 14 } }, utc);
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(available(story, NOW + 100 * DAY - 1)).toBe(100);
    expect(available(story, NOW + 100 * DAY)).toBe(0);
  });

  test('a state does not grow with them, and a refund finds points in the lot that they were merged into', () => {
    const story = begin(idle('balance'), utc);
    for (let n = 0; n < 200; n += 1) story.order('m', `o${n}`, { total: 1_000 }, { at: NOW + n * DAY });
    expect(story.states.get('m')?.lots.length).toBeLessThan(64 + 16 + 3);
    story.refund('m', 'o3', { amount: 1_000 }, { at: NOW + 201 * DAY });
    expect(story.points('m', NOW + 201 * DAY)).toMatchObject({ available: 1_990, owed: 0 });
    expect(available(story, NOW + 299 * DAY)).toBe(0);
  });
});

describe('points are extended by hand', () => {
  const extend = (story: Story, when: number, more: object) =>
    story.submit(
      'm',
      {
        kind: 'extend',
        key: `x${when}`,
        body: '',
        by: 'ana',
        why: 'strike',
        before: null,
        until: { add: { days: 30 } },
        ...more,
      } as never,
      when,
    );

  test('those that would expire before a date, each by as much, with who and why', () => {
    const story = begin({ expiry: { days: 30 } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.order('m', 'b', { total: 500 }, { at: NOW + 20 * DAY });
    const entry = extend(story, NOW + 25 * DAY, { before: NOW + 40 * DAY });
    expect(entry).toMatchObject({ kind: 'points.extended', outcome: 'applied', postings: [] });
    expect(changesOf(entry, 'lots.extended')).toEqual([
      {
        kind: 'lots.extended',
        lots: ['3.1'],
        points: 100,
        expiresAt: NOW + 60 * DAY,
        cause: { kind: 'hand', by: 'ana', why: 'strike' },
      },
    ]);
    expect(available(story, NOW + 50 * DAY)).toBe(100);
    expect(available(story, NOW + 60 * DAY)).toBe(0);
  });

  test('never shortens, and says so when there is nothing to extend', () => {
    const story = begin({ expiry: { days: 30 } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(extend(story, NOW, { until: { to: NOW + 10 * DAY } })).toMatchObject({
      outcome: 'refused',
      reason: 'nothing_to_extend',
    });
    expect(available(story, NOW + 29 * DAY)).toBe(100);
  });
});

describe('a member is warned', () => {
  test('once for each lot, those of one day together, before they expire; again only where they were extended', () => {
    const story = begin({ expiry: { days: 30 }, warn: { days: 7 } });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.order('m', 'b', { total: 500 }, { at: NOW + 3_600_000 });
    story.order('m', 'c', { total: 200 }, { at: NOW + 2 * DAY });
    const warned = (from: number, to: number) =>
      settled(story.program, story.at('m', from), to).changes.filter(({ kind }) => kind === 'expiry.warned');
    expect(warned(NOW, NOW + 23 * DAY - 1)).toEqual([]);
    expect(warned(NOW, NOW + 23 * DAY)).toEqual([
      { kind: 'expiry.warned', lots: ['3.1', '4.1'], points: 105, expiresAt: NOW + 30 * DAY, at: NOW + 23 * DAY },
    ]);
    expect(warned(NOW, NOW + 29 * DAY)).toHaveLength(2);
    for (const [n, day] of [23, 24, 29].entries())
      story.submit('m', { kind: 'settle', key: `s${n}`, body: '' }, NOW + day * DAY);
    expect(
      story
        .log('m')
        .flatMap((entry) => changesOf(entry, 'expiry.warned'))
        .map(({ points }) => points),
    ).toEqual([105, 2]);
    story.submit(
      'm',
      { kind: 'extend', key: 'x', body: '', by: 'a', why: 'b', before: null, until: { add: { days: 30 } } },
      NOW + 29 * DAY,
    );
    expect(warned(NOW + 29 * DAY, NOW + 53 * DAY)).toMatchObject([{ points: 105 }]);
  });

  test('in the order of RULES 3 at one instant: activate, expire, then warn', () => {
    const story = begin(
      { expiry: { days: 10 }, warn: { days: 5 } },
      {
        rules: [
          purchase,
          { ...gift, pending: { days: 5 }, expiry: { days: 5 } },
          { id: 'short', on: 'short.given', earn: 1, expiry: { days: 5 } },
        ],
      },
    );
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.fact('m', 'gift.given', {}, { at: NOW });
    story.fact('m', 'short.given', {}, { at: NOW });
    const entry = story.submit('m', { kind: 'settle', key: 's', body: '' }, NOW + 5 * DAY);
    const kinds = entry.changes.map(({ kind }) => kind).filter((kind) => kind !== 'tier.counted');
    expect(kinds).toEqual(['lot.activated', 'lot.expired', 'expiry.warned']);
    expect(changesOf(entry, 'expiry.warned')[0]).toMatchObject({ points: 130 });
  });
});

test('what is ahead is listed by local day', () => {
  const story = begin(
    { pending: { days: 14 }, expiry: { days: 30 } },
    { rules: [purchase, { ...gift, pending: { event: 'order.delivered' } }] },
  );
  story.order('m', 'a', { total: 10_000 }, { at: NOW });
  story.order('m', 'b', { total: 500 }, { at: at('2026-11-02T23:30:00Z') });
  const state = story.states.get('m');
  expect(state && upcomingView(story.program, state, NOW)).toEqual({
    maturities: [
      { day: '2026-11-16', points: 100 },
      { day: '2026-11-17', points: 5 },
    ],
    expiries: [
      { day: '2026-12-16', points: 100 },
      { day: '2026-12-17', points: 5 },
    ],
    waiting: [],
  });
});

describe('whatever happens, in three zones', () => {
  const settings: NonNullable<ProgramInput['points']>[] = [
    {
      pending: { event: 'order.delivered', after: { days: 2 }, latest: { days: 40 } },
      expiry: { after: { months: 1 }, endOf: 'month' },
      warn: { days: 10 },
    },
    {
      pending: { days: 14 },
      expiry: { inactive: { months: 2 }, activities: ['order.paid', 'gift.given'], of: 'balance' },
      warn: { days: 30 },
    },
    {
      pending: { event: 'order.delivered' },
      expiry: { inactive: { days: 45 }, activities: ['gift.given'], of: 'lots', endOf: 'month' },
      warn: { days: 3 },
    },
    { expiry: { dates: ['03-31', '06-30', '12-31'], atLeast: { days: 20 } }, warn: { days: 5 } },
  ];
  const step = fc.record({
    after: fc.oneof(fc.nat(DAY), fc.integer({ min: DAY, max: 30 * DAY })),
    what: fc.constantFrom(
      'order',
      'order',
      'order',
      'gift',
      'delivered',
      'refund',
      'extend',
      'settle',
      'spend' as const,
    ),
    of: fc.nat(6),
  });
  const rewards = [{ id: 'mug', cost: 25, give: { product: 'mug' } }];

  test('every entry is sound, reading is what settling writes, no lot is warned of twice, a pending order is never owed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...settings),
        fc.array(step, { maxLength: 30 }),
        (timeZone, points, steps) => {
          const story = new Story(programOf({ timeZone, points, rewards, rules: [purchase, gift] })).member('m', NOW);
          let now = NOW;
          steps.forEach(({ after, what, of }, n) => {
            now += after;
            const key = `k${n}`;
            const order = `o${Math.max(0, n - of)}`;
            if (what === 'order') story.order('m', `o${n}`, { total: 3_000 + n }, { at: now, key });
            else if (what === 'gift') story.fact('m', 'gift.given', {}, { at: now, key });
            else if (what === 'delivered') story.fact('m', 'order.delivered', { orderId: order }, { at: now, key });
            else if (what === 'refund') story.refund('m', order, { amount: 1_500, refundId: key }, { at: now, key });
            else if (what === 'extend')
              story.submit(
                'm',
                { kind: 'extend', key, body: '', by: 'a', why: 'b', before: null, until: { add: { days: of + 1 } } },
                now,
              );
            else if (what === 'spend')
              story.submit('m', { kind: 'redeem', redemption: key, reward: 'mug', key, body: '' }, now);
            else story.submit('m', { kind: 'settle', key, body: '' }, now);
          });
          story.audit();
          const state = story.states.get('m');
          if (!state) return;
          const later = [10, 40, 400].map((days) => now + days * DAY);
          const read = settled(story.program, state, later[2] ?? now);
          let stepwise = state;
          for (const instant of later) stepwise = settled(story.program, stepwise, instant).state;
          expect(stepwise).toEqual(read.state);
          const end = story.submit('m', { kind: 'settle', key: 'end', body: '' }, later[2] ?? now);
          expect(end.changes).toEqual(read.changes);
          expect(evolve(copyState(state), end).available).toBe(read.state.available);
          const told = new Map<string, number>();
          for (const entry of story.log('m'))
            for (const change of entry.changes) {
              if (change.kind === 'lots.extended') for (const lot of change.lots) told.delete(lot);
              if (change.kind === 'lot.restored') told.delete(change.into);
              if (change.kind !== 'expiry.warned') continue;
              expect(change.at).toBeLessThan(change.expiresAt);
              for (const lot of change.lots) {
                expect(told.has(lot)).toBe(false);
                told.set(lot, change.expiresAt);
              }
            }
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('each change of how points wait and live has its sentence, in English and in French', () => {
  const story = begin({
    pending: { event: 'order.delivered', after: { days: 2 }, latest: { days: 60 } },
    expiry: { inactive: { days: 100 } },
    warn: { days: 10 },
  });
  story.order('m', 'a', { total: 10_000 }, { at: NOW });
  story.fact('m', 'order.delivered', { orderId: 'a' }, { at: NOW + DAY });
  story.submit('m', { kind: 'settle', key: 's', body: '' }, NOW + 95 * DAY);
  const until = { add: { days: 30 } };
  story.submit(
    'm',
    { kind: 'extend', key: 'x', body: '', by: 'Ana', why: 'strike', before: null, until },
    NOW + 96 * DAY,
  );
  const told = (locale: string) =>
    story
      .log('m')
      .slice(2)
      .map((entry) => entryView(entry, 'x', locale, story.program).text);
  expect(told('en')).toEqual([
    'Order a: +100 points by “purchase” (on €100.00, available after order.delivered, on 1 January 2027 at the latest).',
    'Event order.delivered: 0 points, 100 points available from 5 November 2026.',
    '100 points about to expire on 10 February 2027, 100 points became available.',
    '100 points valid until 12 March 2027, by Ana: strike.',
  ]);
  expect(told('fr')[2]).toBe(
    'Expiration prochaine de 100 points, le 10 février 2027, 100 points désormais à disposition.',
  );
  expect(told('fr')[3]).toBe('100 points valables jusqu’au 12 mars 2027, par Ana\u00a0: strike.');
});
