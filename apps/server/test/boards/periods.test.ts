import { afterEach, describe, expect, test } from 'vitest';
import { openDoors } from '../../src/doors/http.ts';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import type { NoticeDocument, PeriodDocument } from '../../src/store/documents.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { eventually, type House, openHouse, order } from '../doors/support/house.ts';

const START = Date.parse('2026-11-20T10:00:00Z');
const HOUR = 3_600_000;
const sum = { sum: 'points.earned' as const };

let house: House;
let clock: number;
afterEach(() => house?.[Symbol.asyncDispose]());

async function open(boards: object[], step?: (name: string) => void): Promise<void> {
  clock = START;
  house = await openHouse({ boards, tiers: [], challenges: [] } as never, {}, {
    now: () => clock,
    ...(step ? { step } : {}),
  } as never);
}

const board = async (id: string, query = '') => (await house.rest('GET', `/v1/leaderboards/${id}?${query}`)).body;
const periods = async (id: string) => (await house.rest('GET', `/v1/leaderboards/${id}/periods?limit=50`)).body.rows;
const buy = (member: string, euros: number, data: object = {}) =>
  house.rest('POST', '/v1/events', { ...order(member, euros, data), occurredAt: new Date(clock).toISOString() });
const seen = (id: string, members: number) =>
  eventually(
    () => board(id),
    (view) => view.members === members,
  );
const registered = (id: string, period: string) =>
  eventually(
    () => house.laurel.store.periods.findOne({ board: id, period }).lean<PeriodDocument>(),
    (found) => found !== null,
  );
const closed = (id: string, period: string) =>
  eventually(
    () => house.laurel.store.periods.findOne({ board: id, period }).lean<PeriodDocument>(),
    (found) => found?.state === 'closed' && found.done,
  );
const prizesIn = async (member: string) =>
  (await house.rest('GET', `/v1/members/${member}/entries?limit=100`)).body.rows.filter(
    ({ kind }: { kind: string }) => kind === 'reaction',
  );
const points = async (member: string) => (await house.rest('GET', `/v1/members/${member}`)).body.points.balance;
const places = (view: { rows: { place: number; score: number }[] }) =>
  view.rows.map(({ place, score }) => [place, score]);

