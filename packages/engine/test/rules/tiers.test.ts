import { type ProgramInput, Program as ProgramSchema } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { memberView } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
const tier = (id: string, from: NonNullable<ProgramInput['tiers']>[number]['from'], more: object = {}) => ({
  id,
  ...(from ? { from } : {}),
  ...more,
});
const storyOf = (input: Partial<ProgramInput>) => new Story(programOf(input)).member('m', NOW);
const held = (story: Story, now: number) => story.at('m', now).tier.id;

describe('what tiers are reached by', () => {
  test('money spent, orders and counters, with refunds taken off', () => {
    const story = storyOf({
      counters: [{ id: 'miles' }],
      rules: [{ id: 'fly', on: 'flight.flown', earn: { points: 40, counter: 'miles' } }],
      tiers: [
        tier('spender', { spend: 10_000 }),
        tier('regular', { orders: 3 }),
        tier('flyer', { counter: { id: 'miles', n: 80 } }),
      ],
    });
    story.order('m', 'a', { total: 9_999 }, { at: NOW });
    expect(held(story, NOW)).toBe(null);
    story.order('m', 'b', { total: 1 }, { at: NOW + 1 });
    expect(held(story, NOW + 1)).toBe('spender');
    story.refund('m', 'b', { amount: 1 }, { at: NOW + 2 });
    story.order('m', 'c', { total: 100 }, { at: NOW + 3 });
    expect(held(story, NOW + 3)).toBe('spender');
    story.order('m', 'd', { total: 100 }, { at: NOW + 4 });
    expect(held(story, NOW + 4)).toBe('regular');
    story.fact('m', 'flight.flown', {}, { at: NOW + 5 });
    const view = memberView(story.program, story.at('m', NOW + 5), extras, NOW + 5, 'en');
    expect(view.tier.next).toMatchObject({ id: 'flyer', of: 'counter', counter: 'miles', points: 80, missing: 40 });
    story.fact('m', 'flight.flown', {}, { at: NOW + 6 });
    expect(held(story, NOW + 6)).toBe('flyer');
    story.audit();
  });

  test('friends whose first order counted', () => {
    const story = storyOf({ referral: { advocate: { points: 5 } }, tiers: [tier('host', { referrals: 1 })] });
    story.member('f', NOW, { joined: false });
    story.submit('f', { kind: 'join', referral: { advocate: 'm', code: 'M' }, key: 'join', body: '' }, NOW);
    story.deliver(NOW);
    expect(held(story, NOW)).toBe(null);
    story.order('f', 'x', { total: 1_000 }, { at: NOW + 1 });
    story.deliver(NOW + 1);
    expect(held(story, NOW + 1)).toBe('host');
  });

  test('a tier that is published later counts what was spent before', () => {
    const story = storyOf({});
    story.order('m', 'a', { total: 20_000 }, { at: NOW });
    story.publish(programOf({ tiers: [tier('gold', { spend: 15_000 }, { gift: { points: 50 } })] }));
    const entry = story.submit('m', { kind: 'settle', key: 's', body: '' }, NOW + DAY);
    expect(changesOf(entry, 'tier.changed')).toMatchObject([{ to: 'gold' }]);
    // RULES 10: raised at once, without entry gifts.
    expect(changesOf(entry, 'gift.given')).toEqual([]);
  });

  test.each([
    [{ points: 10, spend: 10 }, 'one of'],
    [{}, 'one of'],
    [{ counter: { id: 'none', n: 1 } }, 'there is no counter "none"'],
    [{ spend: 10, within: { years: 5 } }, 'two years'],
  ])('%o is refused with a sentence', (from, words) => {
    const parsed = ProgramSchema.safeParse({ name: 'x', currency: 'EUR', timeZone: 'UTC', tiers: [{ id: 'a', from }] });
    expect(JSON.stringify(parsed.error?.issues)).toContain(words.replaceAll('"', '\\"'));
  });
});

