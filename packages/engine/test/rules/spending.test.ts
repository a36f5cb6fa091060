import { describe, expect, test } from 'vitest';
import { changesAt } from '../../src/index.ts';
import { changesOf, DAY, type Story } from '../story.ts';
import { available, begin, cancel, codeOf, type Give, NOW, redeem, selling, view } from './spending.ts';

describe('a reward gives what it says', () => {
  test.each<[string, Give, object]>([
    ['amount', { discount: { amount: 500 }, minimum: 2_000 }, { amount: 500 }],
    ['percent', { discount: { percent: 10 } }, { percent: 10 }],
    ['product', { product: 'mug' }, { product: 'mug' }],
    ['shipping', { shipping: 'free' }, { shipping: 'free' }],
    ['sample', { sample: 'tiny-mug' }, { sample: 'tiny-mug' }],
    ['gift_card', { giftCard: 2_500 }, { giftCard: 2_500 }],
    ['store_credit', { storeCredit: 2_500 }, { storeCredit: 2_500 }],
    ['event', { event: { name: 'Tasting', at: '2026-12-01T18:00:00Z' } }, { event: { name: 'Tasting' } }],
  ])('%s: as a code of that kind', (kind, give, fact) => {
    const story = selling(give);
    const entry = redeem(story);
    expect(changesOf(entry, 'coupon.issued')[0]?.coupon.give).toMatchObject(fact);
    const [coupon] = view(story).coupons;
    expect(coupon).toMatchObject({ kind, state: 'open', code: codeOf(entry) });
    expect(coupon?.give).toMatchObject('discount' in give ? { discount: give.discount } : give);
    expect(coupon?.minimum).toBe('minimum' in give ? give.minimum : null);
  });

  test('access: a right that is told, ends at its instant, is prolonged, and is withdrawn with its redemption', () => {
    const story = selling({ access: 'presale', lasts: { days: 2 } });
    expect(changesOf(redeem(story), 'coupon.issued')).toEqual([]);
    const iso = (when: number) => new Date(when).toISOString();
    expect(view(story).entitlements).toEqual([{ id: 'presale', since: iso(NOW), until: iso(NOW + 2 * DAY) }]);
    expect(changesAt(story.program, story.at('m', NOW + DAY))).toBe(NOW + 2 * DAY);
    expect(view(story, NOW + 2 * DAY).entitlements).toEqual([]);
    redeem(story, NOW + DAY, 'again');
    expect(view(story, NOW + 3 * DAY).entitlements[0]?.until).toBe(iso(NOW + 4 * DAY));
    cancel(story, NOW + DAY, 'again');
    expect(view(story, NOW + DAY).entitlements[0]?.until).toBe(iso(NOW + 2 * DAY));
    cancel(story, NOW + DAY);
    expect(view(story, NOW + DAY).entitlements).toEqual([]);
    expect(available(story, NOW + DAY)).toBe(1_000);
  });

  test('what is for ever is bought once', () => {
    for (const give of [{ access: 'club' }, { badge: 'friend' }] as const) {
      const story = selling(give);
      redeem(story);
      expect(redeem(story, NOW, 'r2')).toMatchObject({ outcome: 'refused', reason: 'already_yours' });
      cancel(story);
      expect(redeem(story, NOW, 'r3')).toMatchObject({ outcome: 'applied' });
    }
  });

  test('a badge is granted, and withdrawn with its redemption', () => {
    const story = selling({ badge: 'friend' });
    redeem(story);
    expect(view(story).badges.map(({ id }) => id)).toEqual(['friend']);
    cancel(story);
    expect(view(story).badges).toEqual([]);
  });

  test.each<[Give, 'money' | 'trees', number]>([
    [{ donation: 250, cause: 'sea' }, 'money', 250],
    [{ trees: 2, cause: 'sea' }, 'trees', 2],
  ])('%j: the cause gets it, and gives it back', (give, unit, n) => {
    const story = selling(give);
    expect(changesOf(redeem(story), 'gave')).toEqual([{ kind: 'gave', cause: 'sea', unit, n, redemption: 'r' }]);
    expect(changesOf(cancel(story), 'gave')).toEqual([{ kind: 'gave', cause: 'sea', unit, n: -n, redemption: 'r' }]);
  });
});

