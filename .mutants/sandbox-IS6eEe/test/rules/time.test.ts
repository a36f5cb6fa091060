// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { changesAt } from '../../src/index.ts';
import { addDuration } from '../../src/time/add.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const iso = (instant: number | null | undefined) =>
  instant === null || instant === undefined ? null : new Date(instant).toISOString();

describe('RULES 4: calendar time', () => {
  test.each([
    ['Europe/Paris', '2026-03-20T11:00:00Z', { days: 14 }, '2026-04-03T10:00:00.000Z'], // summer time begins
    ['Europe/Paris', '2026-10-20T10:00:00Z', { weeks: 2 }, '2026-11-03T11:00:00.000Z'],
    ['America/New_York', '2026-03-01T17:00:00Z', { days: 14 }, '2026-03-15T16:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-03-30T02:00:00Z', { days: 14 }, '2026-04-13T02:30:00.000Z'], // half an hour
    ['Europe/Paris', '2026-01-31T11:00:00Z', { months: 1 }, '2026-02-28T11:00:00.000Z'],
    ['Europe/Paris', '2028-02-29T11:00:00Z', { years: 1 }, '2029-02-28T11:00:00.000Z'],
    ['Europe/Paris', '2026-03-28T01:30:00Z', { days: 1 }, '2026-03-29T01:30:00.000Z'], // 02:30 does not exist that day
    ['Europe/Paris', '2026-03-29T00:30:00Z', { hours: 2 }, '2026-03-29T02:30:00.000Z'],
    ['UTC', '2026-03-29T00:30:00Z', { minutes: 90 }, '2026-03-29T02:00:00.000Z'],
  ] as const)('%s: %s and %o is %s', (zone, from, duration, expected) => {
    expect(iso(addDuration(zone, at(from), duration))).toBe(expected);
  });
});

describe('RULES 3 and 18: what falls due', () => {
  const program = programOf({ points: { pending: { days: 14 }, expiry: { days: 30 } } });
  const NOW = at('2026-11-02T12:00:00Z');

  test('points activate and expire at their instant, even if no job has run', () => {
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const active = NOW + 14 * DAY;
    const over = active + 30 * DAY;
    expect(story.points('m', active - 1)).toMatchObject({ pending: 100, available: 0 });
    expect(story.points('m', active)).toMatchObject({ pending: 0, available: 100 });
    expect(story.points('m', over - 1)).toMatchObject({ available: 100 });
    expect(story.points('m', over)).toMatchObject({ available: 0 });
  });

  test('at one instant points activate, fill what is owed, raise tiers, then others expire', () => {
    const rules = [
      { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'gift', on: 'gift.given', earn: 30, pending: { days: 1 }, expiry: { days: 13 } },
    ];
    const tiers = [{ id: 'gold', from: { points: 130 } }];
    const story = new Story(programOf({ ...program, rules, tiers } as never)).member('m', NOW);
    story.fact('m', 'gift.given', {}, { at: NOW });
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const entry = story.submit('m', { kind: 'settle', key: 's', body: '' }, NOW + 14 * DAY);
    expect(entry.changes.map(({ kind }) => kind)).toEqual([
      'lot.activated',
      'tier.counted',
      'lot.activated',
      'tier.counted',
      'tier.changed',
      'lot.expired',
    ]);
  });

  test('an entry begins with the postings for what fell due before it', () => {
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const entry = story.order('m', 'o2', { total: 1_000 }, { at: NOW + 20 * DAY });
    expect(entry.postings).toEqual([
      { from: 'pending', to: 'available', points: 100 },
      { from: 'issued', to: 'pending', points: 10 },
    ]);
  });

  test('a lot of a late fact starts when it happened: it may be active, and over, on arrival', () => {
    const story = new Story(program).member('m', NOW);
    story.order('m', 'late', { total: 1_000 }, { at: NOW, received: NOW + 20 * DAY });
    expect(story.points('m', NOW + 20 * DAY)).toMatchObject({ pending: 0, available: 10 });
    expect(story.points('m', NOW + 44 * DAY - 1)).toMatchObject({ available: 10 });
    expect(story.points('m', NOW + 44 * DAY)).toMatchObject({ available: 0 });
  });

  test('history that is brought in comes to what it would have come to then', () => {
    const then = at('2020-03-01T12:00:00Z');
    const [live, imported] = [new Story(program), new Story(program)].map((story, now) => {
      story.member('m', then);
      for (let n = 0; n < 40; n += 1)
        story.order(
          'm',
          `o${n}`,
          { total: 1_000 + n },
          { at: then + n * 3 * DAY, ...(now ? { imported: true, received: NOW } : {}) },
        );
      return story.states.get('m');
    });
    expect(imported).toEqual(live);
  });

  test('names the next instant at which it changes by itself', () => {
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    const next = (now: number) => changesAt(program, story.at('m', now));
    expect(next(NOW)).toBe(NOW + 14 * DAY);
    expect(next(NOW + 14 * DAY)).toBe(NOW + 44 * DAY);
    expect(next(NOW + 44 * DAY)).toBe(null);
  });
});

