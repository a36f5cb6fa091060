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
    story.later({ days: 1 });
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
      story.later({ days: 1 });
    }
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
    story.until('2026-04-02T08:00:00Z');
    await eventually(
      () => story.balance('cleo'),
      (balance) => balance === 50 + 4 * 30 + 100 + 4 + 15 + 200,
    );
    // A month's end: reviews count again, five of them.
    expect((await review('blush')).entry.awards).toMatchObject([{ rule: 'review', points: 30 }]);
    story.later({ days: 400 });
    expect(await story.balance('cleo')).toBe(0);
  });
});

describe('the game season', () => {
  test('the best score counts, leagues run by the week, and the season ends with prizes that ties share', async () => {
    story = await tell('game-season', '2027-03-20T08:00:00Z');
    for (const member of ['ida', 'jon', 'kim']) await story.join(member);
    const win = (member: string, score: number) => story.event('match.won', member, { score });
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
    // Fifty gems a day at most; those of the shop go back with the goods.
    for (let n = 0; n < 9; n += 1) await win('kim', 50);
    expect((await win('kim', 50)).entry.awards).toMatchObject([{ points: 0, clippedBy: 'limit' }]);
    await story.order('kim', 'o1', [{ unitPrice: 1_000 }]);
    expect(await story.balance('kim')).toBe(50 + 100);
    await story.refund('o1', { amount: 1_000 });
    expect(await story.balance('kim')).toBe(50);

    // On 31 March gems end that are older than a month; these are not.
    story.until('2027-04-01T12:00:00Z');
    const prize = (n: number) => (balance: number) => balance === n;
    await eventually(() => story.balance('ida'), prize(10 + 750));
    await eventually(() => story.balance('jon'), prize(5 + 750));
    await eventually(() => story.balance('kim'), prize(50 + 500));
    story.until('2027-10-01T12:00:00Z');
    expect(await story.balance('kim')).toBe(0);
  });
});

describe('the returning advertiser’s voucher', () => {
  const charge = (orderId: string, unitPrice: number, data: object = {}) =>
    story.order('ad-1', orderId, [{ sku: 'clicks', unitPrice }], data);
  const enter = () => story.event('voucher.entered', 'ad-1', { code: 'BACK150' });
  const credits = async (): Promise<{ code: string; state: string; left: number }[]> =>
    (await story.member('ad-1')).coupons.filter(({ reward }: { reward: string }) => reward === 'credit');
  const open = async () => (await credits()).filter(({ state }) => state === 'open');

  test('code by a deadline, spend first, credit later, used in parts, with an end of its own, once', async () => {
    story = await tell('advertiser-voucher', '2026-11-20T08:00:00Z');
    await story.join('ad-1');
    // What was spent before the code does not count, and an account in use is none that has lapsed.
    await charge('c0', 20_000);
    await enter();
    await charge('c1', 20_000);
    expect(await credits()).toEqual([]);
    // Half a year without a charge.
    story.until('2027-06-20T08:00:00Z');
    await enter();
    await charge('c2', 10_000);
    expect(await credits()).toEqual([]);
    await charge('c3', 6_000);
    // It comes by an entry of its own, a moment later.
    expect(await eventually(open, (found) => found.length === 1)).toMatchObject([{ left: 15_000 }]);
    // A charge that is given back takes with it what it had brought, as long as nothing of it was used.
    await story.refund('c3', { amount: 6_000 });
    await eventually(open, (found) => found.length === 0);
    await charge('c4', 8_000);
    const [credit] = await eventually(open, (found) => found.length === 1);
    const code = credit?.code ?? '';
    await charge('c5', 9_000, { paidWith: [{ kind: 'store_credit', code, amount: 9_000 }] });
    await charge('c6', 9_000, { paidWith: [{ kind: 'store_credit', code, amount: 2_000 }] });
    expect((await story.ask('GET', `/v1/coupons/${code}`)).coupon.left).toBe(4_000);
    // Once.
    await enter();
    await charge('c7', 20_000);
    expect(await open()).toHaveLength(1);
    // Nobody is offered it for points, and nobody can buy it.
    expect((await story.member('ad-1')).rewards).toEqual([]);
    const buy = { key: 'buy', member: 'ad-1', reward: 'credit' };
    expect(await story.refusal('POST', '/v1/redemptions', buy)).toBe('reward_unavailable');
    story.later({ days: 61 });
    expect((await story.ask('GET', `/v1/coupons/${code}`)).usable).toBe(false);
  });

  test('neither a new account nor a code after the deadline brings anything', async () => {
    story = await tell('advertiser-voucher', '2026-11-20T08:00:00Z');
    await story.join('ad-1');
    await enter();
    await charge('c1', 20_000);
    expect(await credits()).toEqual([]);
    story.until('2027-07-02T08:00:00Z');
    await enter();
    await charge('c2', 20_000);
    expect(await credits()).toEqual([]);
  });
});
