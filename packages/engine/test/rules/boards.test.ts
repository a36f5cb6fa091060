import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  boardsHash,
  type Entry,
  leagueFrom,
  levelAfter,
  morningOf,
  nextMorning,
  periodById,
  periodOf,
  prizesFor,
  type Scores,
  scoreEntry,
  scoreLog,
  scoreLogWithMorning,
} from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-22T12:00:00Z');

describe('periods', () => {
  const of = (period: 'day' | 'week' | 'month' | 'year' | 'all', when: string, zone = 'Europe/Paris') => {
    const board = { period };
    const found = periodOf(board, zone, at(when));
    if (found) expect(periodById(board, zone, found.id)).toEqual(found);
    return found && [found.id, ...[found.startsAt, found.endsAt].map((t) => t && new Date(t).toISOString())];
  };

  test('are those of the program’s time zone', () => {
    expect(of('day', '2026-11-22T23:30:00Z')).toEqual([
      '2026-11-23',
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T23:00:00.000Z',
    ]);
    expect(of('day', '2026-03-29T10:00:00Z')).toEqual([
      '2026-03-29',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(of('week', '2026-11-22T12:00:00Z')).toEqual([
      '2026-W47',
      '2026-11-15T23:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
    ]);
    expect(of('week', '2027-01-01T12:00:00Z')?.[0]).toBe('2026-W53');
    expect(of('month', '2026-10-31T23:30:00Z', 'UTC')?.[0]).toBe('2026-10');
    expect(of('month', '2026-10-31T23:30:00Z')).toEqual([
      '2026-11',
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
    ]);
    expect(of('year', '2026-12-31T23:30:00Z')?.[0]).toBe('2027');
    expect(of('all', '2026-12-31T23:30:00Z')).toEqual(['all', null, null]);
  });

  test('a season has a name and two dates, and nothing outside them', () => {
    const board = { period: { season: 'spring', from: '2026-03-01T00:00:00Z', to: '2026-06-01T00:00:00Z' } };
    expect(periodOf(board, 'UTC', at('2026-03-01T00:00:00Z'))?.id).toBe('spring');
    expect(periodOf(board, 'UTC', at('2026-06-01T00:00:00Z'))).toBe(null);
    expect(periodById(board, 'UTC', 'summer')).toBe(null);
  });

  test('a season by dates begins and ends with the day of the program’s time zone, on either side of the change of clocks', () => {
    const board = { period: { season: 'spring', from: '2026-03-01', to: '2026-06-01' } };
    const span = (timeZone: string) => {
      const { startsAt, endsAt } = periodById(board, timeZone, 'spring') ?? {};
      return [startsAt, endsAt].map((when) => new Date(Number(when)).toISOString());
    };
    expect(span('Europe/Paris')).toEqual(['2026-02-28T23:00:00.000Z', '2026-05-31T22:00:00.000Z']);
    expect(span('America/New_York')).toEqual(['2026-03-01T05:00:00.000Z', '2026-06-01T04:00:00.000Z']);
    expect(periodOf(board, 'Europe/Paris', at('2026-05-31T21:59:59Z'))?.id).toBe('spring');
    expect(periodOf(board, 'Europe/Paris', at('2026-05-31T22:00:00Z'))).toBe(null);
  });

  test.each(['2026-13', '2026-02-30', '2026-W54', '', 'all', 'x'])('%j is no day, week or month', (id) => {
    for (const period of ['day', 'week', 'month'] as const) expect(periodById({ period }, 'UTC', id)).toBe(null);
  });
});

const boards = (score: object, more: object = {}) => [{ id: 'b', score, period: 'month' as const, ...more }] as never;
const cards = (story: Story): Scores => scoreLog(story.program, story.log('m'));
const month = (story: Story) => cards(story).b?.['2026-11'] ?? null;

describe('RULES 9, 16, 23 and 24: scores', () => {
  test('count what rules and challenges earned at `occurredAt`, pending included, and no gift by hand', () => {
    const challenges = [{ id: 'c', steps: [{ on: 'order.paid', times: 1 }], grant: { points: 7 } }];
    const program = programOf({
      boards: boards({ sum: 'points.earned' }),
      challenges,
      points: { pending: { days: 30 } },
    });
    const story = new Story(program).member('m', NOW);
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    story.submit('m', { kind: 'adjust', points: 99, by: 'a', why: 'b', key: 'a', body: '' }, NOW + 5);
    expect(month(story)).toEqual({ n: 17, at: NOW });
  });

  test('a refund subtracts in the period of the order, while that is open or held, and always of all time', () => {
    const both = [
      { id: 'b', score: { sum: 'points.earned' as const }, period: 'month' as const, hold: { days: 2 } },
      { id: 'all', score: { sum: 'points.earned' as const }, period: 'all' as const },
    ];
    const after = (refundAt: string) => {
      const story = new Story(programOf({ boards: both })).member('m', NOW);
      story.order('m', 'o', { total: 10_000 }, { at: NOW });
      story.refund('m', 'o', { amount: 4_000 }, { at: at(refundAt) });
      return cards(story);
    };
    expect(after('2026-12-02T22:00:00Z')).toMatchObject({ b: { '2026-11': { n: 60 } }, all: { all: { n: 60 } } });
    expect(after('2026-12-02T23:00:00Z')).toMatchObject({ b: { '2026-11': { n: 100 } }, all: { all: { n: 60 } } });
    expect(Object.keys(after('2026-12-02T23:00:00Z').b ?? {})).toEqual(['2026-11']);
  });

  test('a late fact counts in its own period while that is held', () => {
    const score = (received: string) => {
      const story = new Story(programOf({ boards: boards({ count: 'game.played' }, { hold: { hours: 24 } }) })).member(
        'm',
        NOW,
      );
      story.fact('m', 'game.played', {}, { at: NOW, received: at(received) });
      return month(story);
    };
    expect(score('2026-12-01T22:59:59Z')).toEqual({ n: 1, at: NOW });
    expect(score('2026-12-01T23:00:00Z')).toBe(null);
  });

  test('the latest contribution that is still above zero says who was first', () => {
    const story = new Story(programOf({ boards: boards({ sum: 'spend' }) })).member('m', NOW);
    for (let n = 0; n < 3; n += 1) story.order('m', `o${n}`, { total: 1_000 }, { at: NOW + n });
    expect(month(story)).toEqual({ n: 3_000, at: NOW + 2 });
    story.refund('m', 'o2', { amount: 1_000 }, { at: NOW + 9 });
    expect(month(story)).toEqual({ n: 2_000, at: NOW + 1 });
    story.refund('m', 'o1', { amount: 400 }, { at: NOW + 10 });
    expect(month(story)).toEqual({ n: 1_600, at: NOW + 1 });
    for (const id of ['o0', 'o1']) story.refund('m', id, { amount: 1_000 }, { at: NOW + 11 });
    expect(month(story)).toBe(null);
  });

  test('sums of numbers with parts are what a pencil makes of them, so that equal ones are equal', () => {
    const story = new Story(programOf({ rules: [], boards: boards({ sum: 'data.kilometres', on: 'run.finished' }) }));
    for (const id of ['m', 'n']) story.member(id, NOW);
    for (const kilometres of [0.1, 0.2]) story.fact('m', 'run.finished', { kilometres }, { at: NOW + 1 });
    story.fact('n', 'run.finished', { kilometres: 0.3 }, { at: NOW + 2 });
    expect(month(story)).toEqual({ n: 0.3, at: NOW + 1 });
    expect(scoreLog(story.program, story.log('n')).b?.['2026-11']).toEqual({ n: 0.3, at: NOW + 2 });
  });

  test('best and latest are computed anew from what survives a refund', () => {
    for (const [score, expected] of [
      [{ best: 'data.subtotal', on: 'order.paid' }, [9_000, 5_000]],
      [{ latest: 'data.subtotal', on: 'order.paid' }, [2_000, 9_000]],
    ] as const) {
      const story = new Story(programOf({ boards: boards(score) })).member('m', NOW);
      const [best] = expected;
      [5_000, 9_000, 2_000].forEach((total, n) => {
        story.order('m', `o${n}`, { total }, { at: NOW + n });
      });
      expect(month(story)?.n).toBe(best);
      story.refund('m', best === 9_000 ? 'o1' : 'o2', { amount: 9_000 }, { at: NOW + 9 });
      expect(month(story)?.n).toBe(expected[1]);
    }
  });

  test('of two at one instant the later told is the latest, whatever is refunded of the other', () => {
    const story = new Story(programOf({ boards: boards({ latest: 'spend' }) })).member('m', NOW);
    story.order('m', 'o1', { total: 6_000 }, { at: NOW + 1 });
    story.order('m', 'o2', { total: 2_000 }, { at: NOW + 1 });
    story.refund('m', 'o1', { amount: 500 }, { at: NOW + 2 });
    expect(month(story)?.n).toBe(2_000);
    story.refund('m', 'o2', { amount: 2_000 }, { at: NOW + 3 });
    expect(month(story)?.n).toBe(5_500);
  });

  test('who has not joined stands on no board, and who is closed leaves them all', () => {
    const story = new Story(programOf({ boards: boards({ sum: 'spend' }) })).member('m', NOW, { joined: false });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(cards(story)).toEqual({});
    const other = new Story(programOf({ boards: boards({ sum: 'spend' }) })).member('m', NOW);
    other.order('m', 'o', { total: 1_000 }, { at: NOW });
    const before = cards(other);
    const closed = other.submit('m', { kind: 'close', reason: 'erased', into: null, key: 'c', body: '' }, NOW);
    expect(scoreEntry(other.program, before, closed)).toEqual({
      scores: {},
      touched: [{ board: 'b', period: '2026-11', n: 0, at: NOW }],
      refold: false,
    });
    expect(cards(other)).toEqual({});
  });

  test('the hash moves with what scoring depends on, and with nothing else', () => {
    const of = (board: object, name = 'A') => boardsHash(programOf({ name, boards: boards({ sum: 'spend' }, board) }));
    expect(of({}, 'B')).toBe(of({}));
    expect(of({ show: 'score' })).toBe(of({}));
    expect(of({ period: 'week' })).not.toBe(of({}));
    expect(of({ hold: { hours: 1 } })).not.toBe(of({}));
  });
});

test('folding entry by entry, with a fresh fold where it asks for one, comes to the whole fold, and so does the morning', () => {
  const kinds = ['sum', 'best', 'latest', 'count'] as const;
  const metrics = ['points.earned', 'spend', 'orders', 'challenges.completed'] as const;
  const all = kinds.flatMap((kind) =>
    metrics.map((metric) => ({ id: `${kind}-${metric}`.replace('.', '-'), score: { [kind]: metric }, period: 'week' })),
  );
  const program = programOf({
    boards: [
      ...all,
      { id: 'count', score: { count: 'order.paid' }, period: 'all' },
      { id: 'stores', score: { distinct: 'data.store', on: 'store.visited' }, period: 'month' },
      { id: 'totals', score: { distinct: 'data.total', on: 'order.paid' }, period: 'all' },
      { id: 'days', score: { streak: 'store.visited' }, period: 'all' },
      { id: 'weeks', score: { streak: 'order.paid', per: 'week' }, period: 'year' },
    ],
    challenges: [{ id: 'c', steps: [{ on: 'order.paid', times: 3 }], grant: { points: 9 }, onRefund: 'undo' }],
  } as never);
  const story = new Story(program).member('m', NOW);
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const entries = (): Entry[] => story.log('m');
  let { scores, morning } = scoreLogWithMorning(program, entries());
  let [refolds, marks] = [0, 0];
  for (let n = 0; n < 160; n += 1) {
    const received = NOW + n * DAY * 0.3;
    const when = received - random(10) * DAY;
    const what = random(4);
    if (n < 3 || what === 0) story.order('m', `o${n}`, { total: 100 + random(20) * 100 }, { at: when, received });
    else if (what === 1) story.refund('m', `o${n - 1 - random(3)}`, { amount: random(2_000) }, { at: received });
    else story.fact('m', 'store.visited', { store: `s${random(9)}` }, { at: when, received });
    const last = entries().at(-1) as Entry;
    const scored = scoreEntry(program, scores, last);
    const fresh = scoreLogWithMorning(program, entries());
    if (scored.refold) {
      refolds += 1;
      ({ scores, morning } = fresh);
    } else {
      const day = morningOf(program.timeZone, last.recordedAt);
      morning = nextMorning(morning, day, scores, scored.touched, scored.scores);
      scores = scored.scores;
    }
    expect(scores).toEqual(scoreLog(program, entries()));
    expect({ scores, morning }).toEqual(fresh);
    if (Object.keys(morning.scores).length > 0) marks += 1;
  }
  expect(refolds).toBeGreaterThan(0);
  expect(refolds).toBeLessThan(90);
  expect(marks).toBeGreaterThan(50);
});

describe('different values and streaks', () => {
  const scored = (score: object, facts: [string, Record<string, unknown>?][], zone = 'Europe/Paris') => {
    const story = new Story(programOf({ boards: [{ id: 'b', score, period: 'all' }] as never, timeZone: zone })).member(
      'm',
      at('2026-01-01T00:00:00Z'),
    );
    for (const [when, data] of facts) story.fact('m', 'store.visited', data ?? {}, { at: at(when) });
    const score_ = cards(story).b?.all;
    return score_ && [score_.n, new Date(score_.at).toISOString()];
  };

  test('count a value once, and say when the last new one came', () => {
    const visits: [string, Record<string, unknown>][] = [
      ['2026-11-01T10:00:00Z', { store: 'Lyon' }],
      ['2026-11-02T10:00:00Z', { store: 'Nice' }],
      ['2026-11-03T10:00:00Z', { store: 'Lyon' }],
      ['2026-11-04T10:00:00Z', {}],
    ];
    expect(scored({ distinct: 'data.store', on: 'store.visited' }, visits)).toEqual([2, '2026-11-02T10:00:00.000Z']);
  });

  test.each(['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe'])(
    'count local days one after the other over both changes of the clocks in %s',
    (zone) => {
      for (const [year, month] of [
        [2026, 3],
        [2026, 4],
        [2026, 10],
        [2026, 11],
      ] as const) {
        // The first and the last moment of every local day, in turn: 23, 24 or 25 hours lie between the days.
        const days = Array.from({ length: 28 }, (_, day) => {
          const start = Temporal.PlainDate.from({ year, month, day: day + 1 }).toZonedDateTime(zone);
          return day % 2 ? start.add({ days: 1 }).subtract({ milliseconds: 1 }) : start;
        }).map((moment) => new Date(moment.epochMilliseconds).toISOString());
        expect(
          scored(
            { streak: 'store.visited' },
            days.map((day) => [day]),
            zone,
          )?.[0],
        ).toBe(28);
        expect(
          scored(
            { streak: 'store.visited' },
            days.filter((_, day) => day !== 9).map((day) => [day]),
            zone,
          ),
        ).toEqual([18, days[27]]);
      }
    },
  );

  test('of two streaks of one length the earlier one counts; weeks begin on Monday, also at the turn of the year', () => {
    expect(
      scored({ streak: 'store.visited' }, [
        ['2026-11-01T10:00:00Z'],
        ['2026-11-02T10:00:00Z'],
        ['2026-11-05T10:00:00Z'],
        ['2026-11-06T10:00:00Z'],
      ]),
    ).toEqual([2, '2026-11-02T10:00:00.000Z']);
    expect(
      scored({ streak: 'store.visited', per: 'week' }, [
        ['2026-12-27T10:00:00Z'],
        ['2026-12-28T10:00:00Z'],
        ['2027-01-04T10:00:00Z'],
      ]),
    ).toEqual([3, '2027-01-04T10:00:00.000Z']);
    expect(
      scored({ streak: 'store.visited', per: 'week' }, [['2026-12-20T10:00:00Z'], ['2026-12-28T10:00:00Z']])?.[0],
    ).toBe(1);
  });
});

describe.each(['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe'])('periods in %s', (zone) => {
  test('are what a calendar on the wall says, follow each other without a gap, and are found again by their id', () => {
    const instants = fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, fc.constantFrom('day', 'week', 'month', 'year'), (when, period) => {
        const found = periodOf({ period }, zone, when);
        if (!found || found.startsAt === null || found.endsAt === null) throw new Error('no period');
        expect(found.startsAt <= when && when < found.endsAt).toBe(true);
        const local = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(zone).toPlainDate();
        const first =
          period === 'day'
            ? local
            : period === 'week'
              ? local.subtract({ days: local.dayOfWeek - 1 })
              : local.with(period === 'month' ? { day: 1 } : { month: 1, day: 1 });
        const last = first.add({ [`${period}s`]: 1 });
        expect(found.startsAt).toBe(first.toZonedDateTime(zone).startOfDay().epochMilliseconds);
        expect(found.endsAt).toBe(last.toZonedDateTime(zone).startOfDay().epochMilliseconds);
        expect(periodById({ period }, zone, found.id)).toEqual(found);
        expect(periodOf({ period }, zone, found.endsAt)?.startsAt).toBe(found.endsAt);
        expect(periodOf({ period }, zone, found.startsAt - 1)?.endsAt).toBe(found.startsAt);
      }),
      { numRuns: 300 },
    );
  });
});

