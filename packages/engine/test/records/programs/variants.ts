import type { ProgramInput } from '@laurel/contract';

const FROM = '2026-03-01T00:00:00Z';
const NOW = '2026-04-10T12:00:00Z';
const LATER = '2026-05-01T00:00:00Z';
const names = { en: 'A thing', fr: 'Une chose' };
type Rule = NonNullable<ProgramInput['rules']>[number];
type Reward = NonNullable<ProgramInput['rewards']>[number];
type Tier = NonNullable<ProgramInput['tiers']>[number];
type Challenge = NonNullable<ProgramInput['challenges']>[number];
type Draw = NonNullable<ProgramInput['draws']>[number];
type Streak = NonNullable<ProgramInput['streaks']>[number];

const rule = (more: object): Partial<ProgramInput> => ({
  rules: [{ id: 'r', on: 'order.paid', earn: { points: 1, per: 100 }, ...more } as Rule],
});
const reward = (give: object, more: object = {}): Partial<ProgramInput> => ({
  rewards: [{ id: 'other', cost: 30, give: { product: 'x' } }, { id: 'w', cost: 20, give, ...more } as Reward],
});
const tier = (more: object): Partial<ProgramInput> => ({
  tiers: [{ id: 'low', name: 'Low', from: { orders: 1 } }, { id: 't', name: names, ...more } as Tier],
});
const challenge = (more: object, step: object = { on: 'review.published', times: 2 }): Partial<ProgramInput> => ({
  challenges: [{ id: 'c', steps: [step], grant: { points: 8 }, ...more } as Challenge],
});
const prizes = [
  { id: 'a', odds: 1, grant: { points: 3, counter: { id: 'miles', n: 2 } } },
  { id: 'b', name: names, odds: 9 },
];
const draw = (more: object): Partial<ProgramInput> => ({
  draws: [{ id: 'd', total: 10, prizes, consolation: 'b', ...more } as Draw],
});
const streak = (more: object): Partial<ProgramInput> => ({
  streaks: [{ id: 's', on: ['store.visited'], ...more } as Streak],
});
const referral = (more: object): Partial<ProgramInput> => ({
  referral: { advocate: { points: 30 }, ...more } as NonNullable<ProgramInput['referral']>,
});
const goal = (more: object): Partial<ProgramInput> => ({
  goals: [
    { id: 'g', score: { sum: 'spend' }, target: 500, from: FROM, until: LATER, grant: { points: 4 }, ...more } as never,
  ],
});
const points = (more: object): Partial<ProgramInput> => ({ points: more as ProgramInput['points'] });

