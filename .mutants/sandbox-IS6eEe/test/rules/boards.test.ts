// @ts-nocheck
import { describe, expect, test } from 'vitest';
import { boardsHash, type Entry, periodById, periodOf, type Scores, scoreEntry, scoreLog } from '../../src/index.ts';
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

test('folding entry by entry, with a fresh fold where it asks for one, comes to the whole fold', () => {
  const kinds = ['sum', 'best', 'latest'] as const;
  const metrics = ['points.earned', 'spend', 'orders'] as const;
  const all = kinds.flatMap((kind) =>
    metrics.map((metric) => ({ id: `${kind}-${metric}`.replace('.', '-'), score: { [kind]: metric }, period: 'week' })),
  );
  const program = programOf({
    boards: [...all, { id: 'count', score: { count: 'order.paid' }, period: 'all' }],
  } as never);
  const story = new Story(program).member('m', NOW);
  let seed = 7;
  const random = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const entries = (): Entry[] => story.log('m');
  let scores = scoreLog(program, entries());
  let refolds = 0;
  for (let n = 0; n < 150; n += 1) {
    const when = NOW + n * DAY * 0.3;
    if (n < 3 || random(3) > 0)
      story.order('m', `o${n}`, { total: 100 + random(20) * 100 }, { at: when - random(10) * DAY, received: when });
    else story.refund('m', `o${n - 1 - random(3)}`, { amount: random(2_000) }, { at: when });
    const scored = scoreEntry(program, scores, entries().at(-1) as Entry);
    if (scored.refold) refolds += 1;
    scores = scored.refold ? scoreLog(program, entries()) : scored.scores;
    expect(scores).toEqual(scoreLog(program, entries()));
  }
  expect(refolds).toBeGreaterThan(0);
  expect(refolds).toBeLessThan(60);
});