describe('a period that ends', () => {
  test('is held, closed, archived for good; prizes are granted once from the archive, and shared as the board says', async () => {
    await open([
      {
        id: 'day',
        score: sum,
        period: 'day',
        ties: 'competition',
        tied: 'share',
        hold: { hours: 2 },
        prizes: [
          { ranks: [1, 1], points: 1_000 },
          { ranks: [2, 2], points: 301 },
          { ranks: [3, 3], points: 100 },
        ],
      },
    ]);
    const first = await buy('ada', 50, { orderId: 'ada-1' });
    await buy('bob', 30);
    await buy('cid', 30);
    await buy('dot', 10);
    await seen('day', 4);
    await registered('day', '2026-11-20');
    // 23:00 UTC is midnight in Paris.
    clock = Date.parse('2026-11-21T00:30:00Z');
    expect((await board('day', 'period=2026-11-20')).period.state).toBe('held');
    // A late fact counts while it is held.
    const late = { ...order('dot', 5), occurredAt: '2026-11-20T22:00:00Z' };
    await house.rest('POST', '/v1/events', late);
    await eventually(
      () => board('day', 'period=2026-11-20'),
      ({ rows }) => rows[3]?.score === 15,
    );
    clock = Date.parse('2026-11-21T01:00:16Z');
    const period = await closed('day', '2026-11-20');
    expect(period).toMatchObject({ members: 4, winners: 3, points: 1_400, prizes: 'granted', history: false });
    expect(period?.closesAt.toISOString()).toBe('2026-11-21T01:00:00.000Z');
    const final = await board('day', 'period=2026-11-20');
    expect([final.period.state, places(final)]).toEqual([
      'closed',
      [
        [1, 50],
        [2, 30],
        [2, 30],
        [4, 15],
      ],
    ]);
    expect(await Promise.all(['ada', 'bob', 'cid', 'dot'].map(points))).toEqual([1_050, 230, 230, 15]);
    const [entry] = await prizesIn('bob');
    expect(entry.text).toBe('Place 2 on the leaderboard “day” (2026-11-20): 200 points.');
    // A refund after the close changes the balance, not the archive.
    expect(first.status).toBe(201);
    await house.rest('POST', '/v1/events', {
      type: 'order.refunded',
      key: 'refund-ada',
      member: 'ada',
      data: { orderId: 'ada-1', refundId: 'r1', amount: 5_000 },
    });
    expect(await points('ada')).toBe(1_000);
    expect(places(await board('day', 'period=2026-11-20'))).toEqual(places(final));
    // Pages of an archive go on, and one’s own place is found in it.
    const top = await board('day', 'period=2026-11-20&limit=3');
    expect(places(await board('day', `period=2026-11-20&limit=3&cursor=${top.next}`))).toEqual([[4, 15]]);
    const own = (await house.rest('GET', '/v1/leaderboards/day/members/dot?period=2026-11-20&around=1')).body;
    expect([own.me.place, own.me.id, own.rows.length]).toEqual([4, final.rows[3].id, 2]);
    // Another process, and everything made anew: nothing is closed or granted twice.
    const other = await openDoors(house.laurel, { port: 0, host: '127.0.0.1' });
    await rebuildProjections(house.laurel);
    await house.laurel.store.periods.updateOne({ board: 'day', period: '2026-11-20' }, { $set: { done: false } });
    await closed('day', '2026-11-20');
    await other.close();
    expect(await Promise.all(['ada', 'bob', 'cid', 'dot'].map(points))).toEqual([1_000, 230, 230, 15]);
    const notices = await house.laurel.store.outbox.find({ type: 'board.period_closed' }).lean<NoticeDocument[]>();
    expect(notices.filter(({ data }) => data.period === '2026-11-20')).toHaveLength(1);
    const [{ data }] = notices as [NoticeDocument];
    // Who is equal in score and time stands by a random id.
    const named = (data.winners as { externalId: string }[]).toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1));
    expect({ ...data, winners: named }).toMatchObject({
      members: 4,
      prizes: { winners: 3, points: 1_400 },
      winners: [
        { externalId: 'ada', place: 1, points: 1_000 },
        { externalId: 'bob', place: 2, points: 200 },
        { externalId: 'cid', place: 2, points: 200 },
      ],
    });
    expect(await periods('day')).toMatchObject([{ period: '2026-11-20', prizes: 'granted', history: false }]);
  });

  test('closes once, wherever its process breaks off', async () => {
    const steps = ['period.ranked', 'period.archived', 'period.closed', 'period.granted', 'period.told'];
    let broken: string | null = null;
    await open(
      [{ id: 'day', score: sum, period: 'day', hold: { hours: 0 }, prizes: [{ ranks: [1, 2], points: 7 }] }],
      (name) => {
        if (name !== broken) return;
        broken = null;
        throw new Error(`broke off after ${name}`);
      },
    );
    for (const [n, step] of steps.entries()) {
      const day = new Date(clock).toISOString().slice(0, 10);
      for (const [at, member] of ['ada', 'bob', 'cid'].entries()) await buy(member, 10 + ((at + n) % 3));
      await seen('day', 3);
      await registered('day', day);
      broken = step;
      clock += 24 * HOUR;
      await closed('day', day);
      expect([step, broken]).toEqual([step, null]);
      expect(places(await board('day', `period=${day}`))).toEqual([
        [1, 12],
        [2, 11],
        [3, 10],
      ]);
    }
    const won = await Promise.all(['ada', 'bob', 'cid'].map(async (member) => (await prizesIn(member)).length));
    expect(won.reduce((a, b) => a + b)).toBe(10);
    expect(await house.laurel.store.outbox.countDocuments({})).toBe(5);
    const archives = new Set((await house.laurel.store.archives.find({}).lean()).map(({ archive }) => archive));
    expect(archives.size).toBe(5);
  });

  test('moves the first of each cohort up and the last down, and a board that is taken away is closed as it was', async () => {
    const league = { levels: [{ id: 'clay' }, { id: 'iron' }], size: 5, up: 1, down: 1, from: 3 };
    const week = {
      id: 'week',
      score: sum,
      period: 'week',
      hold: { hours: 0 },
      league,
      prizes: [{ ranks: [1, 1], points: 9, level: 'clay' }],
    };
    await open([
      week,
      { id: 'gone', score: sum, period: 'week', hold: { hours: 0 }, prizes: [{ ranks: [1, 1], points: 4 }] },
    ]);
    for (const [n, member] of ['ada', 'bob', 'cid'].entries()) await buy(member, 30 - n * 10);
    await seen('gone', 3);
    await Promise.all([registered('week', '2026-W47'), registered('gone', '2026-W47')]);
    const { body } = await house.rest('GET', '/v1/program');
    const document = { ...body.program, boards: [week] };
    const put = await house.rest('PUT', '/v1/program', { program: document });
    expect(put.status).toBeLessThan(300);
    clock = Date.parse('2026-11-23T10:00:00Z');
    await Promise.all([closed('week', '2026-W47'), closed('gone', '2026-W47')]);
    expect(places(await board('gone', 'period=2026-W47'))).toEqual([
      [1, 30],
      [2, 20],
      [3, 10],
    ]);
    expect(await points('ada')).toBe(30 + 9 + 4);
    for (const member of ['ada', 'bob', 'cid']) await buy(member, 10);
    await seen('week', 3);
    const levels = async () =>
      Promise.all(
        ['ada', 'bob', 'cid'].map(
          async (member) => (await house.rest('GET', `/v1/leaderboards/week/members/${member}`)).body.list.level?.id,
        ),
      );
    await eventually(levels, (found) => found.join() === 'iron,clay,clay');
    await rebuildProjections(house.laurel);
    expect(await levels()).toEqual(['iron', 'clay', 'clay']);
  });
});

