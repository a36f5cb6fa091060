import { describe, expect, test } from 'vitest';
import { explainProgram } from '../../src/index.ts';
import { en } from '../../src/views/explain/en.ts';
import { fr } from '../../src/views/explain/fr.ts';
import { programOf } from '../story.ts';

const PROGRAM = programOf({
  points: { pending: { days: 14 }, expiry: { months: 12 }, warn: { days: 30 } },
  rules: [
    { id: 'purchase', name: { en: 'Purchases', fr: 'Achats' }, on: 'order.paid', earn: { points: 1, per: 100 } },
    {
      id: 'big',
      on: 'order.paid',
      when: { 'event.total': { $gte: 10_000 }, 'time.weekday': { $in: [6, 7] } },
      earn: 100,
      limit: { times: 1, per: 'month' },
      pending: false,
    },
    { id: 'review', on: 'review.published', earn: 50, limit: { times: 3, points: 120, per: 'week' }, expiry: false },
  ],
  tiers: [
    {
      id: 'gold',
      name: { en: 'Gold', fr: 'Or' },
      from: { points: 1_000, within: { months: 12 } },
      earn: { times: 1.5 },
    },
  ],
  challenges: [
    {
      id: 'reviews',
      name: { en: 'Critic', fr: 'Critique' },
      steps: [
        { on: 'review.published', times: 3 },
        { on: 'order.paid', sum: 'subtotal', reach: 5_000 },
      ],
      grant: { points: 100, badge: 'critic' },
      onRefund: 'undo',
    },
  ],
  badges: [{ id: 'critic', name: { en: 'Sharp eye', fr: 'Œil vif' } }],
  rewards: [
    {
      id: 'five',
      name: { en: '5 off', fr: '5 de moins' },
      cost: 500,
      give: { discount: { amount: 500 }, minimum: 2_000 },
      stock: 10,
    },
    { id: 'mug', cost: 200, give: { product: 'MUG' }, couponValid: { days: 30 } },
  ],
  boards: [{ id: 'month', score: { sum: 'points.earned' }, period: 'month', prizes: [{ ranks: [1, 3], points: 500 }] }],
  referral: { friend: { discount: { percent: 10 } }, advocate: { points: 300 }, minimum: 2_500 },
  campaigns: [{ id: 'spring', from: '2026-04-01T00:00:00Z', until: '2026-05-01T00:00:00Z', earn: { times: 2 } }],
});

const linesOf = (locale: string) =>
  Object.fromEntries(explainProgram(PROGRAM, 3, locale).sections.map(({ id, lines }) => [id, lines]));