describe('prizes', () => {
  const prizes = [
    { ranks: [1, 1] as [number, number], points: 100 },
    { ranks: [2, 3] as [number, number], points: 50 },
    { ranks: [3, 4] as [number, number], points: 8 },
  ];
  const won = (ties: 'unique' | 'dense' | 'competition', tied: 'all' | 'share', places: number[]) =>
    prizesFor({ ties, tied }, prizes, places);

  test('go to the places that the board gives; whoever shares one wins it whole, or shares', () => {
    expect(won('unique', 'all', [1, 2, 3, 4, 5])).toEqual([100, 50, 58, 8, 0]);
    expect(won('competition', 'all', [1, 2, 2, 4, 5])).toEqual([100, 50, 50, 8, 0]);
    expect(won('dense', 'all', [1, 1, 2, 3, 3, 4, 5])).toEqual([100, 100, 50, 58, 58, 8, 0]);
    // The two at place 2 cover places 2 and 3; the three at place 4 would be 4 to 6.
    expect(won('competition', 'share', [1, 2, 2, 4, 4, 4])).toEqual([100, 54, 54, 2, 2, 2]);
    expect(won('dense', 'share', [1, 1, 2, 2, 2])).toEqual([50, 50, 16, 16, 16]);
  });

  test('shared, never come to more than they are, and all of it goes out but for the remainders', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 40 }), (scores) => {
        const sorted = [...scores].sort((a, b) => b - a);
        const places = sorted.map((score) => sorted.indexOf(score) + 1);
        const sum = won('competition', 'share', places).reduce((a, b) => a + b, 0);
        expect(sum).toBeLessThanOrEqual(216);
        const shared = new Set(places.filter((place) => place <= 4));
        const largest = places.length - shared.size;
        expect(sum).toBeGreaterThanOrEqual(216 - shared.size * (largest + 1));
      }),
    );
  });
});

test('leagues: the first rise, the last go down, nobody leaves the ladder, and few of a cohort that is not full', () => {
  const league = { levels: [{ id: 'low' }, { id: 'mid' }, { id: 'top' }], size: 30, up: 5, down: 5 };
  const after = (level: number, members: number) =>
    Array.from({ length: members }, (_, position) => levelAfter(league, level, position, members));
  expect(after(1, 30)).toEqual([...Array(5).fill(2), ...Array(20).fill(1), ...Array(5).fill(0)]);
  expect(after(0, 30)).toEqual([...Array(5).fill(1), ...Array(25).fill(0)]);
  expect(after(2, 30)).toEqual([...Array(25).fill(2), ...Array(5).fill(1)]);
  expect(after(1, 3)).toEqual([2, 1, 1]);
  expect(after(1, 1)).toEqual([1]);
  expect(leagueFrom(league)).toBe(60);
  expect(leagueFrom({ ...league, from: 10 })).toBe(10);
});
