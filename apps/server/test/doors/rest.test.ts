import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointsOf } from '../../src/doors/rest/table.ts';
import { shopRouter } from '../../src/doors/shop/router.ts';
import { type Answer, eventually, type House, openHouse, order, PROGRAM } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const answers = new Map(endpointsOf(shopRouter).map((endpoint) => [endpoint.name, endpoint.rest]));

/** The answer is of the shape that the API's description tells, with a status that it names. */
function conforms(name: string, { status, body }: Answer): void {
  const rest = answers.get(name);
  expect(Object.keys(rest?.statuses ?? { 200: '' })).toContain(String(status));
  expect(rest?.answer.safeParse(body).error).toBeUndefined();
}

describe('events', () => {
  test('a fact is judged, and told in full', async () => {
    const answer = await house.rest('POST', '/v1/events', order('ada', 87.5));
    conforms('shop.events.send', answer);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ replayed: false, member: 'ada', points: { available: 87, balance: 87 } });
  });

  test('the same key and body is a replay; another body is a conflict', async () => {
    const event = order('bob', 10);
    const first = await house.rest('POST', '/v1/events', event);
    const again = await house.rest('POST', '/v1/events', event);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual({ ...first.body, replayed: true });
    const other = { type: 'review.published', key: 'r1', member: 'bob', data: { stars: 5 } };
    await house.rest('POST', '/v1/events', other);
    const conflict = await house.rest('POST', '/v1/events', { ...other, data: { stars: 1 } });
    expect([conflict.status, conflict.body.code]).toEqual([409, 'idempotency_conflict']);
  });

  test('the key may come as a header, and not as two', async () => {
    const { key, ...event } = order('cyd', 10);
    const answer = await house.rest('POST', '/v1/events', event, { 'idempotency-key': key });
    expect(answer.body).toMatchObject({ entry: { key } });
    const both = await house.rest('POST', '/v1/events', { ...event, key }, { 'idempotency-key': 'another' });
    expect([both.status, both.body.code]).toEqual([400, 'bad_request']);
  });

  test('each event of a batch has its own answer', async () => {
    const good = order('dan', 5);
    const answer = await house.rest('POST', '/v1/events/batch', { events: [good, { type: 'nonsense' }, good] });
    conforms('shop.events.batch', answer);
    expect(answer.status).toBe(207);
    expect(answer.body.map(({ ok, status }: { ok: boolean; status: number }) => [ok, status])).toEqual([
      [true, 201],
      [false, 400],
      [true, 200],
    ]);
    expect(answer.body[1].error).toMatchObject({ code: 'bad_request', requestId: answer.headers.get('x-request-id') });
    const fine = await house.rest('POST', '/v1/events/batch', { events: [order('dan', 1)] });
    expect(fine.status).toBe(200);
    const many = await house.rest('POST', '/v1/events/batch', { events: Array.from({ length: 501 }, () => good) });
    expect([many.status, many.body.code]).toEqual([400, 'bad_request']);
  });

  test('a fault names its field', async () => {
    const { status, body } = await house.rest('POST', '/v1/events', order('eve', 5, { total: -1 }));
    expect([status, body.code]).toEqual([400, 'bad_request']);
    expect(body.details).toEqual([{ path: 'data.total', message: expect.any(String) }]);
  });
});