describe('a code of the shop’s own webhook', () => {
  const asking = () => selling({ product: 'x' }, { codes: { webhook: 'https://shop.example/codes' } });
  const deliver = (story: Story) =>
    story.submit('m', { kind: 'deliver', redemption: 'r', expiresAt: null, key: 'd', body: '' }, NOW);

  test('is asked for once the entry stands, and comes later', () => {
    const story = asking();
    const entry = redeem(story);
    expect(entry.effects).toMatchObject([{ kind: 'code', redemption: 'r', url: 'https://shop.example/codes' }]);
    expect(view(story).coupons).toEqual([]);
    const code = codeOf(deliver(story));
    expect(view(story).coupons).toMatchObject([{ code, redemption: 'r', state: 'open' }]);
  });

  test('comes too late for what was cancelled, and what never came gives the points back', () => {
    const cancelled = asking();
    redeem(cancelled);
    cancel(cancelled);
    expect(deliver(cancelled)).toMatchObject({ outcome: 'refused', reason: 'already_cancelled' });
    expect(view(cancelled).coupons).toEqual([]);
    const failed = asking();
    redeem(failed);
    const given = failed.submit('m', { kind: 'cancel', redemption: 'r', undelivered: true, key: 'u', body: '' }, NOW);
    expect(given).toMatchObject({ outcome: 'applied', reason: 'code_not_delivered' });
    expect(available(failed)).toBe(1_000);
  });
});

describe('why a reward cannot be had', () => {
  const reasonOf = (story: Story, when = NOW, left: Record<string, number | null> = {}) =>
    view(story, when, left).rewards[0];

  test.each<[string, object, object]>([
    ['not_yet', { from: '2026-12-01T00:00:00Z' }, { from: '2026-12-01T00:00:00.000Z' }],
    ['no_longer', { until: '2026-11-01T00:00:00Z' }, { until: '2026-11-01T00:00:00.000Z' }],
    ['tier_too_low', { when: { 'member.tier': { $in: ['gold', 'black'] } } }, { tier: { id: 'gold', name: 'Gold' } }],
    // Noon in London is one o’clock in Paris, on a Monday.
    ['outside_hours', { when: { 'time.hour': { $gte: 18 } } }, {}],
    ['not_enough_points', { cost: 1_250 }, { missing: 250 }],
  ])('%s', (reason, rest, more) => {
    const tiers = [
      { id: 'gold', name: 'Gold', from: { points: 5_000 } },
      { id: 'black', from: { points: 9_000 } },
    ];
    const story = begin({ tiers, rewards: [{ id: 'it', cost: 70, give: { product: 'x' }, ...rest }] });
    expect(reasonOf(story)).toMatchObject({ available: false, reason, ...more });
    expect(redeem(story)).toMatchObject({ outcome: 'refused', reason });
  });

  test('a segment gates as any condition does', () => {
    const segments = [{ id: 'buyers', when: { 'member.orders': { $gte: 1 } } }];
    const when = { 'member.segments': 'buyers' };
    const story = begin({ segments, rewards: [{ id: 'it', cost: 70, give: { product: 'x' }, when }] });
    expect(reasonOf(story)).toBeUndefined();
    expect(redeem(story)).toMatchObject({ outcome: 'refused', reason: 'reward_unavailable' });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(redeem(story, NOW, 'r2')).toMatchObject({ outcome: 'applied' });
  });

  test('sold out, limit reached and until when, and what is secret is not told at all', () => {
    expect(reasonOf(selling({ product: 'x' }, { stock: 3 }), NOW, { it: 0 })).toMatchObject({
      reason: 'out_of_stock',
      left: 0,
    });
    const limited = selling({ product: 'x' }, { limit: { times: 2, per: 'month' } });
    redeem(limited);
    expect(reasonOf(limited)).toMatchObject({
      available: true,
      reason: null,
      limit: { left: 1, until: '2026-11-30T23:00:00.000Z' },
    });
    redeem(limited, NOW, 'r2');
    expect(reasonOf(limited)).toMatchObject({ available: false, reason: 'limit', limit: { left: 0 } });
    expect(reasonOf(selling({ product: 'x' }, { when: { 'member.attributes.staff': true } }))).toBeUndefined();
  });
});
