import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LaurelStartError, openDoors } from '../../src/doors/http.ts';
import { shopRouter } from '../../src/doors/shop/router.ts';
import { eventually, type House, openHouse } from './support/house.ts';

let house: House;
let dist: string;
let sdkDir: string;
const shop = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(`shop ${request.url} ${request.headers.host}`);
});

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'laurel-sdk-'));
  sdkDir = join(dist, 'sdk');
  await mkdir(sdkDir);
  await mkdir(join(dist, 'gallery'));
  await writeFile(join(dist, 'gallery/index.html'), '<!doctype html><title>Laurel gallery</title>');
  await writeFile(join(sdkDir, 'laurel.js'), 'export {};');
  await writeFile(join(sdkDir, 'laurel.css'), 'laurel-points{}');
  await writeFile(join(sdkDir, 'points-Dk3f9aXz.js'), 'export {};');
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  house = await openHouse({}, { sdkDir, shop: { url: `http://127.0.0.1:${(shop.address() as AddressInfo).port}` } });
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  shop.close();
  await rm(dist, { recursive: true });
});

test('the gallery stands beside the SDK, and its address ends in a slash so that its pages find each other', async () => {
  const there = await house.fetch('/gallery/');
  expect(there.status).toBe(200);
  const led = await house.fetch('/gallery', { redirect: 'manual' });
  expect(led.status).toBe(301);
  expect(led.headers.get('location')).toBe('/gallery/');
  const asked = await house.fetch('/gallery?lang=ar', { redirect: 'manual' });
  expect(asked.headers.get('location')).toBe('/gallery/?lang=ar');
  expect((await house.fetch('/gallery/nothing.html')).status).toBe(404);
});

test('the description names every endpoint, and refers to nothing that is not there', async () => {
  const { body } = await house.fetch('/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const names = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(names.toSorted()).toEqual(
    Object.values(
      shopRouter._def.procedures as unknown as Record<
        string,
        { _def: { meta: { rest: { method: string; path: string } } } }
      >,
    )
      .map(({ _def: { meta } }) => `${meta.rest.method.toLowerCase()} ${meta.rest.path}`)
      .toSorted(),
  );
  const text = JSON.stringify(body);
  for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = reference
      ?.split('/')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], body);
    expect([reference, found !== undefined]).toEqual([reference, true]);
  }
  expect(
    body.paths['/v1/events'].post.responses['201'].content['application/json'].schema.properties.entry,
  ).toBeDefined();
});

test('the page to try it comes from here alone, under a strict policy', async () => {
  const page = await house.fetch('/docs');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.body).not.toMatch(/https?:\/\//);
  for (const [, source] of (page.body as string).matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g))
    expect([source, (await house.fetch(source as string)).status]).toEqual([source, 200]);
});

test('the SDK is for pages of any origin; what has a hash in its name never changes', async () => {
  const headers = async (path: string) => {
    const { headers: found } = await house.fetch(path);
    return [
      found.get('access-control-allow-origin'),
      found.get('cross-origin-resource-policy'),
      found.get('cache-control'),
    ];
  };
  expect(await headers('/sdk/laurel.js')).toEqual(['*', 'cross-origin', 'public, max-age=300']);
  expect(await headers('/sdk/laurel.css')).toEqual(['*', 'cross-origin', 'public, max-age=300']);
  expect(await headers('/sdk/points-Dk3f9aXz.js')).toEqual([
    '*',
    'cross-origin',
    'public, max-age=31536000, immutable',
  ]);
  expect((await house.fetch('/sdk/nothing.js')).status).toBe(404);
  expect((await house.fetch('/sdk/..%2f..%2fpackage.json')).status).toBe(404);
});

test('health and measures', async () => {
  expect((await house.fetch('/livez')).status).toBe(200);
  const ready = await eventually(
    () => house.fetch('/readyz'),
    ({ status }) => status === 200,
  );
  expect(ready.body.checks).toEqual({ serving: true, store: true, boards: true, projector: true });
  const measures = await house.fetch('/metrics');
  for (const name of [
    'laurel_request_seconds',
    'laurel_decision_seconds',
    'laurel_append_seconds',
    'laurel_stream_delay_seconds',
    'laurel_push_delay_seconds',
    'laurel_connected_browsers',
  ])
    expect(measures.body).toContain(name);
});

test('every path that is not ours is the shop’s, with its own headers', async () => {
  const page = await house.fetch('/basket?x=1');
  expect(page.body).toBe(`shop /basket?x=1 ${new URL(house.url).host}`);
  expect(page.headers.get('content-security-policy')).toBeNull();
  expect((await house.fetch('/v1/nothing')).body.code).toBe('not_found');
  const ours = await house.fetch('/livez');
  expect(ours.headers.get('x-content-type-options')).toBe('nosniff');
  expect(ours.headers.get('x-powered-by')).toBeNull();
});

test('a taken port is a sentence that says so', async () => {
  const { port } = house.doors.server.address() as AddressInfo;
  const error = await openDoors(house.laurel, { port, host: '127.0.0.1' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LaurelStartError);
  expect((error as Error).message).toContain(`Port ${port} is taken`);
});

test('whoever stops finishes what it took on, and tells nobody else that it is ready', async () => {
  const closing = await openHouse();
  const address = closing.doors.server.address() as AddressInfo;
  const body = JSON.stringify({ type: 'review.published', key: 'late', member: 'ada', data: {} });
  const sent = request({
    port: address.port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/v1/events',
    headers: {
      authorization: `Bearer ${closing.secret}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    sent.once('response', resolve).once('error', reject),
  );
  sent.write(body.slice(0, 10));
  await eventually(
    () => new Promise<number>((resolve) => closing.doors.server.getConnections((_, count) => resolve(count))),
    (count) => count > 0,
  );
  // The key is checked before the body is read: once it is asked for, the request is in flight.
  await closing.fetch('/livez');
  const closed = closing.doors.close();
  sent.end(body.slice(10));
  const answer = await answered;
  expect(answer.statusCode).toBe(201);
  answer.resume();
  await closed;
  await expect(fetch(`${closing.url}/livez`)).rejects.toThrow();
  await closing[Symbol.asyncDispose]();
});
