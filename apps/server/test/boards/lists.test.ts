import { LIVE } from '@laurel/contract';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually, type House, openHouse, order } from '../doors/support/house.ts';
import { browse, closeBrowsers } from '../live/support/browser.ts';

const ever = (id: string, more: object = {}) => ({
  id,
  score: { sum: 'points.earned' as const },
  period: 'all' as const,
  ...more,
});

let house: House;
beforeAll(async () => {
  house = await openHouse({
    boards: [
      ever('ever', { ties: 'competition' }),
      ever('city', { group: { by: 'city' } }),
      ever('best-city', { group: { by: 'city', score: 'best' } }),
      ever('mean-city', { group: { by: 'city', score: 'average' } }),
      ever('north', { who: { 'member.attributes.region': 'north' } }),
      ever('regulars', { who: { 'member.segments': 'regulars' } }),
      ever('friends', { friends: true }),
      {
        id: 'money',
        score: { sum: 'spend' },
        period: 'year',
        prizes: [
          { ranks: [1, 1], points: 9 },
          { ranks: [2, 3], points: 5 },
        ],
      },
      {
        id: 'points',
        score: { sum: 'points.earned' },
        period: 'year',
        prizes: [
          { ranks: [1, 1], points: 9 },
          { ranks: [2, 3], points: 5 },
        ],
      },
      {
        id: 'league',
        score: { sum: 'points.earned' },
        period: 'week',
        league: {
          levels: [{ id: 'clay' }, { id: 'silver', name: { en: 'Silver', fr: 'Argent' } }],
          size: 5,
          up: 1,
          down: 1,
          from: 6,
        },
      },
    ],
    names: { refuse: ['Merde', 'admin'] },
    segments: [{ id: 'regulars', when: { 'member.orders': { $gte: 2 } } }],
  } as never);
  const people: [string, number, object][] = [
    ['ada', 50, { city: 'Lyon', region: 'north' }],
    ['bob', 30, { city: 'Lyon' }],
    ['cid', 30, { city: 'Nice', region: 'north' }],
    ['dot', 20, { city: 'Nice' }],
    ['eve', 45, { city: 'Nice' }],
    ['fay', 10, {}],
  ];
  for (const [id, euros, attributes] of people) {
    await house.rest('PUT', `/v1/members/${id}`, { attributes });
    await house.rest('POST', '/v1/events', order(id, euros));
  }
  await eventually(
    () => house.rest('GET', '/v1/leaderboards/ever'),
    ({ body }) => body.members === 6,
  );
});
afterEach(closeBrowsers);
afterAll(() => house[Symbol.asyncDispose]());

const board = async (id: string, query = '') => (await house.rest('GET', `/v1/leaderboards/${id}?${query}`)).body;
const own = async (id: string, member: string, query = '') =>
  (await house.rest('GET', `/v1/leaderboards/${id}/members/${member}?around=3&${query}`)).body;
const scores = (view: { rows: { alias: string; score: number | null }[] }) => view.rows.map(({ score }) => score);

