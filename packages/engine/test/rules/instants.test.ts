import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Command, changesAt, type Entry, settled } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
let made = 0;

const begun = (input: Partial<ProgramInput> = {}, joined = true) =>
  new Story(programOf(input)).member('m', NOW, { joined });
const ask = (story: Story, asked: { kind: Command['kind'] } & Record<string, unknown>, when = NOW): Entry =>
  story.submit('m', { key: `k${++made}`, body: '', ...asked } as Command, when);
const iso = (when: number | null | undefined) => when && new Date(when).toISOString().replace(/:00\.000Z$/, '');
const due = (entry: Entry | undefined) => iso(entry?.due);
const settle = (story: Story, when: number) => ask(story, { kind: 'settle' }, when);

describe('the next instant at which something of a log falls due by itself', () => {
  test('is the next day on which the member has joined a number of years ago, and nobody’s who has not, or is gone', () => {
    const story = begun();
    const [first, second] = [at('2027-03-09T23:00:00Z'), at('2028-03-09T23:00:00Z')];
    expect(story.log('m').map(due)).toEqual([undefined, '2027-03-09T23:00']);
    expect([due(settle(story, first - 1)), due(settle(story, first)), due(settle(story, second - 1))]).toEqual([
      '2027-03-09T23:00',
      '2028-03-09T23:00',
      '2028-03-09T23:00',
    ]);
    expect(due(begun({ enrol: 'explicit' }, false).log('m')[0])).toBe(undefined);
    expect(due(ask(story, { kind: 'close', reason: 'erased', into: null }, second))).toBe(undefined);
    const evening = new Story(programOf({ timeZone: 'America/New_York' })).member('m', at('2026-03-01T03:00:00Z'));
    expect(due(evening.log('m').at(-1))).toBe('2027-02-28T05:00');
  });

  test('is whatever comes first: points that wait or end, what is held, a warning, a tier that lapses', () => {
    const story = begun({
      rules: [
        { id: 'waits', on: 'a.done', earn: 5, pending: { days: 3 }, expiry: { days: 20 } },
        { id: 'ends', on: 'b.done', earn: 5, expiry: { days: 9 } },
      ],
      points: { warn: { days: 4 } },
      checkout: { points: 1, amount: 1, minimum: 1, step: 1, hold: { hours: 2 } },
      tiers: [{ id: 'gold', from: { orders: 9 } }],
    });
    const days = (entry: Entry) => ((entry.due ?? 0) - NOW) / DAY;
    expect(days(story.fact('m', 'b.done', {}, { at: NOW }))).toBe(5);
    expect(days(story.fact('m', 'a.done', {}, { at: NOW }))).toBe(3);
    expect(days(ask(story, { kind: 'grantTier', tier: 'gold', until: NOW + 2 * DAY, by: 'Z', why: 'w' }))).toBe(2);
    expect(days(ask(story, { kind: 'hold', hold: 'h', points: 5, goods: 100 }))).toBe(2 / 24);
    expect(days(ask(story, { kind: 'unhold', hold: 'h' }))).toBe(2);
    const at2 = settle(story, NOW + 2 * DAY);
    expect([days(at2), changesOf(at2, 'tier.changed').map(({ to }) => to)]).toEqual([3, [null]]);
    const at3 = settle(story, NOW + 3 * DAY);
    expect([days(at3), changesOf(at3, 'lot.activated').length]).toEqual([5, 1]);
    const at5 = settle(story, NOW + 5 * DAY);
    expect([days(at5), changesOf(at5, 'expiry.warned').map(({ points }) => points)]).toEqual([9, [5]]);
    const at9 = settle(story, NOW + 9 * DAY);
    // The other one ends by the clock of summer, twenty days after it was there.
    expect([days(at9), changesOf(at9, 'lot.expired').map(({ points }) => points)]).toEqual([19 - 1 / 24, [5]]);
  });

  test('is now where the member is in a segment that nobody has written down', () => {
    const story = begun({ segments: [{ id: 's', when: { 'member.orders': { $gte: 1 } } }] });
    const entry = story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(entry.due).toBe(NOW);
    const moved = story.fact('m', 'segment.entered', { segment: 's', n: 1 }, { at: NOW });
    expect(due(moved)).toBe('2027-03-09T23:00');
  });
});

