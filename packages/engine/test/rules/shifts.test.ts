import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { closingAt } from '../../src/boards/period.ts';
import { closesAt, periodOf, type Scores, scoreEntry, scoreLog, scoreLogWithMorning, spanOf } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
type Score = NonNullable<ProgramInput['boards']>[number]['score'];
const SCORES: Record<string, Score> = {
  paid: { count: 'order.paid' },
  goods: { sum: 'data.subtotal', on: 'order.paid' },
  total: { sum: 'data.total', on: 'order.paid' },
  largest: { best: 'data.total', on: 'order.paid' },
  last: { latest: 'data.total', on: 'order.paid' },
  places: { distinct: 'data.channel', on: 'order.paid' },
  days: { streak: 'order.paid', per: 'day' },
  refunds: { count: 'order.refunded' },
  cancelled: { count: 'order.cancelled' },
  amended: { sum: 'data.total', on: 'order.amended' },
  partner: { sum: 'data.amount', on: 'partner.purchased' },
  played: { sum: 'data.score', on: 'game.played' },
  modes: { distinct: 'data.mode', on: 'game.played' },
};
const document = programOf({
  boards: Object.entries(SCORES).map(([id, score]) => ({ id, score, period: 'all' as const })),
});

/** Scores kept up entry by entry, which must be what the whole log comes to. */
function scored(story: Story, program = document): { n: Record<string, number>; refolds: number } {
  const log = story.log('m');
  let scores: Scores = {};
  let refolds = 0;
  for (const [n, entry] of log.entries()) {
    const next = scoreEntry(program, scores, entry);
    refolds += Number(next.refold);
    scores = next.refold ? scoreLog(program, log.slice(0, n + 1)) : next.scores;
    expect(scores).toEqual(scoreLog(program, log.slice(0, n + 1)));
  }
  return { n: Object.fromEntries(Object.entries(scores).map(([id, { all }]) => [id, all?.n ?? 0])), refolds };
}
const story = () => new Story(document).member('m', NOW);

describe('facts of orders on a board', () => {
  test('an order counts once, by what it comes to; what changes it counts where the board asks for that', () => {
    const one = story();
    one.order('m', 'a', { total: 1_500, shipping: 500, channel: 'app' }, { at: NOW });
    expect(scored(one).n).toEqual({
      paid: 1,
      goods: 1_000,
      total: 1_500,
      largest: 1_500,
      last: 1_500,
      places: 1,
      days: 1,
    });
    one.refund('m', 'a', { amount: 300 }, { at: NOW + 1 });
    one.fact('m', 'order.amended', { orderId: 'a', amendmentId: 'x', currency: 'EUR', total: 2_000 }, { at: NOW + 2 });
    expect(scored(one).n).toMatchObject({ paid: 1, refunds: 1, amended: 2_000, places: 1, days: 1 });
    one.fact('m', 'order.cancelled', { orderId: 'a' }, { at: NOW + 3 });
    expect(scored(one).n).toEqual({ refunds: 1, amended: 2_000, cancelled: 1 });
  });

  test('one that was given back in full before it came never counts', () => {
    const one = story();
    one.refund('m', 'a', { amount: 1_500 }, { at: NOW });
    const order = one.order('m', 'a', { total: 1_500, channel: 'app' }, { at: NOW + 1 });
    expect(order).toMatchObject({ outcome: 'applied', reason: 'order_refunded' });
    expect(scored(one).n).toEqual({});
  });

  test('one that comes back counts as it did; nothing that was nothing begins to', () => {
    const one = story();
    one.order('m', 'free', { total: 500, shipping: 500, channel: 'app' }, { at: NOW });
    one.order('m', 'a', { total: 900, channel: 'web' }, { at: NOW + 1 });
    const before = scored(one).n;
    expect(before).toEqual({ paid: 2, goods: 900, total: 1_400, largest: 900, last: 900, places: 2, days: 1 });
    for (const orderId of ['free', 'a']) {
      one.fact('m', 'order.charged_back', { orderId }, { at: NOW + 2 });
      expect(scored(one).n.paid).toBe(orderId === 'free' ? 1 : undefined);
    }
    for (const orderId of ['free', 'a']) {
      one.fact('m', 'order.chargeback_won', { orderId }, { at: NOW + 3 });
      expect(scored(one).n.goods).toBe(orderId === 'free' ? undefined : 900);
    }
    expect(scored(one).n).toEqual(before);
  });

  test('an order of somebody else is theirs from then on', () => {
    const one = story();
    one.order('m', 'a', { total: 900, channel: 'web' }, { at: NOW });
    one.submit('m', { kind: 'handOver', subject: 'order:a', to: 'n', key: 'h', body: '' }, NOW + 1);
    expect(scored(one).n).toEqual({});
  });

  test('a purchase at a partner counts by its own numbers', () => {
    const one = story();
    one.fact(
      'm',
      'partner.purchased',
      { orderId: ' partner:t', transactionId: 't', currency: 'EUR', amount: 700 },
      { at: NOW },
    );
    expect(scored(one).n).toEqual({ partner: 700 });
  });

  test('what has no number, or none above zero, changes nothing, and asks for no log', () => {
    const one = story();
    for (const [n, data] of [
      {},
      { score: 0 },
      { score: -3 },
      { score: 'x' },
      { score: 4 },
      { mode: true },
      { mode: {} },
    ].entries())
      one.fact('m', 'game.played', data, { at: NOW + n });
    expect(scored(one)).toEqual({ n: { played: 4, modes: 1 }, refolds: 0 });
  });
});