describe('years', () => {
  test('a calendar year is kept through the next, then judged by the year that ended', () => {
    const gold = tier('gold', { spend: 10_000, within: 'calendar-year' });
    const story = storyOf({ tiers: [gold] });
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(story.at('m', NOW).tier.until).toBe(at('2027-12-31T23:00:00Z'));
    expect(held(story, at('2027-12-31T22:59:59.999Z'))).toBe('gold');
    expect(held(story, at('2027-12-31T23:00:00Z'))).toBe(null);
    story.order('m', 'b', { total: 10_000 }, { at: at('2027-05-01T10:00:00Z') });
    expect(story.at('m', at('2027-05-01T10:00:00Z')).tier).toMatchObject({
      since: NOW,
      until: at('2028-12-31T23:00:00Z'),
    });
    expect(held(story, at('2028-06-01T00:00:00Z'))).toBe('gold');
    expect(held(story, at('2029-01-01T00:00:00Z'))).toBe(null);
  });

  test('`keeps: end` holds to the end of the year only', () => {
    const story = storyOf({ tiers: [tier('gold', { orders: 1, within: 'calendar-year', keeps: 'end' })] });
    story.order('m', 'a', { total: 1_000 }, { at: NOW });
    expect(held(story, at('2026-12-31T22:59:00Z'))).toBe('gold');
    expect(held(story, at('2026-12-31T23:00:00Z'))).toBe(null);
  });

  test('a membership year begins on the day of joining', () => {
    const story = storyOf({ tiers: [tier('gold', { orders: 2, within: 'membership-year' })] });
    story.order('m', 'a', { total: 1_000 }, { at: at('2027-03-09T12:00:00Z') });
    // Another year of membership has begun: the first order no longer counts.
    story.order('m', 'b', { total: 1_000 }, { at: at('2027-03-10T12:00:00Z') });
    expect(held(story, at('2027-03-10T12:00:00Z'))).toBe(null);
    story.order('m', 'c', { total: 1_000 }, { at: at('2027-03-11T12:00:00Z') });
    expect(story.at('m', at('2027-03-11T12:00:00Z')).tier).toMatchObject({
      id: 'gold',
      until: at('2029-03-09T23:00:00Z'),
    });
  });

  test('a tier’s year runs from reaching it', () => {
    const story = storyOf({ tiers: [tier('gold', { orders: 1, within: 'tier-year' })] });
    story.order('m', 'a', { total: 1_000 }, { at: NOW });
    expect(story.at('m', NOW).tier.until).toBe(at('2027-03-10T12:00:00Z'));
    story.order('m', 'b', { total: 1_000 }, { at: at('2026-09-01T12:00:00Z') });
    expect(story.at('m', at('2027-03-10T12:00:00Z')).tier).toMatchObject({
      id: 'gold',
      until: at('2028-03-10T12:00:00Z'),
    });
    expect(held(story, at('2028-03-10T12:00:00Z'))).toBe(null);
  });
});

describe('going down', () => {
  const ladder = (more: object) => [
    tier('silver', { points: 10, within: { months: 12 } }),
    tier('gold', { points: 100, within: { months: 12 } }),
    tier('black', { points: 1_000, within: { months: 12 } }, more),
  ];
  const LAPSE = at('2027-03-10T12:00:00Z');

  test.each([
    ['all', null],
    ['one', 'gold'],
    ['none', 'black'],
  ] as const)('`downgrade: %s` leaves %s', (downgrade, left) => {
    const story = storyOf({ tiers: ladder({ downgrade }) });
    story.order('m', 'a', { total: 100_000 }, { at: NOW });
    expect(held(story, LAPSE - 1)).toBe('black');
    expect(held(story, LAPSE)).toBe(left);
  });

  test('grace keeps it a while, and it is kept for good if it is met meanwhile', () => {
    const story = storyOf({ tiers: ladder({ grace: { days: 10 } }) });
    story.order('m', 'a', { total: 100_000 }, { at: NOW });
    expect(held(story, LAPSE + 10 * DAY - 1)).toBe('black');
    expect(held(story, LAPSE + 10 * DAY)).toBe(null);
    const view = memberView(story.program, story.at('m', LAPSE), extras, LAPSE, 'en');
    expect(view.tier.keep).toEqual({
      missing: 1_000,
      by: new Date(LAPSE + 10 * DAY).toISOString(),
      grace: true,
      warned: false,
    });
    story.order('m', 'b', { total: 100_000 }, { at: LAPSE + DAY });
    expect(story.at('m', LAPSE + 20 * DAY)).toMatchObject({ tier: { id: 'black', since: NOW }, tierGrace: null });
    story.audit();
  });

  test('a warning comes ahead, once, and only if the tier would be lost', () => {
    const story = storyOf({ tiers: ladder({ warn: { days: 30 } }) });
    story.order('m', 'a', { total: 90_000 }, { at: NOW });
    story.order('m', 'b', { total: 20_000 }, { at: NOW + DAY });
    const until = at('2027-03-11T12:00:00Z');
    const told = story.submit('m', { kind: 'settle', key: 's', body: '' }, until - 30 * DAY);
    expect(changesOf(told, 'tier.warned')).toMatchObject([{ tier: 'black', until, missing: 1_000 }]);
    const again = story.submit('m', { kind: 'settle', key: 's2', body: '' }, until - 29 * DAY);
    expect(changesOf(again, 'tier.warned')).toEqual([]);
    const kept = storyOf({ tiers: ladder({ warn: { days: 30 } }) });
    kept.order('m', 'a', { total: 100_000 }, { at: NOW });
    kept.order('m', 'b', { total: 100_000 }, { at: NOW + 60 * DAY });
    expect(changesOf(kept.submit('m', { kind: 'settle', key: 's', body: '' }, LAPSE - DAY), 'tier.warned')).toEqual([]);
  });
});

