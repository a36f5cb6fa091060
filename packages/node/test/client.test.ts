import { shopRouter } from '@laurel/server/shop';
import { describe, expect, test } from 'vitest';
import { Laurel, LaurelError } from '../src/index.ts';
import { answers, hangsUp, isAnotherServer, openDoor, refuses, saysNothing } from './support/door.ts';

const busy = { code: 'overloaded', message: 'busy', requestId: 'req_1' } as const;
const review = { type: 'review.published', key: 'review:7', member: 'anna', data: { stars: 5 } };
const connect = (url: string, options = {}) => new Laurel({ url, secretKey: 'sk_test', timeout: 5_000, ...options });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('the call was to fail'),
    (error) => error as LaurelError,
  );

describe('a call', () => {
  test('carries the secret key as bearer token, and the input as it was given', async () => {
    await using door = await openDoor(answers({ replayed: false }));
    await expect(connect(`${door.url}/`).events.send(review)).resolves.toEqual({ replayed: false });
    expect(door.asked).toEqual([
      { method: 'POST', path: '/trpc/shop.events.send', input: review, authorization: 'Bearer sk_test' },
    ]);
  });

  test.each(Object.keys(shopRouter._def.procedures))('there is one for %s, and it asks just that', async (name) => {
    await using door = await openDoor(answers({}));
    const [, noun = '', verb = ''] = name.split('.');
    const calls = (connect(door.url) as unknown as Record<string, Record<string, (...input: unknown[]) => unknown>>)[
      noun
    ];
    expect(typeof calls?.[verb]).toBe('function');
    await calls?.[verb]?.('one', {});
    expect(door.asked.map(({ path }) => path)).toEqual([`/trpc/${name}`]);
  });

  test('reaches every procedure of the shop’s door', async () => {
    await using door = await openDoor(answers({}));
    const laurel = connect(door.url);
    await laurel.events.batch([review]);
    await laurel.members.put('anna', { locale: 'fr' });
    await laurel.members.get('anna', { locale: 'fr' });
    await laurel.members.entries('anna', { limit: 5 });
    await laurel.members.delete('anna');
    await laurel.redemptions.create({ key: 'r:1', member: 'anna', reward: 'five-off' });
    await laurel.redemptions.cancel('red_1');
    await laurel.leaderboards.get('month', { period: '2026-11' });
    await laurel.leaderboards.member('month', 'anna', { around: 5 });
    await laurel.program.get();
    await laurel.program.versions({ limit: 5 });
    await laurel.program.put({ name: 'Shop', currency: 'GBP', timeZone: 'Europe/London' }, 3);
    expect(door.asked.map(({ method, path, input }) => [method, path.replace('/trpc/shop.', ''), input])).toEqual([
      ['POST', 'events.batch', { events: [review] }],
      ['POST', 'members.put', { externalId: 'anna', locale: 'fr' }],
      ['GET', 'members.get', { externalId: 'anna', locale: 'fr' }],
      ['GET', 'members.entries', { externalId: 'anna', limit: 5 }],
      ['POST', 'members.delete', { externalId: 'anna' }],
      ['POST', 'redemptions.create', { key: 'r:1', member: 'anna', reward: 'five-off' }],
      ['POST', 'redemptions.cancel', { id: 'red_1' }],
      ['GET', 'leaderboards.get', { board: 'month', period: '2026-11' }],
      ['GET', 'leaderboards.member', { board: 'month', externalId: 'anna', around: 5 }],
      ['GET', 'program.get', undefined],
      ['GET', 'program.versions', { limit: 5 }],
      ['POST', 'program.put', { program: { name: 'Shop', currency: 'GBP', timeZone: 'Europe/London' }, base: 3 }],
    ]);
  });
});