test('history is archived and wins nothing unless asked, and is archived anew when more is brought in', async () => {
  await open([{ id: 'month', score: sum, period: 'month', prizes: [{ ranks: [1, 1], points: 5 }] }]);
  const line = (member: string, at: string, euros: number) =>
    JSON.stringify({ ...order(member, euros), occurredAt: at });
  async function* lines(...all: string[]) {
    yield* all;
  }
  const bring = (...all: string[]) => importEvents(house.laurel, house.program, lines(...all), { strict: true });
  await bring(
    line('ada', '2026-08-03T10:00:00Z', 20),
    line('bob', '2026-08-04T10:00:00Z', 30),
    line('ada', '2026-09-03T10:00:00Z', 40),
  );
  await Promise.all([closed('month', '2026-08'), closed('month', '2026-09')]);
  expect(places(await board('month', 'period=2026-08'))).toEqual([
    [1, 30],
    [2, 20],
  ]);
  expect((await periods('month')).map(({ period, history, prizes }: never) => [period, history, prizes])).toEqual([
    ['2026-09', true, 'none'],
    ['2026-08', true, 'none'],
  ]);
  const granted = await house.rest('POST', '/v1/leaderboards/month/periods/2026-08/prizes');
  // The house’s own key may do everything.
  expect([granted.status, granted.body.prizes]).toEqual([200, 'due']);
  await eventually(
    () => points('bob'),
    (balance) => balance === 35,
  );
  await bring(line('cid', '2026-08-05T10:00:00Z', 90), line('cid', '2026-09-05T10:00:00Z', 90));
  await eventually(
    () => board('month', 'period=2026-09'),
    ({ rows }) => rows.length === 2,
  );
  // Prizes were granted from this one: it stands.
  expect(places(await board('month', 'period=2026-08'))).toEqual([
    [1, 30],
    [2, 20],
  ]);
  const twice = await house.rest('POST', '/v1/leaderboards/month/periods/2026-08/prizes');
  expect(twice.body).toMatchObject({ prizes: 'granted', winners: 1, points: 5 });
  expect(await house.laurel.store.outbox.countDocuments({})).toBe(0);
});