describe('entry gifts', () => {
  const program = (onRefund: 'now' | 'next', within?: { months: number }) => ({
    badges: [{ id: 'golden' }],
    counters: [{ id: 'stamps' }],
    rewards: [{ id: 'drink', cost: 50, give: { product: 'latte' } }],
    tiers: [
      tier(
        'gold',
        { points: 100, ...(within ? { within } : {}) },
        {
          onRefund,
          gift: { points: 500, badge: 'golden', counter: { id: 'stamps', n: 2 }, reward: 'drink' },
        },
      ),
    ],
  });

  test('come once, with everything they name; they do not count for tiers', () => {
    const story = storyOf(program('next'));
    const entry = story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(changesOf(entry, 'gift.given')).toMatchObject([{ tier: 'gold', points: 500, badge: 'golden' }]);
    const [given] = story.deliver(NOW);
    expect(changesOf(given as never, 'coupon.issued')).toMatchObject([{ coupon: { reward: 'drink' } }]);
    expect(story.at('m', NOW)).toMatchObject({ available: 600, qualified: { active: 100 }, counters: { stamps: 2 } });
    story.order('m', 'b', { total: 10_000 }, { at: NOW + DAY });
    expect(story.at('m', NOW + DAY).available).toBe(700);
  });

  test('are taken back by a refund only if they were not used', () => {
    const story = storyOf(program('now'));
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    story.deliver(NOW);
    const entry = story.refund('m', 'a', { amount: 10_000 }, { at: NOW + DAY });
    expect(changesOf(entry, 'gift.taken')).toMatchObject([{ tier: 'gold' }]);
    expect(story.at('m', NOW + DAY)).toMatchObject({
      available: 0,
      owed: 0,
      badges: {},
      counters: { stamps: 0 },
      gifts: {},
    });
    const used = storyOf(program('now'));
    used.order('m', 'a', { total: 10_000 }, { at: NOW });
    used.submit('m', { kind: 'adjust', points: -300, by: 'x', why: 'y', key: 'k', body: '' }, NOW);
    const after = used.refund('m', 'a', { amount: 10_000 }, { at: NOW + DAY });
    expect(changesOf(after, 'gift.taken')).toEqual([]);
    expect(used.at('m', NOW + DAY).tier.id).toBe(null);
  });

  test('a tier that lapses in its time keeps the gift; one that a refund undid does not', () => {
    const story = storyOf(program('next', { months: 12 }));
    story.order('m', 'a', { total: 10_000 }, { at: NOW });
    expect(story.at('m', at('2027-03-10T12:00:00Z'))).toMatchObject({
      tier: { id: null },
      gifts: { gold: { points: 500 } },
    });
    story.refund('m', 'a', { amount: 10_000 }, { at: NOW + DAY });
    expect(story.at('m', NOW + DAY)).toMatchObject({ tier: { id: 'gold' }, gifts: { gold: { points: 500 } } });
    expect(story.at('m', at('2027-03-10T12:00:00Z'))).toMatchObject({ tier: { id: null }, gifts: {}, available: 0 });
  });
});