describe('RULES 18 and 19: spending and giving back', () => {
  const NOW = at('2026-11-02T12:00:00Z');
  const rules = [
    { id: 'short', on: 'a.done', earn: 50, expiry: { days: 20 } },
    { id: 'long', on: 'b.done', earn: 50, expiry: { days: 90 } },
    { id: 'ever', on: 'c.done', earn: 50 },
  ];
  const rewards = [{ id: 'gift', cost: 70, give: { product: 'x' }, couponValid: { days: 10 } }];
  const begin = () => {
    const story = new Story(programOf({ rules, rewards })).member('m', NOW);
    for (const type of ['c.done', 'b.done', 'a.done']) story.fact('m', type, {}, { at: NOW });
    return story;
  };
  const redeem = (story: Story, when: number, id = 'r') =>
    story.submit('m', { kind: 'redeem', redemption: id, reward: 'gift', key: id, body: '' }, when);
  const cancel = (story: Story, when: number, key = 'x') =>
    story.submit('m', { kind: 'cancel', redemption: 'r', key, body: '' }, when);

  test('the soonest expiry goes first', () => {
    const entry = redeem(begin(), NOW + DAY);
    expect(changesOf(entry, 'lot.spent').map(({ lot, points }) => [lot, points])).toEqual([
      ['5.1', 50],
      ['4.1', 20],
    ]);
    expect(changesOf(entry, 'coupon.issued')[0]?.coupon).toMatchObject({
      reward: 'gift',
      redemption: 'r',
      expiresAt: NOW + 11 * DAY,
    });
  });

  test('points given back keep their expiry, but live 30 days, once', () => {
    const story = begin();
    redeem(story, NOW + DAY);
    const entry = cancel(story, NOW + 40 * DAY);
    const back = changesOf(entry, 'lot.restored');
    expect(back.map(({ points, graced }) => [points, graced])).toEqual([
      [50, true],
      [20, false],
    ]);
    expect(back.map(({ expiresAt }) => expiresAt)).toEqual([NOW + 70 * DAY, NOW + 90 * DAY]);
    expect(story.points('m', NOW + 40 * DAY)).toMatchObject({ available: 150 });
    expect(story.points('m', NOW + 70 * DAY)).toMatchObject({ available: 100 });
    expect(cancel(story, NOW + 41 * DAY, 'y')).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    // Spent and given back again, the lot has had its days.
    redeem(story, NOW + 60 * DAY, 'r2');
    story.submit('m', { kind: 'cancel', redemption: 'r2', key: 'z', body: '' }, NOW + 65 * DAY);
    expect(story.points('m', NOW + 70 * DAY)).toMatchObject({ available: 100 });
  });

  test.each([
    ['nothing', [], 'not_enough_points'],
    ['a rewarded thing that is no more', [], 'reward_unavailable'],
  ])('%s refuses and leaves an entry', (_, __, reason) => {
    const story = new Story(programOf({ rules, rewards })).member('m', NOW);
    const reward = reason === 'reward_unavailable' ? 'none' : 'gift';
    const entry = story.submit('m', { kind: 'redeem', redemption: 'r', reward, key: 'r', body: '' }, NOW);
    expect(entry).toMatchObject({ outcome: 'refused', reason, postings: [] });
  });

  test('stock: none left refuses; a reservation that the rules do not use is let go in the same entry', () => {
    const story = begin();
    story.reservation = 'none_left';
    expect(redeem(story, NOW)).toMatchObject({ reason: 'out_of_stock', keys: ['r'] });
    const poor = new Story(programOf({ rules, rewards })).member('m', NOW);
    poor.reservation = { id: 'res' };
    const entry = redeem(poor, NOW);
    expect(entry).toMatchObject({ reason: 'not_enough_points', keys: ['r', 'res'] });
    expect(changesOf(entry, 'reservation.released')).toEqual([{ kind: 'reservation.released', reservation: 'res' }]);
  });

  test('RULES 20: a full refund of the order it was used on gives the points back, a partial one does not', () => {
    const story = begin();
    const entry = redeem(story, NOW + DAY);
    const code = changesOf(entry, 'coupon.issued')[0]?.coupon.code ?? '';
    story.order('m', 'o', { total: 10_000, coupons: [code, 'other'] }, { at: NOW + 2 * DAY });
    expect(story.log('m').at(-1)?.silent).toContainEqual({ rule: 'other', reason: 'coupon_not_yours', of: 'coupon' });
    expect(cancel(story, NOW + 3 * DAY)).toMatchObject({ outcome: 'refused', reason: 'coupon_used' });
    expect(changesOf(story.refund('m', 'o', { amount: 5_000 }, { at: NOW + 3 * DAY }), 'lot.restored')).toEqual([]);
    const full = story.refund('m', 'o', { amount: 5_000 }, { at: NOW + 4 * DAY });
    expect(changesOf(full, 'lot.restored').reduce((sum, { points }) => sum + points, 0)).toBe(70);
    expect(story.points('m', NOW + 4 * DAY)).toMatchObject({ available: 150 });
  });

  test('a limit of a reward is refused, and a cancelled redemption frees it', () => {
    const limited = [
      { ...rewards[0], id: 'gift', cost: 10, give: { product: 'x' }, limit: { times: 1, per: 'month' as const } },
    ];
    const story = new Story(programOf({ rules, rewards: limited })).member('m', NOW);
    story.fact('m', 'c.done', {}, { at: NOW });
    redeem(story, NOW);
    expect(redeem(story, NOW, 'r2')).toMatchObject({ outcome: 'refused', reason: 'limit' });
    cancel(story, NOW);
    expect(redeem(story, NOW, 'r3')).toMatchObject({ outcome: 'applied' });
  });

  test('points are added and taken by hand with who and why; too few become a debt', () => {
    const story = begin();
    const adjust = (points: number) =>
      story.submit('m', { kind: 'adjust', points, by: 'ana', why: 'goodwill', key: `a${points}`, body: '' }, NOW);
    expect(adjust(25).postings).toEqual([{ from: 'adjusted', to: 'available', points: 25 }]);
    expect(adjust(-200).postings).toEqual([
      { from: 'available', to: 'adjusted', points: 175 },
      { from: 'owed', to: 'adjusted', points: 25 },
    ]);
  });
});
