import { afterEach, describe, expect, test } from 'vitest';
import { ORIGIN } from '../doors/support/house.ts';
import { eventually, type Story, tell } from './support/story.ts';

let story: Story;
afterEach(() => story?.[Symbol.asyncDispose]());

describe('the cosmetics brand that pays for reviews', () => {
  test('reviews count once they are approved and of something bought; photos and looks too, up to a point', async () => {
    story = await tell('cosmetics-reviews', '2026-03-02T08:00:00Z');
    await story.join('cleo');
    const review = (sku: string, more: object = {}) =>
      story.event('review.approved', 'cleo', { sku, verified: true, ...more });
    expect((await review('lip', { photos: 2 })).points).toMatchObject({ available: 50 });
    // One a day.
    expect((await review('eye')).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    await story.later({ days: 1 });
    expect((await story.event('review.approved', 'cleo', { sku: 'nail', verified: false })).entry.awards).toEqual([]);
    expect(
      await story.refusal('POST', '/v1/events', {
        type: 'review.approved',
        key: 'x',
        member: 'cleo',
        data: { sku: 'x' },
      }),
    ).toBe('bad_request');
    for (let day = 0; day < 5; day += 1) {
      await review(`s${day}`);
      await story.later({ days: 1 });
    }
    // The same thing reviewed again on another day is no other thing; a preview says so before.
    const again = { type: 'review.approved', member: 'cleo', data: { sku: 'lip', verified: true, photos: 1 } };
    const nothing = [
      { rule: 'review', points: 0, clippedBy: 'limit' },
      { rule: 'photo', points: 0, clippedBy: 'limit' },
    ];
    expect((await story.ask('POST', '/v1/preview', { event: again })).awards).toMatchObject(nothing);
    expect((await review('lip', { photos: 1 })).entry.awards).toMatchObject(nothing);
    // Five a month; the fifth of those that count brought the badge.
    const cleo = await story.member('cleo');
    expect(cleo.badges.find(({ id }: { id: string }) => id === 'critic').earnedAt).not.toBe(null);
    expect(cleo.points.available).toBe(50 + 4 * 30 + 100);

    await story.order('cleo', 'o1', [{ unitPrice: 8_000 }]);
    await story.refund('o1', { amount: 8_000 });
    expect((await story.member('cleo')).points.pending).toBe(0);

    // Somebody comes by a link of hers: once for each visitor, and not for her own browser.
    const link = { product: 'lip', url: `${ORIGIN}/lip`, visitor: 'cleos-own-browser' };
    const share = await story.as('cleo', 'share', link);
    for (const visitor of ['cleos-own-browser', 'visitor-one', 'visitor-one', 'visitor-two'])
      await story.house.fetch(`/p/${story.house.program.publishableKey}/trpc/storefront.arrive`, {
        method: 'POST',
        headers: { origin: ORIGIN, 'content-type': 'application/json' },
        body: JSON.stringify({ code: share.code, visitor }),
      });
    expect((await story.member('cleo')).points.available).toBe(50 + 4 * 30 + 100 + 2 * 2);

    // The month's board closes, and the three first are given their prize.
    await story.event('photo.approved', 'cleo', { sku: 'lip' });
    await eventually(
      () => story.ask('GET', '/v1/leaderboards/looks'),
      ({ members }) => members === 1,
    );
    await story.until('2026-04-02T08:00:00Z');
    await eventually(
      () => story.balance('cleo'),
      (balance) => balance === 50 + 4 * 30 + 100 + 4 + 15 + 200,
    );
    // A month's end: reviews count again, five of them.
    expect((await review('blush')).entry.awards).toMatchObject([{ rule: 'review', points: 30 }]);
    await story.later({ days: 400 });
    expect(await story.balance('cleo')).toBe(0);
  });
});

describe('the game season', () => {
  const win = (member: string, score: number) => story.event('match.won', member, { score });
  const balanceOf = (member: string, n: number) =>
    eventually(
      () => story.balance(member),
      (balance) => balance === n,
    );

  test('the best score counts, gems come by the day and the level, and the season ends with prizes that ties share', async () => {
    story = await tell('game-season', '2027-03-20T08:00:00Z');
    for (const member of ['ida', 'jon', 'kim']) await story.join(member);
    await win('ida', 900);
    await win('ida', 400);
    await win('jon', 900);
    await win('kim', 100);
    const { rows } = await eventually(
      () => story.ask('GET', '/v1/leaderboards/season'),
      ({ members }) => members === 3,
    );
    expect(rows.map(({ place, score }: { place: number; score: number }) => [place, score])).toEqual([
      [1, 900],
      [1, 900],
      [3, 100],
    ]);
    // A match has a score, and one that can be.
    const cheat = { type: 'match.won', key: 'cheat', member: 'kim', data: { score: 1_000_001 } };
    expect(await story.refusal('POST', '/v1/events', cheat)).toBe('bad_request');
    // Fifty gems a day at most; those of the shop go back with the goods.
    for (let n = 0; n < 9; n += 1) await win('kim', 50);
    expect((await win('kim', 50)).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    await story.order('kim', 'o1', [{ unitPrice: 1_000 }]);
    expect(await story.balance('kim')).toBe(50 + 100);
    await story.refund('o1', { amount: 1_000 });
    expect(await story.balance('kim')).toBe(50);
    // A level that is played again is completed once, for gems and for the challenge of three.
    const level = (name: string) => story.event('level.completed', 'kim', { level: name });
    expect((await level('caves')).entry.awards).toMatchObject([{ points: 10 }]);
    expect((await level('caves')).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    await level('caves');
    const has = async () => (await story.member('kim')).badges.find(({ id }: { id: string }) => id === 'all-rounder');
    expect((await has())?.earnedAt ?? null).toBe(null);
    await level('towers');
    await level('harbour');
    expect((await has()).earnedAt).not.toBe(null);
    expect(await story.balance('kim')).toBe(50 + 30 + 100);

    // On 31 March gems end that are older than a month; these are not.
    await story.until('2027-04-01T12:00:00Z');
    await balanceOf('ida', 10 + 750);
    await balanceOf('jon', 5 + 750);
    await balanceOf('kim', 180 + 500);
    // A skin of the season: one for each.
    expect(await story.redeem('kim', 'skin')).toMatchObject({
      cost: 300,
      coupon: { give: { product: 'SKIN-WINTER' } },
    });
    expect(await story.refusal('POST', '/v1/redemptions', { key: 'more', member: 'kim', reward: 'skin' })).toBe(
      'limit',
    );
    await story.until('2027-09-30T21:59:59Z');
    expect(await story.balance('kim')).toBe(380);
    await story.until('2027-09-30T22:00:00Z');
    expect(await story.balance('kim')).toBe(0);
  });

  test('at its end: a match that is told late counts for six hours, three on one place share it, and what is closed stands', async () => {
    story = await tell('game-season', '2027-03-31T19:00:00Z');
    for (const member of ['ida', 'jon', 'kim', 'lou']) await story.join(member);
    await story.order('ida', 'o1', [{ unitPrice: 2_000 }]);
    for (const member of ['ida', 'jon']) await win(member, 700);
    await win('lou', 300);
    const told = (member: string, score: number, occurredAt: string) =>
      story.ask('POST', '/v1/events', {
        type: 'match.won',
        key: `${member}-${score}`,
        member,
        occurredAt,
        data: { score },
      });
    const rows = async (period = '') =>
      (await story.ask('GET', `/v1/leaderboards/season${period}`)).rows.map(
        ({ place, score }: { place: number; score: number }) => [place, score],
      );
    // The season of Paris ends at 22:00 UTC: what was won at its last second and told at the last of the hold is in it.
    await story.until('2027-03-31T22:30:00Z');
    await win('lou', 999_999);
    await told('kim', 700, '2027-03-31T21:59:59Z');
    await told('kim', 900_000, '2027-03-31T22:00:00Z');
    await eventually(rows, (found) => found.length === 4);
    await story.until('2027-04-01T04:00:00Z');
    await told('lou', 800_000, '2027-03-31T21:59:59Z');
    await story.until('2027-04-01T12:00:00Z');
    // (1000 + 500 + 500) / 3, rounded down, for three; 100 for the fourth.
    await balanceOf('jon', 5 + 666);
    await balanceOf('kim', 10 + 666);
    await balanceOf('lou', 15 + 100);
    await balanceOf('ida', 200 + 5 + 666);
    const closed = [
      [1, 700],
      [1, 700],
      [1, 700],
      [4, 300],
    ];
    expect(await rows('?period=winter-2026')).toEqual(closed);
    // What is given back later takes its own gems, and no prize.
    await story.refund('o1', { amount: 2_000 });
    expect(await story.balance('ida')).toBe(5 + 666);
    await win('lou', 950_000);
    expect(await rows('?period=winter-2026')).toEqual(closed);
    const { rows: periods } = await story.ask('GET', '/v1/leaderboards/season/periods');
    expect(periods).toHaveLength(1);
  });
});

describe('the returning advertiser’s voucher', () => {
  const charge = (orderId: string, unitPrice: number, data: object = {}, member = 'ad-1') =>
    story.order(member, orderId, [{ sku: 'clicks', unitPrice }], data);
  const enter = (code = 'BACK150') => story.event('voucher.entered', 'ad-1', { code });
  const credits = async (): Promise<{ code: string; state: string; left: number }[]> =>
    (await story.member('ad-1')).coupons.filter(({ reward }: { reward: string }) => reward === 'credit');
  const open = async () => (await credits()).filter(({ state }) => state === 'open');
  const one = async () => (await eventually(open, (found) => found.length === 1))[0]?.code ?? '';
  const paid = (code: string, amount: number) => ({ paidWith: [{ kind: 'store_credit', code, amount }] });
  test('code by a deadline, spend first, credit later, used in parts, with an end of its own, once', async () => {
    story = await tell('advertiser-voucher', '2026-11-20T08:00:00Z');
    await story.join('ad-1');
    // What was spent before the code does not count, and an account in use is none that has lapsed.
    await charge('c0', 20_000);
    await enter();
    await charge('c1', 20_000);
    expect(await credits()).toEqual([]);
    // Half a year without a charge.
    await story.until('2027-06-20T08:00:00Z');
    await enter('BACK105');
    await enter('back150');
    // What was spent before and is told only now was spent before.
    await story.ask('POST', '/v1/events', {
      type: 'order.paid',
      key: 'before',
      member: 'ad-1',
      occurredAt: '2027-06-19T08:00:00Z',
      data: { orderId: 'before', currency: 'EUR', total: 20_000, subtotal: 20_000 },
    });
    expect(await credits()).toEqual([]);
    await charge('c2', 10_000);
    await charge('c3', 4_999);
    expect(await credits()).toEqual([]);
    await charge('c4', 1);
    // It comes by an entry of its own, a moment later.
    expect(await eventually(open, (found) => found.length === 1)).toMatchObject([{ left: 15_000 }]);
    // A charge that is given back takes with it what it had brought, as long as nothing of it was used.
    await story.refund('c3', { amount: 4_999 });
    await eventually(open, (found) => found.length === 0);
    await charge('c5', 8_000);
    const code = await one();
    await story.later({ days: 1 });
    await charge('c6', 9_000, paid(code, 9_000));
    await charge('c7', 9_000, paid(code, 2_000));
    const left = async () => (await story.ask('GET', `/v1/coupons/${code}`)).coupon.left;
    expect(await left()).toBe(4_000);
    // Of what was used nothing is taken back, whatever becomes of the charges that had brought it.
    await story.refund('c5', { amount: 8_000 });
    expect(await left()).toBe(4_000);
    // A charge that it paid comes back, and so does its part.
    await story.refund('c7', { amount: 9_000 });
    await eventually(left, (n) => n === 6_000);
    // Once.
    await enter();
    await charge('c8', 20_000);
    // A second one would come by an entry of its own.
    await story.later({});
    expect(await open()).toHaveLength(1);
    // Nobody is offered it for points, and nobody can buy it.
    expect((await story.member('ad-1')).rewards).toEqual([]);
    const buy = { key: 'buy', member: 'ad-1', reward: 'credit' };
    expect(await story.refusal('POST', '/v1/redemptions', buy)).toBe('reward_unavailable');
    // Sixty days from the moment in which it came, between one part and the next.
    await story.until('2027-08-19T07:59:59Z');
    await charge('c9', 1_000, paid(code, 1_000));
    expect(await left()).toBe(5_000);
    await story.until('2027-08-19T08:00:00Z');
    expect((await story.ask('GET', `/v1/coupons/${code}`)).usable).toBe(false);
  });

  test('neither a new account nor a code after the deadline brings anything, and sixty days are sixty days', async () => {
    story = await tell('advertiser-voucher', '2026-11-20T08:00:00Z');
    await story.join('ad-1');
    await enter();
    await charge('c1', 20_000);
    expect(await credits()).toEqual([]);
    // 179 days are not half a year; 180 are.
    await story.until('2027-05-19T06:59:59Z');
    await enter();
    await story.until('2027-05-19T07:00:00Z');
    await enter();
    // On the sixtieth day all that is missing comes too late by a second.
    await story.until('2027-07-18T06:59:59Z');
    await charge('c2', 14_999);
    await story.until('2027-07-18T07:00:00Z');
    await charge('c3', 15_000);
    expect(await credits()).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test('the deadline is the end of its day where the programme is', async () => {
    story = await tell('advertiser-voucher', '2026-11-20T08:00:00Z');
    for (const member of ['ad-1', 'ad-2']) {
      await story.join(member);
      await charge(`first-${member}`, 100, {}, member);
    }
    const has = async (member: string) =>
      (await story.member(member)).coupons.filter(({ reward }: { reward: string }) => reward === 'credit').length;
    await story.until('2027-06-30T21:59:59Z');
    await enter();
    await story.until('2027-06-30T22:00:00Z');
    await story.event('voucher.entered', 'ad-2', { code: 'BACK150' });
    for (const member of ['ad-1', 'ad-2']) await charge(`next-${member}`, 15_000, {}, member);
    await eventually(
      () => has('ad-1'),
      (n) => n === 1,
    );
    expect(await has('ad-2')).toBe(0);
    // It is the account's own, and no more than it is.
    const code = await one();
    const other = await charge('other', 1_000, paid(code, 1_000), 'ad-2');
    expect(other.entry.silent).toMatchObject([{ kind: 'coupon', reason: 'coupon_not_yours' }]);
    const more = await charge('more', 20_000, paid(code, 15_001));
    expect(more.entry.silent).toMatchObject([{ kind: 'coupon' }]);
    expect((await story.ask('GET', `/v1/coupons/${code}`)).coupon.left).toBe(15_000);
  });
});
