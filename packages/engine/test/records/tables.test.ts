import { Board, type Condition, REASONS } from '@laurel/contract';
import { expect, test } from 'vitest';
import { compile } from '../../src/conditions/compile.ts';
import {
  addDuration,
  type BoardPeriod,
  birthdayIn,
  claimText,
  closesAt,
  dayName,
  leagueFrom,
  levelAfter,
  movesOf,
  periodById,
  periodOf,
  prizesFor,
  RankIndex,
  reasonText,
  riskText,
  spanOf,
  sumUp,
  textOf,
} from '../../src/index.ts';
import { decimal, fraction, over, plus, shown, times, whole } from '../../src/number/fraction.ts';
import { spread } from '../../src/number/spread.ts';
import { penOf } from '../../src/views/pen.ts';
import { at, programOf } from '../story.ts';
import { Chance } from './chance.ts';
import { instant, said } from './said.ts';

const kept = (lines: string[], name: string) =>
  expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`tables/${name}.txt`);

const CONDITIONS: Condition[] = [
  {},
  { a: 1 },
  { a: null },
  { a: 'ab' },
  { a: [1, 2] },
  { a: { b: 1 } },
  { a: { $date: '2026-01-01T00:00:00Z' } },
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'].flatMap((key) =>
    [1, 'ab', null, true, [1, 2], { b: 1 }, { $date: '2026-01-01T00:00:00Z' }].map((value) => ({
      a: { [key]: value },
    })),
  ),
  ...['$in', '$nin', '$all'].flatMap((key) =>
    [[], [1, 'ab'], [null], [[1, 2]], [{ b: 1 }], [1, 2]].map((list) => ({ a: { [key]: list } })),
  ),
  { a: { $all: [{ $elemMatch: { b: 1 } }] } } as never,
  { a: { $exists: true } },
  { a: { $exists: false } },
  { a: { $size: 2 } },
  { a: { $size: 0 } },
  { a: { $mod: [2, 1] } },
  { a: { $mod: [2, 0] } },
  { a: { $not: { $gt: 1 } } },
  { a: { $not: { $regex: '^a' } } },
  { a: { $elemMatch: { $gt: 1 } } },
  { a: { $elemMatch: { b: 1, c: { $exists: false } } } },
  { a: { $elemMatch: { $or: [{ b: 2 }, { c: 3 }] } } },
  { a: { $regex: 'b' } },
  { a: { $regex: '^ab$' } },
  { a: { $regex: 'B$', $options: 'i' } },
  { a: { $regex: '^A', $options: '' } },
  { 'a.b': 1 },
  { 'a.b': { $ne: 1 } },
  { 'a.b': { $exists: false } },
  { 'a.b': null },
  { 'a.0': 1 },
  { 'a.1.b': 2 },
  { 'a.0.b': 1 },
  { 'a.0.0': 1 },
  { 'a.b.0': 1 },
  { 'a.0': { $exists: true } },
  { 'a.00': 1 },
  { 'a.b.c': { $size: 1 } },
  { $and: [{ a: { $gt: 0 } }, { a: { $lt: 2 } }] },
  { $or: [{ a: 1 }, { a: 'ab' }] },
  { $nor: [{ a: 1 }, { a: null }] },
  { a: { $gt: 0, $lt: 2 } },
  { a: { $exists: true }, 'a.b': { $exists: true }, 'a.c': { $exists: false } },
];
const DOCS: Record<string, unknown>[] = [
  {},
  { a: null },
  { a: 0 },
  { a: 1 },
  { a: 2 },
  { a: 1.5 },
  { a: -1 },
  { a: Number.NaN },
  { a: 'ab' },
  { a: 'aB' },
  { a: 'ab\n' },
  { a: '' },
  { a: true },
  { a: false },
  { a: new Date('2026-01-01T00:00:00Z') },
  { a: new Date('2026-01-02T00:00:00Z') },
  { a: [] },
  { a: [1, 2] },
  { a: [2, 1] },
  { a: [1, 2, 3] },
  { a: [[1, 2]] },
  { a: [null] },
  { a: ['ab', 1] },
  { a: { b: 1 } },
  { a: { b: 1, c: 3 } },
  { a: { b: null } },
  { a: [{ b: 1 }, { b: 2 }] },
  { a: [{ b: 2, c: 3 }] },
  { a: [{ c: 3 }, 1] },
  { a: { b: { c: [1] } } },
  { a: [[{ b: 1 }]] },
  { a: [{ 0: 1 }] },
  { a: [{ 0: { b: 1 } }, { b: 2 }] },
  { a: { 0: 1, b: [1] } },
  { a: [[[1]], { b: 1 }] },
  { a: [2, { b: 1 }] },
];

