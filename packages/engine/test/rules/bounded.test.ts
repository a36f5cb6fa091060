import { describe, expect, test } from 'vitest';
import { type Change, emptyState, evolve, type State } from '../../src/index.ts';
import { at, DAY } from '../story.ts';

const NOW = at('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
/** No fact is taken that is later than thirty days; a day more is kept. */
const LATE = 31 * DAY;

/** A log of what is told here, an entry each, and nothing else. */
class Log {
  readonly state: State = emptyState();

  constructor() {
    this.tell(NOW, { kind: 'created', guest: false, draw: 0 });
  }

  tell(when: number, ...changes: Change[]): this {
    evolve(this.state, { seq: this.state.seq + 1, occurredAt: when, recordedAt: when, changes });
    return this;
  }

  /** As many entries without a change as it takes until what is over is let go. */
  at(when: number): State {
    for (let n = 0; n < 16; n += 1) this.tell(when);
    return this.state;
  }
}

const coupon = (code: string, more: object = {}): Change => ({
  kind: 'coupon.issued',
  coupon: {
    code,
    redemption: null,
    reward: null,
    give: { amount: 500 },
    minimum: null,
    issuedAt: NOW,
    expiresAt: null,
    ...more,
  },
});
const redeemed = (redemption: string): Change => ({
  kind: 'redeemed',
  redemption,
  reward: 'tea',
  cost: 5,
  reservation: null,
});
const lot = (id: string, more: object = {}): Change => ({
  kind: 'lot.opened',
  lot: id,
  points: 10,
  source: { kind: 'rule', id: 'buy' },
  subject: `order:${id}`,
  at: NOW,
  activeAt: null,
  expiresAt: null,
  expiry: null,
  ...more,
});

describe('a state lets go of what no late fact can ask for any more', () => {
  test('of windows of caps a day after the last late fact, and never of one without an end', () => {
    const log = new Log();
    const used = (window: string, closesAt: number | null): Change => ({
      kind: 'window.used',
      window,
      closesAt,
      times: 1,
      points: 2,
    });
    log.tell(NOW, used('day', NOW + DAY), used('ever', null));
    expect(Object.keys(log.at(NOW + DAY + LATE - 1).windows)).toEqual(['day', 'ever']);
    expect(log.at(NOW + DAY + LATE).windows).toEqual({ ever: { times: 1, points: 2, closesAt: null } });
  });

  test('of cooldowns, award by award, and of more than twenty the oldest at once', () => {
    const log = new Log();
    const started = (rule: string, from: number): Change => ({
      kind: 'cooldown.started',
      rule,
      at: from,
      until: from + HOUR,
    });
    log.tell(NOW, started('slow', NOW), started('slow', NOW - HOUR), started('gone', NOW));
    log.tell(NOW, { kind: 'cooldown.ended', rule: 'gone', at: NOW + 1 });
    expect(log.state.cooldowns.slow).toEqual([
      { at: NOW - HOUR, until: NOW },
      { at: NOW, until: NOW + HOUR },
    ]);
    expect(log.at(NOW + LATE - 1).cooldowns.slow?.length).toBe(2);
    expect(log.at(NOW + LATE).cooldowns.slow).toEqual([{ at: NOW, until: NOW + HOUR }]);
    expect(Object.keys(log.state.cooldowns)).toEqual(['slow', 'gone']);
    expect(log.at(NOW + HOUR + LATE).cooldowns).toEqual({});
    for (let n = 0; n < 25; n += 1) log.tell(NOW, started('often', NOW + n));
    expect(log.state.cooldowns.often?.map(({ at: when }) => when - NOW)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 5),
    );
    log.tell(NOW, { kind: 'cooldown.ended', rule: 'often', at: NOW + 7 });
    expect(log.state.cooldowns.often?.length).toBe(19);
  });

  test('of coupons four hundred days after they were used, cancelled or over, with what they were bought by', () => {
    const log = new Log();
    const bought = ['used', 'cancelled', 'over', 'open', 'card'];
    for (const id of bought) log.tell(NOW, redeemed(id));
    log.tell(NOW, redeemed('none'), redeemed('none too'));
    log.tell(NOW, { kind: 'redemption.cancelled', redemption: 'none too' });
    for (const id of bought)
      log.tell(
        NOW,
        coupon(`C-${id}`, {
          redemption: id,
          ...(id === 'card' ? { give: { giftCard: 100 } } : {}),
          ...(id === 'over' ? { expiresAt: NOW + DAY } : {}),
        }),
      );
    log.tell(NOW, coupon('welcome', { expiresAt: NOW + 2 * DAY }));
    const day = NOW + DAY;
    log.tell(day, { kind: 'coupon.used', code: 'C-used', subject: 'order:o', at: day });
    log.tell(day, { kind: 'coupon.used', code: 'C-card', subject: 'order:o', at: day, amount: 40 });
    log.tell(day, { kind: 'coupon.cancelled', code: 'C-cancelled' });
    const left = (when: number) => {
      const { coupons, redemptions } = log.at(when);
      return [Object.keys(coupons).sort(), Object.keys(redemptions).sort()];
    };
    const all = ['C-cancelled', 'C-card', 'C-open', 'C-over', 'C-used', 'welcome'];
    expect(left(NOW + 400 * DAY - 1)).toEqual([all, [...bought, 'none', 'none too'].sort()]);
    expect(left(NOW + 400 * DAY)).toEqual([all, [...bought].sort()]);
    expect(left(day + 400 * DAY - 1)[0]).toEqual(all);
    expect(left(day + 400 * DAY)).toEqual([
      ['C-card', 'C-open', 'welcome'],
      ['card', 'open'],
    ]);
    expect(left(day + 401 * DAY)).toEqual([
      ['C-card', 'C-open'],
      ['card', 'open'],
    ]);
    log.tell(day + 402 * DAY, {
      kind: 'coupon.used',
      code: 'C-card',
      subject: 'order:p',
      at: day + 402 * DAY,
      amount: 60,
    });
    expect(log.state.coupons['C-card']).toMatchObject({ left: 0, usedOn: null, usedAt: day + 402 * DAY });
    expect(left(day + 802 * DAY)).toEqual([['C-open'], ['open']]);
  });

  test('of rights that are over, each by itself, and of days of grace', () => {
    const log = new Log();
    const entitled = (redemption: string, until: number | null, entitlement = 'door'): Change => ({
      kind: 'entitled',
      entitlement,
      redemption,
      at: NOW,
      until,
    });
    log.tell(NOW, entitled('a', NOW + DAY), entitled('b', NOW + 2 * DAY), entitled('c', NOW + DAY, 'gate'));
    log.tell(NOW, entitled('d', null, 'lounge'));
    log.state.graced['1.1'] = NOW;
    const rights = (when: number) =>
      Object.entries(log.at(when).entitlements).map(([name, all]) => [
        name,
        ...all.map(({ redemption }) => redemption),
      ]);
    expect(rights(NOW + DAY + LATE - 1)).toEqual([
      ['door', 'a', 'b'],
      ['gate', 'c'],
      ['lounge', 'd'],
    ]);
    expect(rights(NOW + DAY + LATE)).toEqual([
      ['door', 'b'],
      ['lounge', 'd'],
    ]);
    expect(rights(NOW + 2 * DAY + LATE)).toEqual([['lounge', 'd']]);
    expect(log.at(NOW + 400 * DAY - 1).graced).toEqual({ '1.1': NOW });
    expect(log.at(NOW + 400 * DAY).graced).toEqual({});
  });

  test('of tiers that were held before the last one that a late fact may fall into', () => {
    const log = new Log();
    const changed = (to: string, when: number): Change => ({
      kind: 'tier.changed',
      from: null,
      to,
      at: when,
      until: null,
    });
    log.tell(NOW, changed('a', NOW), changed('b', NOW + DAY), changed('c', NOW + 2 * DAY));
    const held = (when: number) => log.at(when).tierHistory.map(({ id }) => id);
    expect(held(NOW + DAY + LATE - 1)).toEqual(['a', 'b', 'c']);
    expect(held(NOW + DAY + LATE)).toEqual(['b', 'c']);
    expect(held(NOW + 2 * DAY + LATE)).toEqual(['c']);
    expect(held(NOW + 900 * DAY)).toEqual(['c']);
  });
});