describe('members', () => {
  test.each(['plain', 'with/slash', 'with%2Fpercent', 'blank inside', 'Zoé 🌿', 'a?b#c&d', 'x'.repeat(200)])(
    'an externalId is any text: %s',
    async (externalId) => {
      const path = `/v1/members/${encodeURIComponent(externalId)}`;
      const put = await house.rest('PUT', path, { name: 'Somebody', alias: 'Some Body' });
      conforms('shop.members.put', put);
      expect(put.body).toMatchObject({ externalId, status: 'joined', alias: 'Some Body' });
      const got = await house.rest('GET', path);
      conforms('shop.members.get', got);
      expect(got.body).toMatchObject({ externalId, alias: 'Some Body' });
    },
  );

  test('an address that is no text is refused', async () => {
    const { status, body } = await house.rest('GET', '/v1/members/%E0%A4%A');
    expect([status, body.code]).toEqual([400, 'bad_request']);
  });

  test('the log is paged by cursor, newest first', async () => {
    for (let n = 0; n < 5; n += 1) await house.rest('POST', '/v1/events', order('fay', n + 1));
    const seqs: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await house.rest('GET', `/v1/members/fay/entries?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      conforms('shop.members.entries', answer);
      seqs.push(...answer.body.rows.map(({ seq }: { seq: number }) => seq));
      cursor = answer.body.next;
    }
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(seqs.length).toBeGreaterThanOrEqual(5);
    const bad = await house.rest('GET', '/v1/members/fay/entries?cursor=nonsense');
    expect([bad.status, bad.body.code]).toEqual([400, 'bad_request']);
  });

  test('sentences come in the language that is asked for', async () => {
    await house.rest('POST', '/v1/events', { type: 'review.published', key: 'fr-1', member: 'gil', data: {} });
    const [english, french] = await Promise.all(
      ['en', 'fr'].map((locale) => house.rest('GET', `/v1/members/gil/entries?locale=${locale}&limit=1`)),
    );
    expect(english?.body.rows[0].text).not.toBe(french?.body.rows[0].text);
    const byHeader = await house.rest('GET', '/v1/members/gil/entries?limit=1', undefined, {
      'accept-language': 'fr-CA,fr;q=0.9',
    });
    expect(byHeader.body.rows[0].text).toBe(french?.body.rows[0].text);
  });

  test('whoever is erased is gone', async () => {
    await house.rest('PUT', '/v1/members/hal', { name: 'Hal' });
    const erased = await house.rest('DELETE', '/v1/members/hal');
    conforms('shop.members.delete', erased);
    const after = await house.rest('GET', '/v1/members/hal');
    expect([after.status, after.body.code]).toEqual([410, 'member_closed']);
    const nobody = await house.rest('GET', '/v1/members/nobody');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'member_not_found']);
  });
});

describe('redemptions', () => {
  test('points buy a coupon, once, and come back once', async () => {
    await house.rest('POST', '/v1/events', order('ivy', 150));
    const ask = { key: 'ivy-1', member: 'ivy', reward: 'five-off' };
    const made = await house.rest('POST', '/v1/redemptions', ask);
    conforms('shop.redemptions.create', made);
    expect([made.status, made.body.state, made.body.points.available]).toEqual([201, 'made', 50]);
    const again = await house.rest('POST', '/v1/redemptions', ask);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(again.body.coupon.code).toBe(made.body.coupon.code);
    const undone = await house.rest('POST', `/v1/redemptions/${made.body.id}/cancel`);
    conforms('shop.redemptions.cancel', undone);
    expect([undone.body.state, undone.body.points.available]).toEqual(['cancelled', 150]);
    const twice = await house.rest('POST', `/v1/redemptions/${made.body.id}/cancel`);
    expect([twice.status, twice.body.points.available]).toEqual([200, 150]);
  });

  test('what the rules refuse says why', async () => {
    await house.rest('PUT', '/v1/members/jan', {});
    const { status, body } = await house.rest('POST', '/v1/redemptions', {
      key: 'jan-1',
      member: 'jan',
      reward: 'five-off',
    });
    expect([status, body.code, body.details.reason]).toEqual([422, 'refused', 'not_enough_points']);
    const none = await house.rest('POST', '/v1/redemptions', { key: 'jan-2', member: 'jan', reward: 'nothing' });
    expect([none.status, none.body.code]).toEqual([404, 'reward_not_found']);
  });
});

describe('leaderboards', () => {
  test('a board is paged from the top, and tells a member’s place', async () => {
    for (const [n, member] of ['kim', 'lea', 'max'].entries())
      await house.rest('POST', '/v1/events', order(member, 5_000 - n));
    const top = (limit: number) => house.rest('GET', `/v1/leaderboards/ever?limit=${limit}`);
    const scores = ({ body }: Answer) => body.rows.map(({ score }: { score: number }) => score);
    await eventually(
      () => top(3),
      (answer) => scores(answer).join() === '5000,4999,4998',
    );
    const page = await top(2);
    conforms('shop.leaderboards.get', page);
    const second = await house.rest('GET', `/v1/leaderboards/ever?limit=2&cursor=${page.body.next}`);
    expect(second.body.rows[0]).toMatchObject({ place: 3, score: 4_998 });
    const me = await house.rest('GET', '/v1/leaderboards/ever/members/lea?around=1');
    conforms('shop.leaderboards.member', me);
    expect(me.body.me).toMatchObject({ place: 2, score: 4_999, toNext: 2, nextPlace: 1 });
    expect(me.body.rows.map(({ place }: { place: number }) => place)).toEqual([1, 2, 3]);
    expect(me.body.rows[1].id).toBe(page.body.rows[1].id);
    expect(JSON.stringify(page.body)).not.toContain('kim');
  });

  test('a board over money tells places', async () => {
    const money = await eventually(
      () => house.rest('GET', '/v1/leaderboards/money'),
      ({ body }) => body.members >= 3,
    );
    expect(money.body.rows.every(({ score }: { score: number | null }) => score === null)).toBe(true);
    const me = await house.rest('GET', '/v1/leaderboards/money/members/lea');
    expect(me.body.me).toMatchObject({ score: null, toNext: null });
  });

  test('there is no board but those of the program', async () => {
    for (const path of ['nothing', 'month?period=2026-13', 'month?period=nonsense', 'ever/members/lea?period=x']) {
      const { status, body } = await house.rest('GET', `/v1/leaderboards/${path}`);
      expect([path, status, body.code]).toEqual([path, 404, 'board_not_found']);
    }
  });
});

describe('program', () => {
  test('versions are published, listed, and never overwritten unseen', async () => {
    const first = await house.rest('GET', '/v1/program');
    conforms('shop.program.get', first);
    const document = { ...PROGRAM, name: 'Maison Claire et fils' };
    const base = first.body.version;
    const put = await house.rest('PUT', '/v1/program', { program: document, base });
    conforms('shop.program.put', put);
    expect(put.body).toMatchObject({ version: base + 1, program: { name: document.name } });
    const stale = await house.rest('PUT', '/v1/program', { program: PROGRAM, base });
    expect([stale.status, stale.body.code]).toEqual([409, 'version_conflict']);
    const same = await house.rest('PUT', '/v1/program', { program: document });
    expect(same.body.version).toBe(base + 1);
    const list = await house.rest('GET', '/v1/program/versions?limit=1');
    conforms('shop.program.versions', list);
    const next = await house.rest('GET', `/v1/program/versions?limit=1&cursor=${list.body.next}`);
    expect([list.body.rows[0].version, next.body.rows[0].version, next.body.next]).toEqual([base + 1, base, null]);
    const old = await house.rest('GET', `/v1/program?version=${base}`);
    expect(old.body.program.name).toBe(PROGRAM.name);
  });

  test('a document with faults names each place', async () => {
    const { status, body } = await house.rest('PUT', '/v1/program', {
      program: { ...PROGRAM, currency: 'euro', rules: [{ id: 'A B' }] },
    });
    expect([status, body.code]).toEqual([422, 'program_invalid']);
    expect(body.details.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['currency', 'rules.0.id']),
    );
  });
});