describe('more than a score remembers', () => {
  test('hundreds of values and of interrupted days are counted all the same', () => {
    const program = programOf({
      boards: [
        { id: 'modes', score: SCORES.modes as Score, period: 'all' },
        { id: 'days', score: { streak: 'game.played', per: 'day' }, period: 'all' },
      ],
    });
    const many = new Story(program).member('m', NOW);
    const log = () => many.log('m');
    const plays = 304;
    for (let n = 0; n < plays; n += 1) {
      const when = NOW + n * 2 * DAY;
      many.fact('m', 'game.played', { mode: `m${n}` }, { at: when });
    }
    const all = scoreLog(program, log());
    expect(all).toMatchObject({ modes: { all: { n: plays } }, days: { all: { n: 1, at: NOW } } });
    expect([all.modes?.all?.of, all.days?.all?.of]).toEqual([undefined, undefined]);
    const last = log().at(-1);
    if (!last) throw new Error('there is no entry');
    const before = scoreLog(program, log().slice(0, -1));
    expect(scoreEntry(program, before, last).refold).toBe(true);
    // As many as are remembered.
    const first = scoreLog(program, log().slice(0, 302));
    expect(first.modes?.all?.of).toHaveLength(300);
    expect(scoreLog(program, log().slice(0, 62)).days?.all?.of).toHaveLength(180);
    expect(scoreLog(program, log().slice(0, 63)).days?.all?.of).toBeUndefined();
  });

  test('thousands of periods are told apart', () => {
    const [board] = programOf({ boards: [{ id: 'b', score: SCORES.played as Score, period: 'day' }] }).boards;
    if (!board) throw new Error('there is no board');
    const days = Array.from({ length: 2_010 }, (_, n) => at('2020-01-01T12:00:00Z') + n * DAY);
    const told = days.map((when) => closingAt(board, 'Europe/Paris', when));
    for (let n = 0; n < days.length; n += 67) {
      const period = periodOf(board, 'Europe/Paris', days[n] as number);
      if (!period) throw new Error('there is no period');
      const expected = { ...period, closesAt: closesAt(board, 'Europe/Paris', period) };
      expect(told[n]).toEqual(expected);
      expect(closingAt(board, 'Europe/Paris', days[n] as number)).toEqual(expected);
    }
    const edge = spanOf('Europe/Paris', days[5] as number, 'day').start;
    expect(closingAt(board, 'Europe/Paris', edge)?.id).toBe('2020-01-06');
    expect(closingAt(board, 'Europe/Paris', edge - 1)?.id).toBe('2020-01-05');
  });
});

test('the morning of a log is what it had come to when the day of its last entry began', () => {
  expect(scoreLogWithMorning(document, [])).toEqual({ scores: {}, morning: { day: 0, scores: {} } });
  const one = story();
  one.order('m', 'a', { total: 900 }, { at: NOW });
  one.order('m', 'b', { total: 400 }, { at: NOW + DAY });
  one.order('m', 'c', { total: 300 }, { at: NOW + DAY + 1 });
  const { scores, morning } = scoreLogWithMorning(document, one.log('m'));
  expect(scores.total?.all?.n).toBe(1_600);
  expect(morning.day).toBe(at('2026-03-10T23:00:00Z'));
  expect(morning.scores.total?.all).toEqual({ n: 900, at: NOW });
  // The largest is what it was.
  expect(morning.scores.largest).toBeUndefined();
  one.submit('m', { kind: 'close', reason: 'erased', into: null, key: 'x', body: '' }, NOW + DAY + 2);
  expect(scoreLogWithMorning(document, one.log('m'))).toEqual({
    scores: {},
    morning: { day: morning.day, scores: {} },
  });
});