describe('of friends', () => {
  test('two hundred are kept, with all whose reward still waits; the counts know them all', () => {
    const log = new Log();
    const advanced = (friend: string, stage: 'joined' | 'ordered', when: number): Change => ({
      kind: 'friend.advanced',
      friend,
      stage,
      at: when,
      points: 0,
      reason: null,
      lot: null,
      effect: null,
    });
    log.tell(NOW, advanced('waits', 'ordered', NOW - DAY));
    // Known in another order than that in which they came.
    for (let n = 0; n < 199; n += 1) log.tell(NOW, advanced(`f${n}`, 'joined', NOW + ((n * 7) % 199)));
    expect(Object.keys(log.at(NOW).friends).length).toBe(200);
    log.tell(NOW, advanced('late', 'joined', NOW + 500), advanced('later', 'joined', NOW + 501));
    const { friends, friendCounts } = log.at(NOW);
    const gone = Array.from({ length: 199 }, (_, n) => n).filter((n) => !friends[`f${n}`]);
    expect(gone.map((n) => (n * 7) % 199).sort()).toEqual([0, 1]);
    expect([Object.keys(friends).length, friends.waits?.stage, friends.later?.stage]).toEqual([
      200,
      'ordered',
      'joined',
    ]);
    expect(friendCounts).toMatchObject({ joined: 201, ordered: 1 });
  });
});