describe('a whole program in plain sentences', () => {
  test('in English', () => {
    const lines = linesOf('en');
    expect(lines.earning).toEqual([
      'Purchases: 1 point for every €1.00 of goods on each order.',
      '100 points for each order, if the total is at least €100.00 and the day is Saturday or Sunday, at most once a month.',
      '50 points for each review, at most 3 times a week, at most 120 points a week.',
      'Where several multipliers hold, the highest counts.',
    ]);
    expect(lines.usable).toEqual(['After 14 days, when the goods can no longer be sent back.', '“big”: At once.']);
    expect(lines.expiry).toEqual([
      'It expires 12 months after you can use it.',
      '“review”: It never expires.',
      'What expires soonest is spent first.',
      'You are told 30 days ahead.',
    ]);
    expect(lines.rewards).toEqual([
      '“mug” for 200 points: a product for free, to be used within 30 days.',
      '“5 off” for 500 points: €5.00 off from €20.00, 10 in all.',
    ]);
    expect(lines.tiers?.[0]).toBe(
      '“Gold” from 1,000 points within 12 months, counted once you can use them, you earn 1.5 times as much.',
    );
    expect(lines.challenges).toEqual([
      '“Critic”: 3 × each review, €50.00 in all on each order. You get 100 points and the badge “Sharp eye”.',
    ]);
    expect(lines.referral?.slice(0, 2)).toEqual([
      'Your friend gets 10 % off on the first order.',
      'You get 300 points for your friend’s first order of at least €25.00.',
    ]);
    expect(lines.boards?.[0]).toBe('“month”: who earns most points, every month, places 1 to 3: 500 points.');
    expect(lines.campaigns).toEqual(['“spring”: 2 times as much, from 1 April 2026 until 1 May 2026.']);
    expect(lines.refunds).toContain('“Critic” is undone if what completed it is sent back.');
  });

  test('in French', () => {
    const lines = linesOf('fr');
    expect(lines.earning?.[0]).toBe(
      'Achats\u00a0: 1 point par tranche de 1,00\u00a0€ d’articles, pour chaque commande.',
    );
    expect(lines.usable?.[0]).toBe('Après 14 jours, quand les articles ne peuvent plus être renvoyés.');
    expect(lines.campaigns).toEqual(['«\u00a0spring\u00a0»\u00a0: 2 fois plus, du 1 avril 2026 au 1 mai 2026.']);
  });

  test('a limit for each value, an event by its name, and goods that cost something, say so', () => {
    const program = programOf({
      events: [{ type: 'look.approved', name: { en: 'A look that was approved', fr: 'Un look accepté' } }],
      rules: [
        { id: 'look', on: 'look.approved', earn: 5, limit: { times: 1, per: 'month', each: 'event.sku' } },
        { id: 'drink', on: 'order.paid', lines: { net: { $gt: 0 } }, earn: { points: 1, items: 1 } },
        { id: 'card', on: 'partner.purchased', when: { 'event.own': { $ne: true } }, earn: 3 },
      ],
    });
    const lines = (locale: string) => explainProgram(program, 1, locale).sections[1]?.lines;
    expect(lines('en')).toEqual([
      '5 points for each “A look that was approved”, at most once a month, separately for each value of “sku”.',
      '1 point for every piece on each order, for goods where the price after discounts is more than €0.00.',
      '3 points for each purchase at a partner, if it is not in our own shop.',
    ]);
    expect(lines('fr')).toEqual([
      '5 points pour chaque «\u00a0Un look accepté\u00a0», au plus 1 fois par mois, séparément pour chaque valeur de «\u00a0sku\u00a0».',
      '1 point par article, pour chaque commande, pour les articles tels que le prix après remises dépasse 0,00\u00a0€.',
      '3 points pour chaque achat chez un partenaire, si l’achat n’a pas lieu dans notre boutique.',
    ]);
  });

  test('an empty program says that there is nothing yet', () => {
    const { sections } = explainProgram(programOf({ rules: [] }), 1, 'en');
    expect(sections.map(({ id }) => id)).toEqual(['joining', 'earning', 'usable', 'expiry', 'rewards', 'refunds']);
  });
});