describe('trying again', () => {
  test('a write whose answer was lost is sent again with the same key', async () => {
    await using door = await openDoor(hangsUp, answers({ replayed: true }));
    await expect(connect(door.url).events.send(review)).resolves.toEqual({ replayed: true });
    expect(door.asked.map(({ input }) => input)).toEqual([review, review]);
  });

  test('a server that asks to come back is asked again, not before Retry-After', async () => {
    const at: number[] = [];
    await using door = await openDoor(
      (response, asked) => {
        at.push(performance.now());
        refuses(503, busy, { 'retry-after': '1' })(response, asked);
      },
      (response, asked) => {
        at.push(performance.now());
        answers('done')(response, asked);
      },
    );
    await expect(connect(door.url).events.send(review)).resolves.toBe('done');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('too many requests are waited for too', async () => {
    const limited = { code: 'rate_limited', message: 'slow down', requestId: 'req_2' } as const;
    await using door = await openDoor(refuses(429, limited), answers('done'));
    await expect(connect(door.url).members.get('anna')).resolves.toBe('done');
  });

  test('a Retry-After longer than one cares to wait for is handed to the caller at once', async () => {
    await using door = await openDoor(refuses(503, busy, { 'retry-after': '3600' }));
    const error = await failure(connect(door.url).events.send(review));
    expect(error).toMatchObject({ code: 'overloaded', status: 503, temporary: true });
    expect(door.asked).toHaveLength(1);
  });

  test('after the last attempt the caller gets the refusal', async () => {
    await using door = await openDoor(refuses(503, busy));
    const error = await failure(connect(door.url, { retries: 1 }).events.send(review));
    expect(error).toMatchObject({ code: 'overloaded', requestId: 'req_1', status: 503 });
    expect(door.asked).toHaveLength(2);
  });

  test('a refusal that no repetition changes is not repeated', async () => {
    const conflict = {
      code: 'idempotency_conflict',
      message: 'no',
      details: { key: 'review:7' },
      requestId: 'req_3',
    } as const;
    await using door = await openDoor(refuses(409, conflict));
    const error = await failure(connect(door.url).events.send(review));
    expect(error).toBeInstanceOf(LaurelError);
    expect(error).toMatchObject({ ...conflict, status: 409, temporary: false });
    expect(door.asked).toHaveLength(1);
  });

  test('publishing over a base is not repeated when nobody knows whether it was taken', async () => {
    await using door = await openDoor(hangsUp);
    const document = { name: 'Shop', currency: 'GBP', timeZone: 'Europe/London' };
    const error = await failure(connect(door.url).program.put(document, 3));
    expect(error).toMatchObject({ code: 'unreachable', status: 0, temporary: true });
    expect(door.asked).toHaveLength(1);
  });
});

describe('what goes wrong before an answer', () => {
  test('nobody listens', async () => {
    const door = await openDoor(saysNothing);
    await door[Symbol.asyncDispose]();
    const error = await failure(connect(door.url, { retries: 0 }).members.get('anna'));
    expect(error).toMatchObject({ code: 'unreachable', status: 0, requestId: '' });
  });

  test('no answer comes in time', async () => {
    await using door = await openDoor(saysNothing);
    const error = await failure(connect(door.url, { retries: 0, timeout: 100 }).members.get('anna'));
    expect(error).toMatchObject({ code: 'timed_out', status: 0 });
  });

  test('it is the address of something else', async () => {
    await using door = await openDoor(isAnotherServer);
    const error = await failure(connect(door.url).members.get('anna'));
    expect(error).toMatchObject({ code: 'unreadable', status: 404, temporary: false });
    expect(error.message).toContain('url');
  });

  test('a client without a key or an address is refused when it is made', () => {
    expect(() => new Laurel({ url: 'http://127.0.0.1:1', secretKey: '' })).toThrow(TypeError);
    expect(() => new Laurel({ url: 'ftp://127.0.0.1', secretKey: 'sk' })).toThrow(TypeError);
    expect(() => new Laurel({ url: 'loyalty.example', secretKey: 'sk' })).toThrow(TypeError);
  });
});