describe('of lots', () => {
  const many = (log: Log, n: number, more: (of: number) => object = () => ({})) => {
    for (let of = 0; of < n; of += 1) log.tell(NOW + of, lot(`${of}.1`, { at: NOW + of, ...more(of) }));
  };
  const sum = (state: State) => state.lots.reduce((all, { points }) => all + points, 0);

  test('sixty-four that never end are kept apart, older ones are one, which is spent first', () => {
    const log = new Log();
    many(log, 64);
    expect(log.at(NOW + DAY).lots.length).toBe(64);
    log.tell(NOW + DAY, lot('last', { at: NOW + DAY, points: 7 }));
    // One that is merged alone is as good as itself.
    expect(log.at(NOW + DAY).lots.map(({ id }) => id)).toContain('0.1');
    log.tell(NOW + DAY, lot('very last', { at: NOW + DAY, points: 3 }));
    const { lots, available } = log.at(NOW + DAY);
    expect(lots.length).toBe(65);
    expect(lots[0]).toMatchObject({
      id: 'merged',
      points: 20,
      source: { kind: 'merged' },
      subject: null,
      graced: false,
    });
    expect([lots[1]?.id, lots.at(-1)?.id]).toEqual(['2.1', 'very last']);
    expect([available, sum(log.state)]).toEqual([650, 650]);
  });

  test('those that wait or end by themselves stay as they are', () => {
    const log = new Log();
    many(log, 70, (n) => ({ expiresAt: NOW + 900 * DAY + n }));
    many(log, 70, (n) => ({ lot: `w${n}`, activeAt: NOW + 900 * DAY }));
    const { lots } = log.at(NOW + DAY);
    expect([lots.length, lots.some(({ source }) => source.kind === 'merged')]).toEqual([140, false]);
  });

  test('those that live as long as the member is active are one where they end together', () => {
    const log = new Log();
    const expiry = (on: string) => ({ unit: 'days', n: 90, timeZone: 'UTC', idle: { of: 'lots', on: [on] } }) as const;
    const ends = NOW + 90 * DAY;
    many(log, 67, () => ({ expiresAt: ends, expiry: expiry('a') }));
    many(log, 66, (n) => ({ lot: `b${n}`, expiresAt: ends, expiry: expiry('b') }));
    many(log, 66, (n) => ({ lot: `c${n}`, expiresAt: ends + 1, expiry: expiry('a') }));
    const merged = () =>
      log.at(NOW + DAY).lots.flatMap(({ id, points, source }) => (source.kind === 'merged' ? [`${id} ${points}`] : []));
    expect(merged()).toEqual(['merged.0.1 30', 'merged.b0 20', 'merged.c0 20']);
    expect([log.state.lots.length, sum(log.state)]).toEqual([195, 1_990]);
    // What is merged already keeps its name when more is merged into it.
    log.tell(NOW + DAY, lot('d', { at: NOW + DAY, expiresAt: ends, expiry: expiry('a') }));
    expect(merged()[0]).toBe('merged.0.1 40');
    // One that was told that it is about to end is not one with those that were not.
    log.tell(NOW + DAY, { kind: 'expiry.warned', lots: ['merged.0.1'], points: 40, expiresAt: ends, at: NOW + DAY });
    log.tell(NOW + DAY, lot('e', { at: NOW + DAY, expiresAt: ends, expiry: expiry('a') }));
    expect(merged()[0]).toBe('merged.0.1 40');
    expect(log.state.lots[0]?.warned).toBe(true);
  });
});