describe('what a member sees changes by itself', () => {
  /** The instants at which it does, one after another. */
  const turns = (story: Story, from = NOW) => {
    const found: unknown[] = [];
    for (let next: number | null = from; found.length < 12; ) {
      const { state } = settled(story.program, story.states.get('m') as never, next);
      next = changesAt(story.program, state);
      if (next === null) return found;
      found.push(iso(next));
    }
    return found;
  };

  test('with the dates of challenges, rewards and rights, and not once they are over', () => {
    const dates = (from: number, until: number) => ({
      from: new Date(NOW + from * DAY).toISOString(),
      until: new Date(NOW + until * DAY).toISOString(),
    });
    const story = begun({
      rules: [],
      challenges: [{ id: 'c', steps: [{ on: 'a.done', times: 1 }], grant: { points: 1 }, ...dates(1, 6) }],
      rewards: [{ id: 'tea', cost: 1, give: { product: 'tea' }, ...dates(2, 5) }],
      access: [
        { entitlement: 'door', ...dates(3, 4) },
        { entitlement: 'gate', ...dates(-4, 0) },
      ],
    });
    expect(turns(story)).toEqual([1, 2, 3, 4, 5, 6].map((n) => iso(NOW + n * DAY)));
    expect(turns(story, NOW + 5 * DAY)).toEqual([iso(NOW + 6 * DAY)]);
  });

  test('with coupons that may still be used, rights that were bought, and points', () => {
    const story = begun({
      rules: [{ id: 'r', on: 'a.done', earn: 50, expiry: { days: 9 } }],
      rewards: [
        { id: 'off', cost: 1, give: { discount: { amount: 100 } }, couponValid: { days: 5 } },
        { id: 'door', cost: 1, give: { access: 'door', lasts: { days: 7 } } },
      ],
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    const buy = (reward: string, redemption: string) => ask(story, { kind: 'redeem', redemption, reward });
    const [used, cancelled, open] = ['a', 'b', 'c'].map((id) => buy('off', id));
    const code = changesOf(used as Entry, 'coupon.issued')[0]?.coupon.code;
    ask(story, { kind: 'use', use: 'u', code, amount: null, subject: null });
    ask(story, { kind: 'cancel', redemption: changesOf(cancelled as Entry, 'redeemed')[0]?.redemption });
    buy('door', 'd');
    // The point that came back has its days of grace.
    const graced = '2026-04-09T11:00';
    expect([open?.outcome, turns(story)]).toEqual(['applied', [...[5, 7, 9].map((n) => iso(NOW + n * DAY)), graced]]);
    const none = begun({
      rewards: [{ id: 'off', cost: 1, give: { discount: { amount: 100 } }, couponValid: { days: 5 } }],
      rules: [{ id: 'r', on: 'a.done', earn: 1 }],
    });
    none.fact('m', 'a.done', {}, { at: NOW });
    const only = ask(none, { kind: 'redeem', redemption: 'a', reward: 'off' });
    ask(none, {
      kind: 'use',
      use: 'u',
      code: changesOf(only, 'coupon.issued')[0]?.coupon.code,
      amount: null,
      subject: null,
    });
    expect(turns(none)).toEqual([]);
  });

  test('with a challenge’s round and rest, and with what leaves the window of the next tier', () => {
    const story = begun({
      rules: [{ id: 'r', on: 'order.paid', earn: { points: 1, per: 100 } }],
      challenges: [
        {
          id: 'c',
          steps: [{ on: 'a.done', times: 2 }],
          within: { days: 3 },
          repeat: 'ever',
          cooldown: { days: 4 },
          grant: { points: 1 },
        },
        { id: 'd', steps: [{ on: 'b.done', times: 2 }], grant: { points: 1 } },
      ],
      tiers: [
        { id: 'plain', from: { points: 0 } },
        { id: 'gold', from: { points: 100, within: { days: 10 } } },
        { id: 'top', from: { points: 900 } },
      ],
    });
    expect(turns(story)).toEqual([]);
    story.order('m', 'o', { total: 5_000 }, { at: NOW });
    story.fact('m', 'a.done', {}, { at: NOW + DAY });
    story.fact('m', 'b.done', {}, { at: NOW + DAY });
    expect(turns(story, NOW + DAY)).toEqual([4, 10].map((n) => iso(NOW + n * DAY)));
    story.fact('m', 'a.done', {}, { at: NOW + 2 * DAY });
    expect(turns(story, NOW + 2 * DAY)).toEqual([4, 6, 10].map((n) => iso(NOW + n * DAY)));
  });
});

describe('points that are given back', () => {
  const restore = { graceDays: 10 };
  const story = (expiry: object) => {
    const made_ = begun({
      points: { restore, expiry: expiry as never },
      rules: [{ id: 'r', on: 'a.done', earn: 50 }],
      rewards: [{ id: 'tea', cost: 20, give: { product: 'tea' } }],
    });
    made_.fact('m', 'a.done', {}, { at: NOW });
    return made_;
  };
  const buy = (of: Story, redemption: string, when = NOW) =>
    ask(of, { kind: 'redeem', redemption, reward: 'tea' }, when);
  const back = (of: Story, redemption: string, when: number) =>
    changesOf(ask(of, { kind: 'cancel', redemption }, when), 'lot.restored').map(
      ({ lot, into, points, expiresAt, graced }) => [
        lot === into ? 'same' : into,
        points,
        expiresAt && (expiresAt - NOW) / DAY,
        graced,
      ],
    );

  test('live as they did, where that is as long as the days of grace, or they do not end', () => {
    const long = story({ days: 15 });
    buy(long, 'a');
    buy(long, 'b');
    expect(back(long, 'a', NOW + 5 * DAY)).toEqual([['same', 20, 15, false]]);
    expect(back(long, 'b', NOW + 5 * DAY + 1)).toEqual([
      [expect.stringMatching(/^3\.1\+\d+$/), 20, 15 + 1 / DAY, true],
    ]);
    const ever = begun({
      points: { restore },
      rules: [{ id: 'r', on: 'a.done', earn: 50 }],
      rewards: [{ id: 'tea', cost: 20, give: { product: 'tea' } }],
    });
    ever.fact('m', 'a.done', {}, { at: NOW });
    buy(ever, 'a');
    expect(back(ever, 'a', NOW + 500 * DAY)).toEqual([['same', 20, null, false]]);
  });

  test('have the days of grace once: spent and given back again they end as they did', () => {
    const short = story({ days: 5 });
    buy(short, 'a');
    buy(short, 'b');
    // Nothing of the lot is left: it is made anew under its own name.
    const whole = story({ days: 5 });
    ask(whole, { kind: 'redeem', redemption: 'x', reward: 'tea' });
    expect(back(short, 'a', NOW + 3 * DAY)).toEqual([[expect.stringMatching(/\+/), 20, 13, true]]);
    expect(back(short, 'b', NOW + 9 * DAY)).toEqual([[expect.any(String), 20, 13, true]]);
    expect(short.points('m', NOW + 9 * DAY).available).toBe(40);
    buy(short, 'c', NOW + 9 * DAY);
    expect(back(short, 'c', NOW + 12 * DAY)).toEqual([[expect.any(String), 20, 13, true]]);
    expect(short.points('m', NOW + 13 * DAY).available).toBe(0);
    short.audit();
  });
});