describe('bought, granted, or with a membership', () => {
  const tiers = [
    tier('silver', { points: 50 }),
    tier(
      'gold',
      { points: 1_000 },
      { earn: { times: 2 }, perks: ['Free gift wrap', { id: 'shipping-from', value: 0 }] },
    ),
    tier('club', undefined, { membership: {}, earn: { times: 3 } }),
  ];

  test('by hand, until an instant; what was earned stands under it', () => {
    const story = storyOf({ tiers });
    const grant = (key: string, more: object) =>
      story.submit(
        'm',
        { kind: 'grantTier', tier: 'gold', until: null, by: 'Zoé', why: 'press', key, body: '', ...more },
        NOW,
      );
    expect(grant('none', { tier: 'none' })).toMatchObject({ outcome: 'refused', reason: 'unknown_tier' });
    const until = NOW + 30 * DAY;
    expect(grant('g', { until })).toMatchObject({ kind: 'tier.granted', outcome: 'applied' });
    expect(awarded(story.order('m', 'a', { total: 3_000 }, { at: NOW + 1 }))).toBe(60);
    expect(story.at('m', NOW + 1)).toMatchObject({ tier: { id: 'gold', until }, under: { id: 'silver' } });
    const view = memberView(story.program, story.at('m', NOW + 1), extras, NOW + 1, 'en').tier;
    expect(view).toMatchObject({
      granted: { earned: 'silver' },
      benefits: [{ id: 'shipping-from', value: 0 }],
      perks: ['Free gift wrap'],
    });
    expect(story.at('m', until)).toMatchObject({ tier: { id: 'silver', since: NOW + 1 }, under: null });
    expect(grant('end', { tier: null })).toMatchObject({ outcome: 'applied' });
    expect(held(story, NOW + 2)).toBe('silver');
    story.audit();
  });

  test('the same tier earned and granted: it stays until the later of both ends', () => {
    const story = storyOf({
      tiers: [tier('silver', { points: 50 }), tier('gold', { points: 1_000, within: { days: 30 } })],
    });
    story.order('m', 'a', { total: 100_000 }, { at: NOW });
    const until = NOW + 60 * DAY;
    story.submit(
      'm',
      { kind: 'grantTier', tier: 'gold', until, by: 'Zoé', why: 'press', key: 'g', body: '' },
      NOW + DAY,
    );
    expect(story.at('m', NOW + DAY)).toMatchObject({ tier: { id: 'gold' }, under: null });
    expect(story.at('m', NOW + 40 * DAY)).toMatchObject({ tier: { id: 'gold', until }, under: { id: 'silver' } });
    expect(story.at('m', until)).toMatchObject({ tier: { id: 'silver' }, under: null });
    story.order('m', 'b', { total: 1_000 }, { at: until + DAY });
    expect(held(story, until + DAY)).toBe('silver');
    story.audit();
  });

  test('bought for a time, and gone when the purchase is cancelled', () => {
    const rewards = [{ id: 'month-of-gold', cost: 40, give: { tier: 'gold', lasts: { days: 30 } } }];
    const story = storyOf({ tiers, rewards });
    story.order('m', 'a', { total: 4_000 }, { at: NOW });
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'month-of-gold', key: 'r', body: '' }, NOW);
    expect(held(story, NOW + 30 * DAY - 7_200_000)).toBe('gold');
    expect(held(story, NOW + 31 * DAY)).toBe(null);
    story.submit('m', { kind: 'cancel', redemption: 'r', key: 'c', body: '' }, NOW + DAY);
    expect(story.at('m', NOW + DAY)).toMatchObject({ tier: { id: null }, available: 40 });
  });

  test('a membership’s tier is gone the moment it lapses', () => {
    const story = storyOf({ tiers });
    story.fact('m', 'membership.started', { until: '2026-04-10T12:00:00Z' }, { at: NOW });
    expect(awarded(story.order('m', 'a', { total: 1_000 }, { at: NOW + 1 }))).toBe(30);
    expect(held(story, at('2026-04-10T12:00:00Z'))).toBe(null);
    story.fact('m', 'membership.renewed', { until: '2026-05-10T12:00:00Z' }, { at: NOW + 2 });
    expect(held(story, at('2026-05-10T11:59:59Z'))).toBe('club');
    story.fact('m', 'membership.lapsed', {}, { at: NOW + DAY });
    expect(held(story, NOW + DAY)).toBe(null);
    expect(awarded(story.order('m', 'b', { total: 1_000 }, { at: NOW + DAY + 1 }))).toBe(10);
    story.audit();
  });

  test('a merge brings grants, gifts and what was counted', () => {
    const story = storyOf({ tiers: [tier('regular', { orders: 2 }), ...tiers] });
    story.member('n', NOW);
    story.order('m', 'a', { total: 100 }, { at: NOW });
    story.order('n', 'b', { total: 100 }, { at: NOW });
    story.fact('n', 'membership.started', {}, { at: NOW });
    story.merge('n', 'm', NOW + 1);
    expect(story.at('m', NOW + 1)).toMatchObject({ tier: { id: 'club' }, measured: { orders: { total: 2 } } });
    story.audit();
  });
});

