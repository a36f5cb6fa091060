import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StorefrontRouter } from '../../src/doors/storefront/router.ts';
import { eventually, type House, ORIGIN, openHouse, order } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const address = () => `${house.url}/p/${house.program.publishableKey}/trpc`;

describe('a guest', () => {
  test('gets the page by a GET that caches keep and no preflight precedes', async () => {
    const answer = await house.storefront('snapshot', { locale: 'fr', boards: [{ board: 'month' }, {}] }, undefined, {
      origin: ORIGIN,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=5, stale-while-revalidate=30');
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
    const { program, member, boards, now } = answer.body.result.data;
    expect(program).toMatchObject({ name: 'Maison Claire', currency: 'EUR' });
    expect(member).toBeNull();
    expect(
      boards.map(({ view, me }: { view: { board: string; name: string }; me: unknown }) => [view.board, view.name, me]),
    ).toEqual([
      ['month', 'Ce mois-ci', null],
      ['month', 'Ce mois-ci', null],
    ]);
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000);
  });

  test('without an origin may read, and not write', async () => {
    expect((await house.storefront('snapshot', {})).status).toBe(200);
    const answer = await house.fetch(`/p/${house.program.publishableKey}/trpc/storefront.me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await house.token('ada')}` },
      body: '{}',
    });
    expect(answer.body.error.data.code).toBe('origin_not_allowed');
  });

  test('of a page that the program does not name gets no leave to read', async () => {
    for (const origin of ['https://evil.example', `${ORIGIN}.evil.example`, 'http://shop.example', 'null']) {
      const answer = await house.storefront('snapshot', {}, undefined, { origin });
      expect([origin, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([origin, 403, null]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await house.storefront('snapshot', {}, undefined, { origin: house.url })).status).toBe(200);
  });

  test('of a page with a key that is of no program may read that it is one', async () => {
    for (const key of ['my-shop', `pk_${'0'.repeat(32)}`]) {
      const answer = await house.fetch(`/p/${key}/trpc/storefront.snapshot?input={}`, { headers: { origin: ORIGIN } });
      expect([answer.status, answer.body.error.data.code]).toEqual([404, 'program_not_found']);
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    }
  });

  test('sees at most a hundred rows', async () => {
    const crowd = Array.from({ length: 120 }, (_, n) => order(`crowd-${n}`, n + 1));
    await house.rest('POST', '/v1/events/batch', { events: crowd });
    const page = await eventually(
      () => house.storefront('board', { board: 'ever', limit: 90 }),
      ({ body }) => body.result.data.members >= 120,
    );
    const rest = await house.storefront('board', { board: 'ever', limit: 90, cursor: page.body.result.data.next });
    expect([page, rest].map(({ body }) => body.result.data.rows.length)).toEqual([90, 10]);
    expect(rest.body.result.data.next).toBeNull();
    const shop = await house.rest('GET', '/v1/leaderboards/ever?limit=100');
    const more = await house.rest('GET', `/v1/leaderboards/ever?limit=100&cursor=${shop.body.next}`);
    expect(more.body.rows.length).toBeGreaterThanOrEqual(20);
    const further = await house.storefront('board', { board: 'ever', limit: 90, cursor: shop.body.next });
    expect(further.body.result.data.rows).toEqual([]);
    const none = await house.storefront('snapshot', { boards: [{ board: 'nothing' }, { board: 'ever' }] });
    expect(none.body.result.data.boards).toMatchObject([
      { view: null, me: null, error: { code: 'board_not_found' } },
      { view: { board: 'ever' } },
    ]);
    const nobody = await house.fetch('/p/pk_nobody/trpc/storefront.snapshot?input={}');
    expect([nobody.status, nobody.body.error.data.code]).toEqual([404, 'program_not_found']);
  });
});

test('a preflight is answered for a day, without credentials, to allowed origins only', async () => {
  const ask = (origin: string) =>
    fetch(`${address()}/storefront.me`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const answer = await ask(ORIGIN);
  expect([answer.status, answer.headers.get('access-control-max-age')]).toEqual([204, '86400']);
  expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

describe('a member', () => {
  test('whom the shop signed in is one, and sees their own things', async () => {
    const token = await house.token('zoé/1');
    const first = await house.storefront('me', { boards: [{ board: 'ever', around: 1 }] }, token);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.body.result.data.member).toMatchObject({
      externalId: 'zoé/1',
      status: 'joined',
      points: { balance: 0 },
    });
    expect(first.body.result.data.boards[0].me).toMatchObject({ me: null });
    await house.rest('POST', '/v1/events', order('zoé/1', 250));
    const later = await eventually(
      () => house.storefront('me', { boards: [{ board: 'ever', around: 1 }] }, token),
      ({ body }) => body.result.data.boards[0].me.me !== null,
    );
    const { member, boards } = later.body.result.data;
    expect(member.points.available).toBe(250);
    expect(boards[0].me.me).toMatchObject({ place: 1, score: 250 });
    expect(boards[0].view.rows[0].id).toBe(boards[0].me.me.id);
    expect(JSON.stringify(boards)).not.toContain('zoé/1');
  });

  test('finds their own row on the page as their own place tells it, whatever arrives meanwhile', async () => {
    const token = await house.token('racer');
    const limit = 100;
    const asked = { boards: [{ board: 'ever', limit, around: 1 }] };
    const sent = Array.from({ length: 25 }, (_, n) =>
      house.rest('POST', '/v1/events', order(n % 2 ? 'racer' : 'rival', n + 1)),
    );
    let over = false;
    const all = Promise.all(sent).then(() => {
      over = true;
    });
    let seen = 0;
    const look = async () => {
      const { body } = await house.storefront('me', asked, token);
      const [{ view, me }] = body.result.data.boards;
      if (me.me === null) return;
      const { id, place, score } = me.me;
      const own = { id, place, score };
      expect(me.rows.find((row: { id: string }) => row.id === id)).toMatchObject(own);
      // With their first orders they may stand behind the page.
      if (place > limit) return;
      expect(view.rows.find((row: { id: string }) => row.id === id)).toMatchObject(own);
      seen += 1;
    };
    while (!over || seen === 0) await look();
    await all;
  });

  test('asks without a preflight, the token before the body, and is answered as by the header', async () => {
    const token = await house.token('plain');
    const ask = (body: string, origin = ORIGIN) =>
      house.fetch(`/p/${house.program.publishableKey}/trpc/storefront.me`, {
        method: 'POST',
        headers: { origin, 'content-type': 'text/plain;charset=UTF-8' },
        body,
      });
    const input = { locale: 'fr', boards: [] };
    const plain = await ask(`${token}\n${JSON.stringify(input)}`);
    const usual = await house.storefront('me', input, token);
    expect(plain.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const { now: _, ...told } = plain.body.result.data;
    expect(told).toEqual({ ...usual.body.result.data, now: undefined });
    const codes = await Promise.all(
      [`${token}x\n{}`, '\n{}', `${token}\n{`, JSON.stringify(input)].map(async (body) => {
        const { status, body: answer } = await ask(body);
        return [status, answer.error.data.code];
      }),
    );
    expect(codes).toEqual([
      [401, 'unauthorized'],
      [401, 'unauthorized'],
      [400, 'bad_request'],
      [401, 'unauthorized'],
    ]);
    expect((await ask(`${token}\n{}`, 'https://evil.example')).status).toBe(403);
    const long = await ask(`${token}\n${' '.repeat(2_000_000)}`);
    expect(long.status).toBe(413);
  });

  test('chooses a name, steps off boards, and buys', async () => {
    const token = await house.token('yan');
    await house.rest('POST', '/v1/events', order('yan', 120));
    const named = await house.storefront('profile', { alias: 'Yan le Grand', locale: 'fr' }, token);
    expect(named.body.result.data).toMatchObject({ alias: 'Yan le Grand', onBoards: true });
    await eventually(
      () => house.storefront('board', { board: 'ever' }),
      ({ body }) => body.result.data.rows.some(({ alias }: { alias: string }) => alias === 'Yan le Grand'),
    );
    await house.storefront('profile', { onBoards: false }, token);
    await eventually(
      () => house.storefront('board', { board: 'ever' }),
      ({ body }) => !body.result.data.rows.some(({ alias }: { alias: string }) => alias === 'Yan le Grand'),
    );
    const bought = await house.storefront('redeem', { key: 'yan-buys-1', reward: 'five-off' }, token);
    expect(bought.body.result.data).toMatchObject({ state: 'made', points: { available: 20 } });
    const again = await house.storefront('redeem', { key: 'yan-buys-2', reward: 'five-off' }, token);
    expect([again.status, again.body.error.data]).toMatchObject([
      422,
      { code: 'refused', details: { reason: 'not_enough_points' } },
    ]);
  });
});

test('the documented client understands the door, in batches too', async () => {
  const client = createTRPCClient<StorefrontRouter>({ links: [httpBatchLink({ url: address() })] });
  const [snapshot, board] = await Promise.all([
    client.storefront.snapshot.query({ boards: [] }),
    client.storefront.board.query({ board: 'ever' }),
  ]);
  expect([snapshot.program.name, board.board]).toEqual(['Maison Claire', 'ever']);
});