describe('of what tiers count', () => {
  const counted = (when: number, points: number, subject = 's', until = NOW + 900 * DAY): Change => ({
    kind: 'tier.counted',
    count: 'active',
    at: when,
    points,
    subject,
    until,
  });

  test('points go once no window reaches them, whether they are the latest or not', () => {
    const log = new Log();
    log.tell(NOW, ...Array.from({ length: 300 }, (_, n) => counted(NOW + n, 1, `s${n}`, NOW + DAY + n)));
    const { qualifying, qualifyingBefore } = log.at(NOW);
    expect([qualifyingBefore.length, qualifying.length, qualifying[0]?.subject]).toEqual([172, 128, 's172']);
    log.at(NOW + DAY + 2);
    expect([log.state.qualifyingBefore.length, log.state.qualifyingBefore[0]?.subject]).toEqual([169, 's3']);
    log.at(NOW + DAY + 200);
    expect([log.state.qualifyingBefore.length, log.state.qualifying.length, log.state.qualifying[0]?.subject]).toEqual([
      0,
      99,
      's201',
    ]);
    expect(log.state.qualified).toEqual({ active: 300, earned: 0 });
  });

  test('late ones take their place by their instant, and are taken from where they stand', () => {
    const log = new Log();
    log.tell(NOW, ...Array.from({ length: 300 }, (_, n) => counted(NOW + 10 * n, 1, `s${n}`)));
    log.at(NOW);
    const all = () => [...log.state.qualifyingBefore, ...log.state.qualifying];
    log.tell(NOW, counted(NOW + 55, 3, 'early'), counted(NOW + 2_005, 4, 'late'), counted(NOW + 50, 5, 'same'));
    expect(all().map(({ at: when }) => when)).toEqual(
      all()
        .map(({ at: when }) => when)
        .sort((a, b) => a - b),
    );
    expect(log.state.qualifyingBefore.slice(5, 9).map(({ subject }) => subject)).toEqual(['s5', 'same', 'early', 's6']);
    expect(log.state.qualifying.findIndex(({ subject }) => subject === 'late')).toBe(29);
    log.tell(NOW, counted(NOW + 55, -1, 'early'), counted(NOW + 2_005, -4, 'late'), counted(NOW + 50, -9, 'same'));
    log.tell(NOW, counted(NOW + 60, -1, 'other'), counted(NOW + 61, -1, 's6'));
    const points = (subject: string) => all().find((one) => one.subject === subject)?.points;
    expect(['early', 'late', 'same', 's5', 's6'].map(points)).toEqual([2, undefined, undefined, 1, 1]);
    expect(log.state.qualified.active).toBe(300 + 3 + 4 + 5 - 1 - 4 - 9 - 1 - 1);
    // Between the ones that are kept together and the latest.
    log.tell(NOW, counted(NOW + 1_715, 6, 'between'), {
      ...counted(NOW + 1_715, 1, 'between'),
      count: 'earned',
    } as Change);
    expect([
      log.state.qualifyingBefore.at(-1)?.subject,
      log.state.qualifying.slice(0, 2).map(({ count }) => count),
    ]).toEqual(['s171', ['active', 'earned']]);
    log.tell(NOW, counted(NOW + 1_715, -6, 'between'));
    expect(log.state.qualifying[0]).toMatchObject({ subject: 'between', count: 'earned', points: 1 });
  });

  test('spending is counted by the quarter of an hour, in order, and found again to be taken back', () => {
    const log = new Log();
    const spent = (when: number, n: number): Change => ({
      kind: 'tallied',
      metric: 'spend',
      n,
      at: when,
      subject: null,
    });
    const items = () => log.state.measured.spend?.items;
    const quarter = 15 * 60_000;
    log.tell(NOW, spent(NOW + quarter, 5), spent(NOW + 2 * quarter - 1, 6), spent(NOW, 2), spent(NOW + 2 * quarter, 1));
    expect(items()).toEqual([
      [NOW, 2],
      [NOW + quarter, 11],
      [NOW + 2 * quarter, 1],
    ]);
    log.tell(NOW, spent(NOW + quarter, -11), spent(NOW, -1), spent(NOW - DAY, -4));
    expect(items()).toEqual([
      [NOW, 1],
      [NOW + 2 * quarter, 1],
    ]);
    expect(log.state.measured.spend?.total).toBe(-2);
    log.tell(NOW, { kind: 'counter.moved', counter: 'miles', n: -3, at: NOW, subject: null });
    expect(log.state.measured['counter:miles']).toEqual({ total: -3, items: [[NOW, -3]] });
    log.tell(NOW, { kind: 'tallied', metric: 'points.earned', n: 5, at: NOW, subject: null });
    expect(Object.keys(log.state.measured)).toEqual(['spend', 'counter:miles']);
  });

  test('what is old and plenty is kept by the day, and what no window reaches is not', () => {
    const log = new Log();
    const ordered = (when: number, n = 1): Change => ({
      kind: 'tallied',
      metric: 'orders',
      n,
      at: when,
      subject: null,
    });
    const items = () => log.state.measured.orders?.items ?? [];
    for (let n = 0; n < 400; n += 1) log.tell(NOW, ordered(NOW + n * 6 * HOUR));
    const old = NOW + 140 * DAY;
    expect(log.at(old) && items().length).toBe(400);
    log.tell(old, ordered(NOW + 100 * DAY));
    log.at(old);
    // A hundred days of four: those before the hundredth are one each.
    expect(items().length).toBe(101);
    expect([items()[0], items()[99], items()[100]]).toEqual([
      [NOW, 4],
      [NOW + 99 * DAY, 4],
      [NOW + 100 * DAY, 1],
    ]);
    // Taken back by the instant that it had.
    log.tell(old, ordered(NOW + 99 * DAY + 6 * HOUR, -1), ordered(NOW + 7 * HOUR, -1));
    expect([items()[0], items()[99], log.state.measured.orders?.total]).toEqual([[NOW, 3], [NOW + 99 * DAY, 3], 399]);
    log.at(NOW + 800 * DAY - 1);
    expect(items()[0]).toEqual([NOW, 3]);
    log.at(NOW + 800 * DAY);
    expect([items()[0], log.state.measured.orders?.total]).toEqual([[NOW + DAY, 4], 399]);
  });
});