test('a level that is bought again before it is over goes on from there', () => {
  const now = at('2026-03-10T12:00:00Z');
  const give = { tier: 'gold', lasts: { months: 1 } };
  const story = new Story(
    programOf({ tiers: [{ id: 'gold', from: { spend: 1_000_000 } }], rewards: [{ id: 'vip', cost: 10, give }] }),
  );
  story.member('m', now - DAY).order('m', 'o', { total: 10_000 }, { at: now });
  for (const n of [1, 2])
    story.submit('m', { kind: 'redeem', redemption: `r${n}`, reward: 'vip', key: `r${n}`, body: '' }, now);
  expect(story.at('m', now).tier).toMatchObject({ id: 'gold', until: at('2026-05-10T11:00:00Z') });
  expect(story.at('m', at('2026-05-10T11:00:00Z')).tier.id).toBe(null);
  // The first is given back: the second holds.
  story.submit('m', { kind: 'cancel', redemption: 'r1', key: 'c', body: '' }, now);
  expect(story.at('m', now).tier).toMatchObject({ id: 'gold', until: at('2026-05-10T11:00:00Z') });
});

describe('what counts as spent', () => {
  const lines = [
    { sku: 'cream', quantity: 2, unitPrice: 5_000, category: 'skin' },
    { sku: 'card', quantity: 1, unitPrice: 6_000, category: 'gift-card' },
  ];
  const order = { total: 17_990, subtotal: 16_000, shipping: 490, tax: 1_500, lines };
  const spent = (story: Story) => story.at('m', NOW + DAY).measured.spend?.total ?? 0;

  test.each([
    [undefined, 17_990, 12_990],
    [{ of: 'total' }, 17_990, 12_990],
    [{}, 16_000, 11_000],
    [{ of: 'lines', lines: { category: { $ne: 'gift-card' } } }, 10_000, 5_000],
  ] as const)('%o', (spend, whole, left) => {
    const story = storyOf({
      ...(spend ? { spend } : {}),
      tiers: [tier('gold', { spend: 10_000 }, { onRefund: 'now' })],
    });
    story.order('m', 'a', order, { at: NOW });
    expect(spent(story)).toBe(whole);
    expect(held(story, NOW + 1)).toBe('gold');
    story.refund('m', 'a', { amount: 5_000, lines: [{ sku: 'cream', quantity: 1 }] }, { at: NOW + 2 });
    expect(spent(story)).toBe(left);
    expect(held(story, NOW + 3)).toBe(left >= 10_000 ? 'gold' : null);
    story.refund('m', 'a', { amount: 12_990 }, { at: NOW + 4 });
    expect(spent(story)).toBe(0);
    // What a member spent as a buyer is money, whatever counts for levels.
    expect(story.at('m', NOW + DAY).spent).toBe(0);
    story.audit();
  });

  test('lines are asked for by a condition only where lines count', () => {
    const parsed = ProgramSchema.safeParse({
      name: 'x',
      currency: 'EUR',
      timeZone: 'UTC',
      spend: { of: 'subtotal', lines: { category: 'skin' } },
    });
    expect(JSON.stringify(parsed.error?.issues)).toContain('`of` is');
  });
});

