import { USUAL_RISK } from '@laurel/contract';
import { expect, test } from 'vitest';
import { assumptionsOf, type Evidence, explainCondition, type Shared } from '../../src/index.ts';
import { assess, isBlank } from '../../src/referral/assess.ts';
import { offersView } from '../../src/views/offer.ts';
import { at, programOf } from '../story.ts';
import { Chance } from './chance.ts';

const kept = (lines: string[], name: string) =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`tables/${name}.txt`);

const FIELDS: [field: string, ...values: unknown[]][] = [
  ['event.total', 8_750, 0],
  ['event.lines.unitPrice', 999],
  ['lines.net', 5],
  ['event.amount', 120],
  ['discount', 50],
  ['member.spent', 100],
  ['member.averageOrder', 2_000],
  ['member.last.30.spent', 4_000],
  ['member.last.7.orders', 3],
  ['member.last.x.orders', 3],
  ['xmember.spent', 100],
  ['event.totals', 100],
  ['time.weekday', 1, 7, 8],
  ['time.month', 1, 12],
  ['time.hour', 0, 9, 23, 'x'],
  ['time.year', 2026, 12_345],
  ['time.day', 31],
  ['time.date', '2026-11-27', '2026-11', 'x2026-11-27', '2026-11-27x'],
  ['time.at', '09:30'],
  ['time.now', { $date: '2026-11-27T23:30:00Z' }],
  ['member.joinedAt', { $date: '2026-11-27T12:00:00Z' }, '2026-11-27'],
  ['member.attributes.born', { $date: '2026-11-27T12:00:00Z' }],
  ['member.attributes.countryOfBirth', 'FR', 'fr', 'FRANCE', 'F', 'QQ'],
  ['member.attributes.a_b-c d', 'x'],
  ['xmember.attributes.a', 'x'],
  ['member.counters.miles', 1_000],
  ['member.counters.none.x', 1],
  ['member.tier', 'gold', 'none'],
  ['member.segments', 'vip', 'none'],
  ['member.orders', 0, 1],
  ['event.orderNumber', 1, 2, 3],
  ['event.type', 'order.paid', 'x.happened'],
  ['event.country', 'DE', 'XX', 'de'],
  ['event.currency', 'USD', 'ZZZ', 'eur'],
  ['event.own', true, false],
  ['event.late', true, false],
  ['event.gift_wrap2Go', true, false],
  ['event.lines.0.brand', 'Wren'],
  ['event.lines.size', 'XL'],
  ['lines.category', 'tea'],
  ['brand', 'Wren', ''],
  ['event', 1],
];

const OPERATORS = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'] as const;

const OTHERS: Record<string, unknown>[] = [
  {},
  { a: { $in: ['x'] } },
  { a: { $in: ['x', 'y'] } },
  { a: { $in: ['x', 'y', 'z'] } },
  { a: { $in: [] } },
  { a: { $nin: ['x'] } },
  { a: { $nin: ['x', 'y', 'z'] } },
  { a: { $all: ['x', 'y'] } },
  { a: { $exists: true } },
  { a: { $exists: false } },
  { a: { $not: { $exists: true } } },
  { a: { $not: { $gt: 1, $lt: 5 } } },
  { a: { $size: 2 } },
  { a: { $mod: [10, 0] } },
  { a: { $mod: [10, 1] } },
  { a: { $regex: 'x' } },
  { a: { $regex: '^x' } },
  { a: { $regex: 'x$' } },
  { a: { $regex: '^x$' } },
  { a: { $regex: 'x.y', $options: 'i' } },
  { a: { $regex: '^x', $options: 'i' } },
  { a: { $options: 'i' } },
  { a: { $text: 'x' } },
  { a: { $gt: 1, $lt: 5 } },
  { a: { $elemMatch: { $gt: 1, $lt: 5 } } },
  { a: { $elemMatch: { b: 1, c: 2 } } },
  { a: { $elemMatch: { $or: [{ b: 1 }, { c: 2 }] } } },
  { a: { $elemMatch: { $and: [{ b: 1 }] } } },
  { a: { $elemMatch: { $nor: [{ b: 1 }] } } },
  { a: ['x', 'y'] },
  { a: null },
  { a: { $eq: null } },
  { a: { $ne: null } },
  { a: 1, b: 2 },
  { $and: [{ a: 1 }] },
  { $and: [{ a: 1 }, { b: 2 }] },
  { $or: [{ a: 1 }] },
  { $or: [{ a: 1 }, { b: 2, c: 3 }] },
  { $nor: [{ a: 1 }] },
  { $nor: [{ a: 1 }, { b: 2 }] },
  { $and: [] },
  { $where: 'x' },
];

test('conditions in words', async () => {
  const program = programOf({
    counters: [{ id: 'miles', name: { en: 'Miles', fr: 'Milles' } }],
    tiers: [{ id: 'gold', name: { en: 'Gold', fr: 'Or' }, from: { points: 1 } }],
    segments: [{ id: 'vip', name: { en: 'Regulars', fr: 'Habitués' }, when: { 'member.orders': 9 } }],
    events: [{ type: 'x.happened', name: { en: 'A wonder', fr: 'Un miracle' } }],
  });
  const asked = FIELDS.flatMap(([field, ...values]) =>
    values.flatMap((value) => OPERATORS.map((operator) => ({ [field]: { [operator]: value } }))),
  );
  const lines = [...asked, ...FIELDS.map(([field, value]) => ({ [field]: value })), ...OTHERS].flatMap((condition) => [
    JSON.stringify(condition),
    ...['en', 'fr-CA'].map((locale) => `  ${explainCondition(program, condition, locale)}`),
  ]);
  await kept(lines, 'conditions-in-words');
});