test('what conditions hold of what', async () => {
  const lines = CONDITIONS.map((condition) => {
    const holds = compile(condition);
    return `${DOCS.map((doc) => (holds(doc) ? '1' : '·')).join('')} ${JSON.stringify(condition)}`;
  });
  await kept([...DOCS.map((doc) => said(doc)), '', ...lines], 'conditions');
});

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Asia/Tokyo',
  'Africa/Cairo',
  'Pacific/Apia',
  'America/Santiago',
  'UTC',
];
const INSTANTS = [
  '2026-03-28T23:30:00Z',
  '2026-03-29T01:00:00Z',
  '2024-02-29T12:00:00Z',
  '2026-01-31T22:59:59.999Z',
  '2025-12-31T23:00:00Z',
  '2026-10-25T00:30:00Z',
  '2011-12-30T09:00:00Z',
  '2026-11-01T05:30:00Z',
].map(at);

test('calendars', async () => {
  const lines = ZONES.flatMap((zone) =>
    INSTANTS.flatMap((when) => {
      const spans = (['day', 'week', 'month', 'quarter', 'year'] as const).map((unit) => {
        const { start, end } = spanOf(zone, when, unit);
        return `${instant(start)}…${instant(end)}`;
      });
      const later = [
        { minutes: 90 },
        { hours: 25 },
        { days: 1 },
        { weeks: 1 },
        { months: 1 },
        { months: 12 },
        { years: 1 },
      ].flatMap((duration) =>
        ([1, -1] as const).map((sign) => instant(addDuration(zone, when, duration as never, sign))),
      );
      return [
        `${zone} ${instant(when)} ${dayName(zone, when)}`,
        `  in ${spans.join(', ')}`,
        `  then ${later.join(', ')}`,
      ];
    }),
  );
  for (const day of ['02-29', '12-31', '01-01'])
    for (const year of [2024, 2025])
      lines.push(`${day} ${year}: ${ZONES.map((zone) => instant(birthdayIn(day, zone, year))).join(', ')}`);
  await kept(lines, 'calendars');
});

test('periods of boards', async () => {
  const board = (period: unknown) => Board.parse({ id: 'b', score: { sum: 'orders' }, period, hold: { hours: 5 } });
  const boards = [
    'day',
    'week',
    'month',
    'year',
    'all',
    { season: 's', from: '2026-03-29', to: '2026-11-01' },
    { season: 't', from: '2026-03-29T01:00:00Z', to: '2026-10-25T00:30:00Z' },
  ].map(board);
  const ids = [
    '2026-03-29',
    '2026-02-30',
    '2026-3-29',
    '2026-W01',
    '2026-W53',
    '2020-W53',
    '2026-W00',
    '2026-W54',
    '2026-03',
    '2026-13',
    '2026',
    '0000',
    'all',
    's',
    't',
    '',
    'x2026',
    '2026-03-29x',
  ];
  const text = (of: Parameters<typeof closesAt>[0], period: BoardPeriod | null) =>
    said(period && { ...period, closes: closesAt(of, 'Europe/Paris', period) });
  const lines = boards.flatMap((one) => [
    said(one.period),
    ...INSTANTS.map((when) => `  ${instant(when)}: ${text(one, periodOf(one, 'Europe/Paris', when))}`),
    ...ids.map((id) => `  "${id}": ${text(one, periodById(one, 'Europe/Paris', id))}`),
  ]);
  await kept(lines, 'periods');
});