/** One thing at a time that a program may say otherwise. */
export const VARIANTS: [what: string, more: Partial<ProgramInput>][] = [
  ['nothing to earn', { rules: [] }],
  ['a number', rule({ earn: 7 })],
  ['a number of one', rule({ earn: 1, name: names })],
  ['a number of a counter', rule({ earn: { points: 7, counter: 'miles' } })],
  ['a number by its name', rule({ earn: { points: 7 } })],
  ['a number in a currency', rule({ earn: 7, currency: 'EUR' })],
  ['of all that was paid', rule({ earn: { points: 2, per: 1_000, of: 'total' } })],
  ['of lines', rule({ earn: { points: 2, per: 500, of: 'lines', round: 'line', rounding: 'ceil' } })],
  ['of a counter', rule({ earn: { points: 1, per: 100, counter: 'miles', rounding: 'round' } })],
  ['in a currency', rule({ currency: 'EUR', earn: { points: 1, per: 100, rounding: 'ceil' } })],
  ['by pieces', rule({ earn: { points: 3, items: 1 } })],
  ['by two pieces', rule({ earn: { points: 3, items: 2, counter: 'miles' } })],
  ['by per cent', { ...rule({ earn: { percent: 2.5 } }), ...points({ worth: { amount: 1, points: 2 } }) }],
  [
    'by per cent of all',
    {
      ...rule({ earn: { percent: 10, of: 'total', rounding: 'round' } }),
      ...points({ worth: { amount: 3, points: 1 } }),
    },
  ],
  ['of a field', rule({ on: 'game.played', earn: { points: 2, per: 1, of: 'event.score' } })],
  ['of a field by three', rule({ on: 'game.played', earn: { points: 2, per: 3, of: 'event.score' } })],
  [
    'per cent of a field',
    {
      ...rule({ on: 'game.played', earn: { percent: 50, of: 'event.score' } }),
      ...points({ worth: { amount: 1, points: 1 } }),
    },
  ],
  ['so often', rule({ limit: { times: 1, per: 'day' } })],
  ['so many', rule({ limit: { points: 40, per: 'order' } })],
  ['so often and so many', rule({ limit: { times: 2, points: 90, per: 'year' } })],
  [
    'for each',
    rule({
      limit: [
        { times: 3, per: 'ever', each: 'event.deep.sku' },
        { points: 50, per: 'week' },
      ],
    }),
  ],
  [
    'for each, and in all',
    rule({
      limit: [
        { times: 3, per: 'ever', each: 'event.sku' },
        { times: 9, per: 'week' },
      ],
    }),
  ],
  [
    'shared',
    rule({
      limit: [
        { times: 3, per: 'ever', shared: true },
        { times: 4, per: 'month' },
      ],
    }),
  ],
  ['a budget', rule({ budget: 60 })],
  ['a budget of a month', rule({ budget: { points: 60, per: 'month' } })],
  ['now and then', rule({ cooldown: { days: 2 }, exclusive: 'one' })],
  ['between dates', rule({ from: FROM, until: LATER })],
  ['from a date', rule({ from: LATER })],
  ['no more', rule({ until: NOW })],
  ['for some', rule({ when: { 'event.channel': 'app' }, lines: { sku: 'tea' } })],
  ['pending', rule({ pending: { days: 3 }, expiry: { weeks: 6 } })],
  ['not pending', rule({ pending: false, expiry: false })],
  [
    'with campaigns',
    {
      campaigns: [
        { id: 'x', from: FROM, until: LATER, earn: { times: 2 } },
        { id: 'y', name: names, from: FROM, until: NOW, earn: { times: 3, rules: ['purchase'] } },
      ],
      stack: 'add',
    },
  ],
  [
    'with one campaign',
    {
      campaigns: [
        {
          id: 'x',
          from: FROM,
          until: LATER,
          earn: { times: 2, rules: ['purchase'] },
          limit: { points: 50, per: 'day' },
        },
      ],
    },
  ],
  [
    'with a campaign and a level',
    {
      campaigns: [
        { id: 'x', from: FROM, until: LATER, earn: { times: 1.5 }, when: { 'member.tier': 'low' }, budget: 9 },
      ],
      tiers: [{ id: 'low', from: { orders: 1 }, earn: { times: 1.2 } }],
      stack: 'multiply',
    },
  ],
  [
    'limits of all',
    {
      limit: [
        { points: 80, per: 'order' },
        { points: 200, per: 'month' },
      ],
      budget: { points: 500, per: 'week' },
    },
  ],
  ['one limit of all', { limit: { points: 80, per: 'day' }, budget: 900 }],
  ['an amount', reward({ discount: { amount: 500 }, minimum: 2_000 }, { name: names, description: names })],
  ['an amount from nothing', reward({ discount: { amount: 500 }, minimum: 0 })],
  ['per cent', reward({ discount: { percent: 10 } }, { stock: 3, couponValid: { days: 9 } })],
  ['a product', reward({ product: 'x' }, { stock: 0 })],
  ['sending', reward({ shipping: 'free', minimum: 900 }, { limit: { times: 2, per: 'month' } })],
  [
    'a sample',
    reward(
      { sample: 'x' },
      {
        limit: [
          { points: 50, per: 'week' },
          { times: 1, per: 'year' },
        ],
      },
    ),
  ],
  ['a gift card', reward({ giftCard: 2_000 }, { cost: 101 })],
  ['credit', reward({ storeCredit: 700 }, { from: LATER })],
  ['access', reward({ access: 'x' }, { until: LATER })],
  ['access for a time', reward({ access: 'x', lasts: { days: 5 } }, { from: FROM, until: NOW })],
  ['an event', reward({ event: { name: names } })],
  ['a voucher', reward({ voucher: names }, { codes: { pool: 'p' } })],
  ['a gift to a cause', { ...reward({ donation: 300, cause: 'sea' }), causes: [{ id: 'sea', name: names }] }],
  ['trees', { ...reward({ trees: 3, cause: 'sea' }), causes: [{ id: 'sea', description: names }] }],
  ['trees at a price', { ...reward({ trees: 1, cause: 'sea' }), causes: [{ id: 'sea', tree: 150 }] }],
  ['a badge', { ...reward({ badge: 'b' }), badges: [{ id: 'b', name: names, description: names }] }],
  ['a hidden badge', { ...reward({ badge: 'b' }), badges: [{ id: 'b', hidden: true }] }],
  ['a level', { ...reward({ tier: 'low', lasts: { days: 4 } }), ...tier({ from: { orders: 9 } }) }],
  ['a level for ever', { ...reward({ tier: 't' }), ...tier({}) }],
  ['freezes', { ...reward({ freezes: 2, streak: 's' }), ...streak({ freezes: { start: 1, most: 3 } }) }],
  [
    'a choice',
    {
      rewards: [
        { id: 'w', cost: 20, give: { choice: ['x', 'y'] } },
        { id: 'x', name: names, giftOnly: true, give: { sample: 'x' } },
        { id: 'y', cost: 1, give: { product: 'y' }, when: { 'member.orders': { $gte: 1 } } },
      ],
    },
  ],
  ['for a level', { ...reward({ product: 'x' }, { when: { 'member.tier': 't' } }), ...tier({ from: { orders: 9 } }) }],
  ['for an hour', reward({ product: 'x' }, { when: { 'time.hour': { $lt: 9 } } })],
  ['for nobody', reward({ product: 'x' }, { when: { 'member.attributes.x': 1 } })],
  ['a checkout', { checkout: { points: 10, amount: 100 } }],
  [
    'a checkout with bounds',
    {
      checkout: {
        points: 10,
        amount: 50,
        minimum: 20,
        maximum: 60,
        step: 20,
        percent: 50,
        when: { 'member.orders': { $gte: 1 } },
      },
    },
  ],
  ['a checkout with near bounds', { checkout: { points: 7, amount: 50, minimum: 2, step: 2, percent: 99 } }],
  ['a checkout for others', { checkout: { points: 7, amount: 50, when: { 'member.orders': 99 } } }],
  ['waiting', points({ pending: { days: 60 } })],
  ['waiting for a date', points({ pending: { until: LATER } })],
  ['waiting for an event', points({ pending: { event: 'order.delivered' } })],
  [
    'waiting for an event or long',
    points({ pending: { event: 'order.delivered', after: { days: 1 }, latest: { days: 90 } } }),
  ],
  ['ending', points({ expiry: { months: 2 }, warn: { days: 30 } })],
  ['ending with the month', points({ expiry: { after: { days: 30 }, endOf: 'month' } })],
  [
    'ending with the year',
    points({ expiry: { after: { months: 3 }, endOf: 'year' }, worth: { amount: 3, points: 2 } }),
  ],
  ['ending on days', points({ expiry: { dates: ['02-29', '12-31'] } })],
  ['ending on days, but not soon', points({ expiry: { dates: ['06-30'], atLeast: { months: 6 } } })],
  ['ending with silence', points({ expiry: { inactive: { months: 3 }, activities: ['order.paid', 'store.visited'] } })],
  ['ending each with silence', points({ expiry: { inactive: { months: 3 }, of: 'lots', endOf: 'quarter' } })],
  ['a level of points', tier({ from: { points: 100 }, earn: { times: 1 } })],
  [
    'a level of points that wait',
    { ...tier({ from: { points: 150 }, gift: { badge: 'b' } }), ...points({ pending: { days: 5 } }) },
  ],
  [
    'a challenge for a badge',
    challenge({ grant: { badge: 'b' } }, { on: 'review.published', times: 2, name: names, grant: { points: 2 } }),
  ],
  [
    'a level of points as earned',
    tier({ from: { points: 200, count: 'earned', within: { months: 2 } }, earn: { times: 2 } }),
  ],
  [
    'a level of spending',
    tier({ from: { spend: 5_000, within: 'calendar-year' }, downgrade: 'one', perks: ['A smile', names] }),
  ],
  [
    'a level of orders',
    tier({ from: { orders: 2, within: 'membership-year', keeps: 'end' }, warn: { days: 400 / 2 } }),
  ],
  ['a level of friends', tier({ from: { referrals: 2, within: 'tier-year' }, downgrade: 'none' })],
  [
    'a level of a counter',
    tier({
      from: { counter: { id: 'miles', n: 5 } },
      perks: [
        { id: 'p', value: 3 },
        { id: 'q', value: true, text: names },
      ],
    }),
  ],
  ['a level of everybody', tier({ from: { points: 0 } })],
  [
    'a level with a gift',
    tier({
      from: { orders: 2, within: { days: 60 } },
      gift: { points: 5, badge: 'b', counter: { id: 'miles', n: 4 }, reward: 'mug' },
      grace: { days: 3 },
    }),
  ],
  [
    'a level with another gift',
    tier({ from: { orders: 2 }, gift: { counter: { id: 'miles', n: 4 } }, giftOnPassing: true }),
  ],
  ['a level that is paid for', tier({ membership: { lasts: { days: 50 } } })],
  ['levels by what goods cost', { ...tier({ from: { spend: 9_000 } }), spend: { of: 'subtotal' } }],
  ['levels by what is bought', { ...tier({ from: { spend: 9_000 } }), spend: { of: 'lines', lines: { sku: 'tea' } } }],
  [
    'levels of orders by what is bought',
    { ...tier({ from: { orders: 9 } }), spend: { of: 'lines', lines: { sku: 'tea' } } },
  ],
  ['a challenge', challenge({ name: names, description: names })],
  ['a challenge of a sum', challenge({}, { on: 'order.paid', sum: 'total', reach: 20_000, name: names })],
  ['a challenge of numbers', challenge({ order: 'fixed' }, { on: 'game.played', sum: 'score', reach: 30 })],
  [
    'a challenge of kinds',
    challenge({ repeat: 'ever', cooldown: { days: 3 } }, { on: 'game.played', times: 2, distinct: 'score' }),
  ],
  ['a challenge of one', challenge({ repeat: { times: 3 }, within: 'month' }, { on: 'review.published', times: 1 })],
  [
    'a challenge of weeks',
    challenge({ repeat: 'ever', within: 'week', cooldown: { days: 30 } }, { on: 'review.published', times: 1 }),
  ],
  [
    'a challenge in time',
    challenge({ within: { days: 60 } }, { on: 'store.visited', times: 9, grant: { points: 1, badge: 'b' } }),
  ],
  [
    'a challenge to take up',
    challenge({ join: true, from: FROM, until: LATER, when: { 'member.orders': { $gte: 0 } } }),
  ],
  ['a challenge that was', challenge({ until: NOW })],
  ['a challenge that was, and was done', challenge({ until: NOW }, { on: 'review.published', times: 1 })],
  ['a challenge to come', challenge({ from: LATER, onRefund: 'undo', hidden: 'until-done' })],
  ['a challenge that hides', challenge({ hidden: 'until-begun' })],
  [
    'a challenge that nobody has begun',
    challenge({ hidden: 'until-begun' }, { on: 'nothing.happened', times: 1, when: { 'event.x': 1 } }),
  ],
  [
    'a challenge that is done',
    challenge({ hidden: 'until-done' }, { on: 'review.published', times: 1, when: { 'event.stars': 5 } }),
  ],
  ['a draw for points', draw({ cost: 5, name: names, description: names, when: { 'member.orders': { $gte: 1 } } })],
  [
    'a draw so often',
    draw({
      limit: [
        { times: 2, per: 'day' },
        { times: 5, per: 'year' },
      ],
      from: FROM,
      until: LATER,
    }),
  ],
  ['a draw by orders', draw({ on: 'order.paid', onRefund: 'keep' })],
  ['a draw that is undone', draw({ on: 'order.paid', limit: { points: 9, per: 'day' } })],
  ['a draw that was', draw({ cost: 500, until: NOW })],
  ['a draw to come', draw({ cost: 5, from: LATER })],
  [
    'days',
    streak({
      name: names,
      description: names,
      milestones: [
        { at: 5, grant: { points: 9 } },
        { at: 2, grant: { points: 6 }, again: true },
      ],
    }),
  ],
  [
    'weeks',
    streak({ per: 'week', freezes: { start: 1, every: 2 }, pauses: { most: 4 }, when: { 'event.place': 'counter' } }),
  ],
  ['months', streak({ per: 'month', on: ['store.visited', 'order.paid'], onRefund: 'undo', freezes: { most: 1 } })],
  ['days that were', streak({ until: NOW })],
  ['days to come', streak({ from: LATER })],
  ['friends for points', referral({ friend: { points: 5 }, hold: { days: 9 }, minimum: 500 })],
  ['friends for a counter', referral({ advocate: { counter: 'miles', n: 3 }, friend: { counter: 'miles', n: 1 } })],
  [
    'friends for coupons',
    referral({
      friend: { discount: { amount: 300 }, minimum: 900 },
      advocate: { shipping: 'free', minimum: 100 },
      link: 'https://shop.example/',
    }),
  ],
  [
    'friends by steps',
    referral({
      steps: [
        { on: 'joined', advocate: { points: 1 } },
        { on: 'order', nth: 2, friend: { points: 2 } },
      ],
      milestones: [{ friends: 2, advocate: { discount: { percent: 9 } } }],
      risk: { review: 20, refuse: 90, households: 'refuse' },
    }),
  ],
  ['a goal of spending', goal({ name: names, description: names })],
  ['a goal of points', goal({ score: { sum: 'points.earned' }, least: 3 })],
  ['a goal of orders', goal({ score: { count: 'order.paid' }, to: 'members' })],
  ['a goal of many orders', goal({ score: { sum: 'orders' }, least: 1 })],
  ['a goal of challenges', goal({ score: { count: 'challenges.completed' } })],
  ['a goal of visits', goal({ score: { count: 'store.visited' }, from: LATER, until: '2026-06-01T00:00:00Z' })],
  ['a goal of a field', goal({ score: { sum: 'data.score', on: 'game.played' }, until: NOW })],
  [
    'boards',
    {
      boards: [
        {
          id: 'a',
          score: { sum: 'spend' },
          period: 'week',
          prizes: [
            { ranks: [1, 1], points: 9 },
            { ranks: [2, 5], points: 3 },
          ],
        },
        {
          id: 'b',
          name: names,
          score: { count: 'store.visited' },
          period: { season: 'spring', from: '2026-03-01', to: '2026-05-01' },
        },
        { id: 'c', score: { best: 'data.score', on: 'game.played' }, period: 'all' },
      ],
    },
  ],
  [
    'groups',
    {
      segments: [
        { id: 'big', name: names, when: { 'member.spent': { $gte: 10_000 } } },
        { id: 'small', when: { 'member.orders': 0 } },
      ],
    },
  ],
  [
    'rights',
    {
      access: [
        { entitlement: 'x', name: names, from: FROM, until: LATER },
        { entitlement: 'y', from: FROM, when: { 'member.orders': { $gte: 1 } } },
        { entitlement: 'z', from: LATER },
      ],
    },
  ],
  ['all that comes', { enrol: 'all', credit: { lastDays: 7 }, claims: { within: { days: 9 }, proof: ['total'] } }],
  ['who asks', { enrol: 'explicit', holdout: { percent: 50 } }],
];