test('risks of recommendations', async () => {
  const chance = new Chance(5);
  const shared: Shared[] = ['email', 'look', 'stem', 'person', 'name', 'initials', 'phone', 'device', 'payment'];
  shared.push('address', 'ip', 'company');
  const some = <Of>(of: readonly Of[], percent: number) => of.filter(() => chance.is(percent));
  const settings = [
    undefined,
    ...(['allow', 'review', 'refuse'] as const).map((households) => ({
      review: 30,
      refuse: 60,
      households,
      weights: { same_name: 0, same_ip: 35, same_phone: 61, household: 29 },
      velocity: { perHour: 2, perDay: 3 },
      trusted: USUAL_RISK.trusted,
    })),
  ];
  const found = (): Evidence => ({
    advocate: 'ada',
    shared: some(shared, 22),
    disposable: chance.is(8),
    siblings: { device: chance.below(4), payment: chance.is(80) ? 0 : 1, ip: chance.of([0, 0, 2, 3, 4]) },
    recent: { hour: 1 + chance.below(4), day: 1 + chance.below(6) },
    ring: chance.is(5) ? 3 : null,
    charged: chance.is(5),
    apart: some(['birthday', 'phone', 'name'] as const, 35),
  });
  const pairs = shared.flatMap((one, n) => shared.slice(n + 1).map((other) => [one, other]));
  const quiet = { siblings: { device: 0, payment: 0, ip: 0 }, recent: { hour: 1, day: 1 } };
  const none = { advocate: 'ada', disposable: false, ring: null, charged: false, ...quiet };
  const told = (evidence: Evidence, n: number) => {
    const { score, reasons, verdict } = assess(settings[n % settings.length], evidence);
    const why = reasons.map(({ reason, weight }) => `${reason} ${weight}`).join(', ');
    const { shared: both, apart = [], siblings, recent, ...rest } = evidence;
    const seen = `${both.join('+')} / ${apart.join('+')} ${Object.values(siblings)} ${Object.values(recent)} ${Object.values(rest).slice(1)}`;
    return `${n % settings.length}: ${seen}: ${isBlank(evidence) ? 'nothing to say, ' : ''}${verdict} ${score} ${why}`;
  };
  const lines = [
    ...pairs.map((both, n) => told({ ...none, shared: both as Shared[] }, 4 * n)),
    ...pairs.map((both, n) => told({ ...none, shared: both as Shared[], apart: ['birthday', 'phone'] }, 4 * n)),
    ...pairs.map((both, n) => told({ ...none, shared: ['address', ...(both as Shared[])], apart: ['phone'] }, n)),
    ...[{ hour: 2 }, { hour: 3 }, { day: 9 }].map((recent, n) =>
      told({ ...none, shared: [], recent: { hour: 1, day: 1, ...recent } }, 4 * n),
    ),
    ...Array.from({ length: 400 }, (_, n) => told(found(), n)),
  ];
  await kept(lines, 'risks');
});

const ASKED: [name: string, when: Record<string, unknown> | undefined][] = [
  ['everybody', undefined],
  ['nothing', {}],
  ['an event', { 'event.channel': 'app' }],
  ['an hour', { 'time.hour': 3 }],
  ['gold', { 'member.tier': 'gold' }],
  ['a member', { member: { $exists: true } }],
  ['membership', { membership: 1 }],
  ['gold in the app', { 'member.tier': 'gold', 'event.channel': 'app' }],
  ['both', { $and: [{ 'member.tier': 'gold' }, { 'event.channel': 'app' }] }],
  ['both events', { $and: [{ 'time.hour': 3 }, { 'event.channel': 'app' }] }],
  ['either', { $or: [{ 'member.tier': 'gold' }, { 'event.channel': 'app' }] }],
  ['either level', { $or: [{ 'member.tier': 'gold' }, { 'member.tier': 'silver' }] }],
  ['neither level', { $nor: [{ 'member.tier': 'gold' }, { 'member.tier': 'silver' }] }],
  ['neither', { $nor: [{ 'member.tier': 'gold' }, { 'event.channel': 'app' }] }],
  ['not both', { $nor: [{ 'member.tier': 'gold', 'event.channel': 'app' }] }],
  ['not either', { $nor: [{ $or: [{ 'member.tier': 'gold' }, { 'event.channel': 'app' }] }] }],
  ['not any of two levels', { $nor: [{ $or: [{ 'member.tier': 'gold' }, { 'member.tier': 'silver' }] }] }],
  ['not no level', { $nor: [{ $nor: [{ 'member.tier': 'gold' }] }] }],
  ['deep', { $or: [{ $and: [{ 'member.tier': 'gold' }, { 'time.hour': 3 }] }, { $and: [{ 'member.orders': 9 }] }] }],
];

test('offers that may hold for somebody', async () => {
  const dates = { from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z', earn: { times: 2 } };
  const campaigns = ASKED.map(([id, when], n) => ({ ...dates, id: `c${n}`, name: id, ...(when ? { when } : {}) }));
  const { campaigns: parsed, rules } = programOf({ campaigns: campaigns as never });
  const now = at('2026-03-10T12:00:00Z');
  const told = (who: object | null) =>
    offersView({ campaigns: parsed, rules } as never, who as never, now, 'en')
      .map(({ name, personal }) => `${name}${personal ? '!' : ''}`)
      .join(', ');
  const lines = [null, { tier: 'gold', orders: 1 }, { tier: 'silver', orders: 9 }, { tier: null, orders: 0 }].map(
    (who) => `${who ? `${who.tier} ${who.orders}` : 'a guest'}: ${told(who)}`,
  );
  await kept([...lines, ...assumptionsOf('en'), ...assumptionsOf('fr')], 'offers');
});