test('ranks, prizes and leagues', async () => {
  const lines: string[] = [];
  for (const ties of ['unique', 'dense', 'competition'] as const) {
    const chance = new Chance(7);
    const index = new RankIndex(ties);
    for (let step = 0; step < 400; step += 1) {
      const id = `m${chance.below(60)}`;
      if (chance.is(25)) index.delete(id);
      else index.set(id, chance.below(12) - 2, chance.below(3));
    }
    lines.push(
      `${ties}, ${index.size}`,
      ...index.page(0, 99).map(({ id, score, at: when, place }) => {
        const next = index.next(id);
        return `  ${place} ${id} ${score} ${when}: ${said({ next, missing: [1, 3, 10].map((at) => index.missing(id, at)), around: index.around(id, 1).map((row) => row.id), above: index.above(score), steps: index.steps(score), bearers: index.bearers(score), passed: index.passed({ score, at: 1, id: 'm3' }) })}`;
      }),
      `  ${said([index.get('nobody'), index.place('nobody'), index.position('nobody'), index.missing('nobody', 1), index.next('nobody'), index.around('nobody', 2), index.page(50, 3), index.page(5, 0)])}`,
    );
  }
  const prizes = [
    { ranks: [1, 1], points: 100 },
    { ranks: [2, 4], points: 31 },
    { ranks: [3, 5], points: 10 },
  ] as never;
  for (const ties of ['unique', 'dense', 'competition'] as const)
    for (const tied of ['all', 'share'] as const)
      for (const places of [[1, 2, 3, 4, 5, 6], [1, 1, 3, 4, 4, 4, 7], [1, 1, 2, 2, 3], []])
        lines.push(`${ties} ${tied} ${places.join(' ')}: ${prizesFor({ ties, tied }, prizes, places).join(' ')}`);
  const levels = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  for (const [size, up, down] of [
    [10, 3, 2],
    [30, 5, 0],
    [5, 0, 4],
  ] as const)
    for (const members of [0, 1, 2, 4, 5, 9, 10, 14]) {
      const league = { levels, size, up, down };
      const after = [0, 1, 2].map((level) =>
        Array.from({ length: members }, (_, place) => levelAfter(league, level, place, members)).join(''),
      );
      lines.push(
        `league ${size} ${up} ${down} of ${members}: ${said(movesOf(league, members))} ${after.join(' ')} from ${leagueFrom(league)}`,
      );
    }
  await kept(lines, 'ranks');
});

test('numbers', async () => {
  const values = [0, 1, 1.1, 0.1, 2.5, 1e-7, 1e21, 0.015, 12.345_678_9];
  const lines = values.flatMap((value) => {
    const one = decimal(value);
    const sums = values
      .filter((other) => other > 0)
      .map((other) =>
        [plus(one, decimal(other)), times(one, decimal(other)), over(one, decimal(other))].map(shown).join(' '),
      );
    return [
      `${value}: ${shown(one)} ${(['floor', 'round', 'ceil'] as const).map((how) => String(whole(one, how))).join(' ')}; ${sums.join(', ')}`,
    ];
  });
  for (const amount of [0n, 1n, 7n, 100n])
    for (const parts of [[1, 1, 1], [1, 2, 4], [0, 0], [0, 5, 5], [3]])
      lines.push(
        `${amount} over ${parts}: ${spread(
          amount,
          parts.map((n) => fraction(n)),
        ).join(' ')}`,
      );
  lines.push(said([sumUp(), sumUp(0.1, 0.2), sumUp(1, 2), sumUp(0.000_000_4, 1)]));
  await kept(lines, 'numbers');
});

test('words', async () => {
  const program = programOf({
    points: { name: { en: { one: 'star', other: 'stars' }, fr: { one: 'étoile', other: 'étoiles' } } },
  });
  const lines = ['en', 'en-US', 'fr', 'fr-CA', 'de', 'ar', 'not a locale', 'FR'].flatMap((locale) => {
    const pen = penOf(locale, program);
    const bare = penOf(locale, null, 'member');
    return [
      `${locale}: ${[pen.locale, pen.points(0), pen.points(1), pen.points(12_345), bare.points(2), pen.plain(1_234.5), pen.signed(3), pen.signed(-2_000), pen.signed(0), pen.money(8_750), pen.money(500, 'JPY'), bare.money(8_750), pen.day(INSTANTS[4] as number), bare.day(INSTANTS[4] as number), pen.on(null), pen.list(['a', 'b', 'c']), pen.who('Zoé'), bare.who('Zoé'), pen.name('rules', 'purchase'), pen.bought('draw:wheel'), pen.bought('mug'), pen.gifts('tier', 'gold'), pen.prizeName('wheel', 'win')].map(said).join(' | ')}`,
      `  ${[textOf({ en: 'E', fr: 'F' }, pen.locale, 'x'), textOf({ de: 'D' }, pen.locale, 'x'), textOf({}, pen.locale, 'x'), textOf('T', pen.locale, 'x'), textOf(undefined, pen.locale, 'x')].join(' ')}`,
      ...(['waiting', 'refused', 'settled'] as const).flatMap((state) =>
        [null, 0, 12].map(
          (points) =>
            `  ${claimText({ orderId: 'o1', state, points, why: points === 12 ? 'No!' : points === 0 ? 'no' : null }, locale, program)}`,
        ),
      ),
    ];
  });
  for (const locale of ['en', 'fr']) {
    for (const reason of Object.keys(REASONS)) lines.push(reasonText(reason as keyof typeof REASONS, locale));
    for (const risk of ['same_email', 'household', 'ring'] as const) lines.push(riskText(risk, locale));
  }
  await kept(lines, 'words');
});