describe('conditions in words that a guest can read', () => {
  const rule = (when: object) =>
    programOf({ rules: [{ id: 'r', name: 'R', on: 'order.paid', when, earn: 5 }] as never });
  const extra = {
    tiers: [{ id: 'gold', name: { en: 'Gold', fr: 'Or' }, from: { points: 1 } }],
    segments: [{ id: 'vip', name: { en: 'Regulars', fr: 'Habitués' }, when: { 'member.orders': 9 } }],
    counters: [{ id: 'miles', name: { en: 'Miles', fr: 'Miles' } }],
  };
  const told = (when: object) =>
    ['en', 'fr'].map((locale) => {
      const line = explainProgram(
        { ...rule(when), ...programOf(extra), rules: rule(when).rules },
        1,
        locale,
      ).sections.find(({ id }) => id === 'earning')?.lines[0];
      return line?.replace(/^.*?, (if |si |s’)/, '').replace(/[\u00a0\u202f]/g, ' ');
    });

  test.each<[object, string, string]>([
    [{ 'time.day': 1 }, 'the day of the month is 1.', 'le jour du mois est 1.'],
    [{ 'time.month': 12 }, 'the month is December.', 'le mois est décembre.'],
    [{ 'time.date': '2026-11-27' }, 'the date is 27 November 2026.', 'la date est 27 novembre 2026.'],
    [
      { 'time.hour': { $gte: 9, $lt: 12 } },
      'it is 9:00 or later and it is before 12:00.',
      'il est 9 h ou plus tard et il n’est pas encore 12 h.',
    ],
    [{ 'time.hour': { $gt: 9 } }, 'it is 10:00 or later.', 'il est 10 h ou plus tard.'],
    [{ 'time.hour': { $lte: 11 } }, 'it is before 12:00.', 'il n’est pas encore 12 h.'],
    [{ 'time.at': { $lt: '09:30' } }, 'it is before 09:30.', 'il n’est pas encore 09:30.'],
    [{ 'event.orderNumber': 1 }, 'it is your first order.', 'c’est votre première commande.'],
    [{ 'event.orderNumber': 5 }, 'it is your order number 5.', 'c’est votre commande numéro 5.'],
    [{ 'member.orders': 0 }, 'it is your first order.', 'c’est votre première commande.'],
    [
      { 'event.orderNumber': { $mod: [10, 0] } },
      'the number of the order is a multiple of 10.',
      'le numéro de la commande est un multiple de 10.',
    ],
    [
      { 'event.country': { $in: ['FR', 'BE'] } },
      'the country is France or Belgium.',
      'le pays est France ou Belgique.',
    ],
    [
      { 'event.country': { $nin: ['FR', 'BE'] } },
      'the country is neither France nor Belgium.',
      'le pays n’est ni France ni Belgique.',
    ],
    [{ 'event.currency': 'USD' }, 'the currency is US Dollar.', 'la devise est dollar des États-Unis.'],
    [{ 'event.late': true }, 'it comes later than promised.', 'elle arrive plus tard que promis.'],
    [{ 'member.tier': 'gold' }, 'your level is “Gold”.', 'votre niveau est « Or ».'],
    [{ 'member.segments': 'vip' }, 'your group is “Regulars”.', 'votre groupe est « Habitués ».'],
    [{ 'member.counters.miles': { $gte: 1_000 } }, '“Miles” is at least 1,000.', '« Miles » est d’au moins 1 000.'],
    [
      { 'member.attributes.favouriteColour': 'red' },
      'your favourite colour is “red”.',
      'votre « favourite colour » est « red ».',
    ],
    [
      { 'member.joinedAt': { $lt: { $date: '2026-01-01T00:00:00Z' } } },
      'the day you joined is before 1 January 2026.',
      'le jour de votre adhésion est avant le 1 janvier 2026.',
    ],
    [
      { 'member.last.60.orders': { $gte: 2 } },
      'the number of your orders within 60 days is at least 2.',
      'le nombre de vos commandes en 60 jours est d’au moins 2.',
    ],
    [{ 'event.gift_wrap': true }, '“gift wrap” is yes.', '« gift wrap » est oui.'],
    [{ 'event.lines.brand': 'Wren' }, 'the brand is “Wren”.', 'la marque est « Wren ».'],
    [{ 'event.lines.sku': { $regex: '^TEA-' } }, 'the product begins with “TEA-”.', 'l’article commence par « TEA- ».'],
    [{ 'event.lines.sku': { $regex: 'TEA$' } }, 'the product ends with “TEA”.', 'l’article finit par « TEA ».'],
    [{ 'event.lines.sku': { $regex: '^TEA$' } }, 'the product is “TEA”.', 'l’article est « TEA ».'],
    [
      { 'event.lines.sku': { $regex: 'TEA', $options: 'i' } },
      'the product contains “TEA”.',
      'l’article contient « TEA ».',
    ],
    [{ 'event.lines': { $size: 3 } }, 'there are 3 of the things in it.', 'la liste des articles compte 3.'],
    [
      { 'event.lines': { $elemMatch: { brand: 'Wren', unitPrice: { $gt: 2_000 } } } },
      'among the things in it there is one where the brand is “Wren” and the price is more than €20.00.',
      'dans la liste des articles, il y en a un pour lequel la marque est « Wren » et le prix dépasse 20,00 €.',
    ],
    [
      { $nor: [{ 'event.channel': 'app' }, { 'event.total': { $lte: 100 } }] },
      'it is not so that (the place where you buy is “app”) or (the total is at most €1.00).',
      'il n’est pas vrai que (le lieu de l’achat est « app ») ou (le total est d’au plus 1,00 €).',
    ],
    [
      { 'event.channel': null },
      'it is not so that the place where you buy is known.',
      'il n’est pas vrai que le lieu de l’achat est connu.',
    ],
    [{ 'event.channel': { $ne: null } }, 'the place where you buy is known.', 'le lieu de l’achat est connu.'],
    [
      { 'time.weekday': { $not: { $in: [7] } } },
      'it is not so that the day is Sunday.',
      'il n’est pas vrai que le jour est dimanche.',
    ],
  ])('%j', (when, english, french) => {
    expect(told(when)).toEqual([english, french]);
  });

  test('no sentence shows a path, an operator or braces, whatever is asked', () => {
    const paths = [
      'event.a.b',
      'event.lines.0.x_y',
      'member.attributes.cityOfBirth',
      'member.counters.none',
      'time.unknown',
    ];
    const asks = [
      1,
      'x',
      true,
      null,
      { $gte: 3 },
      { $in: ['a', 1] },
      { $all: ['a'] },
      { $mod: [3, 1] },
      { $exists: false },
    ];
    for (const path of paths)
      for (const ask of asks)
        for (const text of told({ [path]: ask })) {
          expect(text).not.toMatch(/[${}_[\]]|undefined|\w\.\w|event\b|member\b/);
          expect(text?.length).toBeGreaterThan(5);
        }
  });

  test('a rate by a number of the event, and what a campaign asks for', () => {
    const program = programOf({
      rules: [{ id: 'p', name: 'Bottles', on: 'packaging.returned', earn: { points: 5, per: 1, of: 'event.items' } }],
      campaigns: [
        {
          id: 'c',
          from: '2026-04-01T00:00:00Z',
          until: '2026-05-01T00:00:00Z',
          when: { 'event.country': 'FR' },
          earn: { times: 2, rules: ['p'] },
          budget: 500,
        },
      ],
    } as never);
    const lines = (locale: string) =>
      explainProgram(program, 1, locale).sections.flatMap(({ id, lines: all }) =>
        id === 'earning' || id === 'campaigns' ? all : [],
      );
    expect(lines('en')).toEqual([
      'Bottles: 5 points for every “items” on packaging that you bring back.',
      '“c”: 2 times as much, from 1 April 2026 until 1 May 2026, on “Bottles”, if the country is France, as long as a budget of 500 points in all lasts.',
    ]);
    expect(lines('fr').join(' ')).not.toContain('event.');
  });
});

