import { request as ask } from 'node:http';
import { expect, test } from 'vitest';
import { ORIGIN, openHouse, order } from './support/house.ts';

test('past its capacity a process says when to come back, through every door, and what it took on is answered', async () => {
  await using house = await openHouse({}, { capacity: { inFlight: 4, loopDelay: 0 } });
  const events = Array.from({ length: 40 }, (_, n) => order(`member-${n}`, 10));
  const answers = await Promise.all(events.map((event) => house.rest('POST', '/v1/events', event)));
  const away = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 201).length + away.length).toBe(40);
  expect(away.length).toBeGreaterThan(0);
  for (const { body, headers } of away) {
    expect(body.code).toBe('overloaded');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  // Made again under the same keys, each counts once.
  for (const event of events) {
    const { status } = await house.rest('POST', '/v1/events', event);
    expect([200, 201]).toContain(status);
  }
  expect(await house.laurel.store.entries.countDocuments({ program: house.program.id, kind: 'fact.judged' })).toBe(40);
});

test('a page and a tRPC caller are turned away in their own shape, and may read it', async () => {
  await using house = await openHouse({}, { capacity: { inFlight: 1, loopDelay: 0 } });
  // Somebody who has announced a body and does not send it takes a place.
  const slow = ask(`${house.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.secret}`, 'content-type': 'application/json', 'content-length': 10 },
  });
  slow.on('error', () => {});
  slow.flushHeaders();
  try {
    const path = `/p/${house.program.publishableKey}/trpc/storefront.snapshot?input=%7B%7D`;
    let answer = await house.fetch(path, { headers: { origin: ORIGIN } });
    while (answer.status === 200) answer = await house.fetch(path, { headers: { origin: ORIGIN } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.body.error.data).toMatchObject({ code: 'overloaded', httpStatus: 503 });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const shop = await house.fetch('/trpc/shop.program.get', { headers: { authorization: `Bearer ${house.secret}` } });
    expect(shop.body.error.data.code).toBe('overloaded');
    // Whoever watches over the process still gets in.
    for (const watch of ['/livez', '/metrics']) expect((await house.fetch(watch)).status).toBe(200);
  } finally {
    slow.destroy();
  }
});

test('a large body counts for several', async () => {
  await using house = await openHouse({}, { capacity: { inFlight: 5, loopDelay: 0 } });
  const batch = (from: number) => ({ events: Array.from({ length: 400 }, (_, n) => order(`m${from + n}`, 1)) });
  const answers = await Promise.all([
    house.rest('POST', '/v1/events/batch', batch(0)),
    house.rest('POST', '/v1/events/batch', batch(400)),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
});

test('a connection may rest for longer than the proxies in front of a server keep theirs', async () => {
  await using house = await openHouse();
  const told = await new Promise<string>((resolve, reject) => {
    ask(`${house.url}/healthz`, { headers: { connection: 'keep-alive' } }, (response) => {
      response.resume();
      resolve(String(response.headers['keep-alive']));
    })
      .on('error', reject)
      .end();
  });
  expect(Number(/timeout=(\d+)/.exec(told)?.[1])).toBeGreaterThan(60);
});