describe('who takes part', () => {
  test('groups stand against each other, and members inside their own', async () => {
    const groups = await board('city');
    expect(groups.list.kind).toBe('groups');
    expect(groups.rows.map(({ alias, score, place }: never) => [alias, score, place])).toEqual([
      ['Nice', 95, 1],
      ['Lyon', 80, 2],
    ]);
    expect((await board('best-city')).rows.map(({ alias, score }: never) => [alias, score])).toEqual([
      ['Lyon', 50],
      ['Nice', 45],
    ]);
    expect(scores(await board('mean-city'))).toEqual([40, 31]);
    expect(scores(await board('city', 'view=all'))).toEqual([50, 45, 30, 30, 20, 10]);
    expect(scores(await board('city', 'group=Nice'))).toEqual([45, 30, 20]);
    const cid = await own('city', 'cid');
    expect([cid.list, cid.members, cid.me.place, scores(cid)]).toEqual([
      { kind: 'group', name: 'Nice', level: null },
      3,
      2,
      [45, 30, 20],
    ]);
    expect((await own('city', 'cid', 'view=groups')).me).toMatchObject({ place: 1, score: 95, id: groups.rows[0].id });
    expect((await own('city', 'fay')).me).toBeNull();
    const wrong = await house.rest('GET', '/v1/leaderboards/ever?view=groups');
    expect([wrong.status, wrong.body.code]).toEqual([400, 'bad_request']);
  });

  test('whoever moves to another city takes the score along; a condition follows what is said of a member', async () => {
    await house.rest('PUT', '/v1/members/bob', { attributes: { city: 'Brest', region: 'north' } });
    await eventually(
      () => board('city'),
      ({ rows }) => rows.length === 3,
    );
    expect((await board('city')).rows.map(({ alias, score }: never) => [alias, score])).toEqual([
      ['Nice', 95],
      ['Lyon', 50],
      ['Brest', 30],
    ]);
    expect(scores(await board('north'))).toEqual([50, 30, 30]);
    await house.rest('PUT', '/v1/members/bob', { attributes: { city: 'Lyon' } });
    await eventually(
      () => board('north'),
      ({ members }) => members === 2,
    );
    expect((await board('city')).rows.map(({ alias, score }: never) => [alias, score])).toEqual([
      ['Nice', 95],
      ['Lyon', 80],
    ]);
  });

  test('a segment has a board: whoever comes into it stands there with all they scored, until they leave it', async () => {
    expect(await board('regulars')).toMatchObject({ members: 0, rows: [] });
    await house.rest('POST', '/v1/events', {
      ...order('dot', 5),
      key: 'dot-again',
      data: { ...order('dot', 5).data, orderId: 'dot-again' },
    });
    const view = await eventually(
      () => board('regulars'),
      ({ members }) => members === 1,
    );
    expect(scores(view)).toEqual([25]);
    await house.rest('POST', '/v1/events', {
      type: 'order.cancelled',
      key: 'dot-cancelled',
      data: { orderId: 'dot-again' },
    });
    await eventually(
      () => board('regulars'),
      ({ members }) => members === 0,
    );
  });

  test('a board that asks for what it cannot know is refused, and told why', async () => {
    const { program } = (await house.rest('GET', '/v1/program')).body;
    const boards = [ever('rich', { who: { 'member.spent': { $gte: 1 } } })];
    const { status, body } = await house.rest('PUT', '/v1/program', { program: { ...program, boards } });
    expect([status, body.code]).toEqual([422, 'program_invalid']);
    expect(JSON.stringify(body)).toContain('not about \\"member.spent\\"');
  });

  test('a league is one plain board until there are enough; then cohorts, joined at the first score', async () => {
    expect((await own('league', 'ada')).list).toMatchObject({
      kind: 'cohort',
      name: 'clay',
      level: { n: 1, of: 2, up: 1, down: 0 },
    });
    const cohorts = await Promise.all(['ada', 'bob', 'cid', 'dot', 'eve', 'fay'].map((id) => own('league', id)));
    expect(cohorts.map(({ members }) => members)).toEqual([5, 5, 5, 5, 5, 1]);
    expect(cohorts.map(({ me }) => me.place)).toEqual([1, 3, 4, 5, 2, 1]);
    expect((await board('league')).members).toBe(6);
    await house.rest('PUT', '/v1/members/fay', { onBoards: false });
    const plain = await eventually(
      () => own('league', 'ada'),
      ({ list }) => list.kind === 'all',
    );
    expect(plain.members).toBe(5);
    await house.rest('PUT', '/v1/members/fay', { onBoards: true });
    await eventually(
      () => own('league', 'fay'),
      ({ list, me }) => list.kind === 'cohort' && me !== null,
    );
  });

  test('among friends, one stands beside those who followed one’s recommendation, and nobody else sees the list', async () => {
    const { code } = (await house.rest('GET', '/v1/members/dot')).body.referral;
    await house.rest('PUT', '/v1/members/gus', { referralCode: code });
    await house.rest('POST', '/v1/events', order('gus', 33));
    const dot = await eventually(
      () => own('friends', 'dot'),
      ({ members }) => members === 2,
    );
    expect([dot.list.kind, dot.me.place, scores(dot)]).toEqual(['friends', 2, [33, 20]]);
    expect(await board('friends')).toMatchObject({ rows: [], members: 0, list: { kind: 'friends' } });
    expect((await own('friends', 'ada')).members).toBe(1);
  });
});