test('both languages have the same words', () => {
  const paths = (value: unknown, at = ''): string[] =>
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}.${key}`))
      : [at];
  expect(paths(fr).toSorted()).toEqual(paths(en).toSorted());
});

describe('what levels and causes promise', () => {
  const program = programOf({
    spend: { of: 'lines', lines: { category: { $ne: 'gift-card' } } },
    tiers: [
      { id: 'club', name: 'Club', from: { spend: 0 } },
      { id: 'gold', name: 'Gold', from: { spend: 10_000 }, gift: { points: 5 }, giftOnPassing: true },
    ],
    causes: [{ id: 'forest', name: { en: 'Hedgerows', fr: 'Bocage' }, tree: 120 }],
    rewards: [{ id: 'tree', cost: 10, give: { trees: 2, cause: 'forest' } }],
    points: { expiry: { inactive: { months: 6 }, activities: ['order.paid', 'points.redeemed'], of: 'balance' } },
  });
  const linesIn = (locale: string) => explainProgram(program, 1, locale).sections.flatMap(({ lines }) => lines);

  test('in English', () => {
    const lines = linesIn('en');
    expect(lines).toContain('“Club” for everybody who joins.');
    expect(lines).toContain(
      'For levels only goods count as spent, those where the category is not “gift-card”, not delivery or tax on top.',
    );
    expect(lines.join('\n')).toContain('on reaching it you get 5 points, once, also where you rise beyond it at once');
    expect(lines.join('\n')).toContain('2 trees are planted for “Hedgerows” (one costs €1.20)');
    expect(lines.join('\n')).toContain('after 6 months; they begin anew with each order, buying a reward.');
  });

  test('in French', () => {
    const lines = linesIn('fr').join('\n');
    expect(lines).toContain('«\u00a0Club\u00a0» dès l’inscription.');
    expect(lines).toContain('seuls comptent les articles tels que la catégorie n’est pas «\u00a0gift-card\u00a0»');
    expect(lines).toContain('une fois, même si vous le dépassez d’un coup');
    expect(lines).toContain('2 arbres plantés pour «\u00a0Bocage\u00a0» (l’arbre coûte 1,20\u00a0€)');
    expect(lines).toContain(
      'après 6 mois, qui repartent de zéro avec chaque commande, un échange contre une récompense.',
    );
  });
});