describe('a level for everybody', () => {
  test('is there on joining, with its gift once, and is what one falls back to', () => {
    const story = new Story(
      programOf({
        tiers: [
          tier('club', { spend: 0 }, { gift: { points: 20 } }),
          tier('gold', { spend: 10_000, within: 'calendar-year', keeps: 'end' }),
        ],
      }),
    );
    story.member('m', NOW, { joined: false });
    expect(held(story, NOW)).toBe(null);
    expect(memberView(story.program, story.at('m', NOW), extras, NOW, 'en').tier.next?.id).toBe('gold');
    story.submit('m', { kind: 'join', referral: null, key: 'join', body: '' }, NOW);
    expect(held(story, NOW)).toBe('club');
    story.order('m', 'a', { total: 10_000 }, { at: NOW + 1 });
    expect(held(story, NOW + 1)).toBe('gold');
    expect(story.at('m', NOW + 1).available).toBe(100 + 20);
    const view = memberView(story.program, story.at('m', NOW + 366 * DAY), extras, NOW + 366 * DAY, 'en');
    expect(view.tier).toMatchObject({ id: 'club', until: null, keep: null, next: { id: 'gold', missing: 10_000 } });
    story.audit();
  });

  test('one that is published later comes without its gift', () => {
    const story = storyOf({});
    story.publish(programOf({ tiers: [tier('club', { points: 0 }, { gift: { points: 20 } })] }));
    story.order('m', 'a', { total: 100 }, { at: NOW + DAY });
    expect(held(story, NOW + DAY)).toBe('club');
    expect(story.at('m', NOW + DAY).gifts).toEqual({});
  });

  test('what everybody has has no window', () => {
    const parsed = ProgramSchema.safeParse({
      name: 'x',
      currency: 'EUR',
      timeZone: 'UTC',
      tiers: [{ id: 'a', from: { spend: 0, within: 'calendar-year' } }],
    });
    expect(JSON.stringify(parsed.error?.issues)).toContain('never lost');
  });
});

describe('several levels at once', () => {
  const tiers = (passing: object) => {
    const more = { onRefund: 'now', ...passing };
    return [
      tier('silver', { spend: 1_000 }, { gift: { points: 10 }, ...more }),
      tier('often', { orders: 5 }, { gift: { points: 1_000 }, ...more }),
      tier('gold', { spend: 5_000 }, { gift: { points: 100 }, ...more }),
    ];
  };
  const gifts = (story: Story, now: number) => Object.keys(story.at('m', now).gifts).sort();

  test.each([
    ['only the highest gives', {}, ['gold']],
    ['those passed give too where they say so, as far as they were met', { giftOnPassing: true }, ['gold', 'silver']],
  ] as const)('%s, once', (_, passing, given) => {
    const story = storyOf({ rules: [], tiers: tiers(passing) });
    story.order('m', 'a', { total: 5_000 }, { at: NOW });
    expect(held(story, NOW)).toBe('gold');
    expect(gifts(story, NOW)).toEqual(given);
    // All that a refund shows never to have been reached goes back, and comes again with the level.
    story.refund('m', 'a', { amount: 5_000 }, { at: NOW + 1 });
    expect(story.at('m', NOW + 1)).toMatchObject({ tier: { id: null }, gifts: {}, available: 0 });
    story.order('m', 'b', { total: 1_000 }, { at: NOW + 2 });
    expect(gifts(story, NOW + 2)).toEqual(['silver']);
    story.order('m', 'c', { total: 4_000 }, { at: NOW + 3 });
    expect(gifts(story, NOW + 3)).toEqual(['gold', 'silver']);
    expect(story.at('m', NOW + 3).available).toBe(110);
    // Climbed one by one, both go with the orders that had led there.
    story.refund('m', 'b', { amount: 1_000 }, { at: NOW + 4 });
    story.refund('m', 'c', { amount: 4_000 }, { at: NOW + 5 });
    expect(story.at('m', NOW + 5)).toMatchObject({ tier: { id: null }, gifts: {}, available: 0, owed: 0 });
    story.audit();
  });

  test('a granted level gives its own gift and none of those below', () => {
    const story = storyOf({ rules: [], tiers: tiers({ giftOnPassing: true }) });
    const grant = {
      kind: 'grantTier',
      tier: 'gold',
      until: null,
      by: 'Zoé',
      why: 'press',
      key: 'g',
      body: '',
    } as const;
    story.submit('m', grant, NOW);
    expect(gifts(story, NOW)).toEqual(['gold']);
  });
});