describe('of streaks', () => {
  test('two hundred freezes that came and fifty pauses are kept, and orders as far back as late facts come', () => {
    const log = new Log();
    const unit = 20_000;
    const kept = (of: number, subject?: string): Change => ({
      kind: 'streak.kept',
      streak: 's',
      unit: of,
      at: NOW,
      per: 'day',
      zone: 'UTC',
      ...(subject ? { subject } : {}),
    });
    log.tell(NOW, kept(unit, 'order:old'), kept(unit + 1, 'order:new'));
    for (let n = 0; n < 210; n += 1)
      log.tell(NOW, { kind: 'streak.frozen', streak: 's', n: 1, most: 3, unit: unit + n, cause: { kind: 'start' } });
    for (let n = 0; n < 60; n += 1)
      log.tell(NOW, { kind: 'streak.paused', streak: 's', from: unit + 10 + n, to: unit + 10 + n, at: NOW });
    const streak = () => log.state.streaks.s;
    expect([
      streak()?.gives.length,
      streak()?.gives[0]?.unit,
      streak()?.pauses.length,
      streak()?.pauses[0]?.[0],
    ]).toEqual([200, unit + 10, 50, unit + 20]);
    log.tell(NOW, kept(unit + 35));
    expect(Object.keys(streak()?.orders ?? {})).toEqual([String(unit), String(unit + 1)]);
    log.tell(NOW, kept(unit + 36));
    expect(Object.keys(streak()?.orders ?? {})).toEqual([String(unit + 1)]);
    // What no late fact can change any more is the beginning of the rest.
    expect(streak()?.runs.map(({ from, to }) => [from - unit, to - unit])).toEqual([
      [0, 1],
      [35, 36],
    ]);
    log.tell(NOW, kept(unit + 37));
    expect(streak()?.runs.map(({ from, to }) => [from - unit, to - unit])).toEqual([[35, 37]]);
    expect(streak()).toMatchObject({ best: 3, base: { current: 2, start: unit, last: unit + 1 } });
    expect(Object.keys(streak()?.orders ?? {})).toEqual([]);
  });
});