describe('questions', () => {
  test('one’s place on every board comes in one call, and how far the next place and prize are', async () => {
    const { boards } = (await house.rest('GET', '/v1/members/dot/leaderboards')).body;
    expect(boards.map(({ board: id }: never) => id)).toEqual([
      'ever',
      'city',
      'best-city',
      'mean-city',
      'friends',
      'money',
      'points',
      'league',
    ]);
    const mine = await house.storefront('ranks', {}, await house.token('dot'));
    expect(mine.body.result.data.boards).toEqual(boards);
    const of = (id: string) => boards.find((one: { board: string }) => one.board === id).me;
    expect(of('points')).toMatchObject({
      place: 6,
      score: 20,
      toPrize: { place: 3, points: 5, missing: 14 },
      moved: null,
    });
    expect(of('money')).toMatchObject({
      place: 6,
      score: null,
      toNext: null,
      toPrize: { place: 3, points: 5, missing: null },
    });
    expect((await own('points', 'eve')).me.toPrize).toEqual({ place: 1, points: 9, missing: 6 });
    expect((await own('points', 'ada')).me.toPrize).toBeNull();
    const { body } = await house.rest('GET', '/v1/leaderboards');
    expect(body.boards.map(({ members }: never) => members)).toEqual([7, 7, 7, 7, 2, 0, 7, 7, 7, 7]);
  });

  test('a page goes on behind the row that it ended with, whoever has moved meanwhile', async () => {
    const first = await board('ever', 'limit=3');
    await house.rest('PUT', '/v1/members/hal', {});
    await house.rest('POST', '/v1/events', order('hal', 900));
    await eventually(
      () => board('ever'),
      ({ members }) => members === 8,
    );
    const second = await board('ever', `limit=3&cursor=${first.next}`);
    expect([scores(first), scores(second)]).toEqual([
      [50, 45, 33],
      [30, 30, 20],
    ]);
    const { status, body } = await house.rest('GET', `/v1/leaderboards/city?cursor=${first.next}`);
    expect([status, body.code]).toEqual([400, 'bad_request']);
  });

  test('rows and names lead from one board to no other, and a chosen name is the same on all', async () => {
    const [one, two] = [await board('ever'), await board('points')];
    const ids = new Set([...one.rows, ...two.rows].map(({ id }: { id: string }) => id));
    expect(ids.size).toBe(one.rows.length + two.rows.length);
    const aliases = (view: typeof one) => view.rows.map(({ alias }: { alias: string }) => alias);
    expect(aliases(one).filter((alias: string, at: number) => alias === aliases(two)[at]).length).toBeLessThan(3);
    expect(aliases(await board('ever'))).toEqual(aliases(one));
    await house.rest('PUT', '/v1/members/ada', { alias: 'Ada L' });
    await eventually(
      () => board('points', 'limit=2'),
      (view) => aliases(view)[1] === 'Ada L',
    );
    expect(aliases(await board('ever', 'limit=2'))[1]).toBe('Ada L');
  });

  test.each(['merde', 'MERDE alors', 'M é r d e', '4dm1n', 'Super Admin'])(
    'the name %j has a word that is refused',
    async (alias) => {
      const { status, body } = await house.rest('PUT', '/v1/members/ada', { alias });
      expect([status, body.code, body.details[0].path]).toEqual([400, 'bad_request', 'alias']);
    },
  );
});

test('a browser sees its own group, is told of both lists apart, and follows when it changes', async () => {
  const browser = await browse(house.url, { program: house.program.publishableKey, token: await house.token('cid') });
  const heard = (name: string) =>
    browser.heard
      .filter((one) => one.name === name)
      .map(({ data }) => data as never as { asked?: string; view: { list: { kind: string; name: string | null } } });
  browser.hello({ boards: [{ board: 'city' }, { board: 'city', view: 'groups' }] });
  await browser.until(() => heard(LIVE.boardSnapshot).length === 2);
  expect(heard(LIVE.boardSnapshot).map(({ asked, view }) => [asked, view.list.kind, view.list.name])).toEqual([
    [undefined, 'group', 'Nice'],
    ['groups', 'groups', null],
  ]);
  await house.rest('PUT', '/v1/members/cid', { attributes: { city: 'Lyon' } });
  await browser.until(() => heard(LIVE.boardSnapshot).some(({ view }) => view.list.name === 'Lyon'));
});
