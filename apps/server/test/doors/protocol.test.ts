import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { PROTOCOL } from '@laurel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browse, closeBrowsers } from '../live/support/browser.ts';
import { type House, ORIGIN, openHouse, order } from './support/house.ts';

/**
 * What a widget that was released with this version of the protocol asks, word for word, and what it was answered: the kinds of
 * value at each path. A later server may add to it. Who changes or removes something breaks pages that are open now, and has to raise
 * `PROTOCOL`, keep serving this file's version, and record the next with `RECORD_PROTOCOL=1`.
 */
interface Recording {
  requests: { name: string; method: 'GET' | 'POST'; procedure: string; input: unknown; member: boolean }[];
  hello: object;
  answers: Record<string, Record<string, string[]>>;
}
const place = new URL(`./protocol/${PROTOCOL.version}.json`, import.meta.url);

const boards = [
  { board: 'month', limit: 10, around: 2 },
  { board: 'ever', limit: 5, around: 1 },
];
const REQUESTS: Recording['requests'] = [
  {
    name: 'a guest’s page',
    method: 'GET',
    procedure: 'snapshot',
    input: { locale: 'en', boards, parts: ['join'] },
    member: false,
  },
  {
    name: 'a member’s page',
    method: 'POST',
    procedure: 'me',
    input: { locale: 'en', boards, parts: ['history'] },
    member: true,
  },
  {
    name: 'the next lines of the history',
    method: 'POST',
    procedure: 'history',
    input: { locale: 'en', limit: 10 },
    member: true,
  },
  {
    name: 'a reward',
    method: 'POST',
    procedure: 'redeem',
    input: { reward: 'five-off', key: 'protocol-1', locale: 'en' },
    member: true,
  },
  {
    name: 'a name on the boards',
    method: 'POST',
    procedure: 'profile',
    input: { alias: 'Quiet Heron', onBoards: true, locale: 'en' },
    member: true,
  },
  { name: 'joining', method: 'POST', procedure: 'join', input: { locale: 'en' }, member: true },
  {
    name: 'what products earn, for a guest',
    method: 'GET',
    procedure: 'preview',
    input: { locale: 'en', products: [{ sku: 'MUG', unitPrice: 1_250, quantity: 1 }] },
    member: false,
  },
  {
    name: 'what products earn',
    method: 'POST',
    procedure: 'myPreview',
    input: { locale: 'en', products: [{ sku: 'MUG', unitPrice: 1_250, quantity: 1 }] },
    member: true,
  },
  { name: 'the card for the till', method: 'POST', procedure: 'card', input: {}, member: true },
  {
    name: 'a reward that is not there',
    method: 'POST',
    procedure: 'redeem',
    input: { reward: 'nothing', key: 'protocol-2', locale: 'en' },
    member: true,
  },
];
const HELLO = { locale: 'en', member: null, boards: [{ ...boards[0], holds: null }] };

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const [member, euros] of [
    ['ada', 300],
    ['bob', 120],
    ['eve', 90],
  ] as const)
    await house.rest('POST', '/v1/events', order(member, euros));
});
afterAll(async () => {
  closeBrowsers();
  await house[Symbol.asyncDispose]();
});

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** The kinds of value at each path of an answer; elements of a list share a path. */
function shapeOf(value: unknown, path = '$', shape: Record<string, Set<string>> = {}) {
  shape[path] = (shape[path] ?? new Set()).add(kindOf(value));
  if (Array.isArray(value)) for (const each of value) shapeOf(each, `${path}[]`, shape);
  else if (value && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) shapeOf(each, `${path}.${key}`, shape);
  return shape;
}

async function answers({ requests, hello }: Pick<Recording, 'requests' | 'hello'>) {
  const all: Record<string, Record<string, Set<string>>> = {};
  const token = await house.token('ada');
  for (const { name, method, procedure, input, member } of requests) {
    const body = JSON.stringify(input);
    const path = `/p/${house.program.publishableKey}/trpc/storefront.${procedure}`;
    const { status, body: answer } = await house.fetch(
      method === 'GET' ? `${path}?input=${encodeURIComponent(body)}` : path,
      method === 'GET'
        ? {}
        : {
            method,
            body,
            headers: {
              origin: ORIGIN,
              'content-type': 'application/json',
              ...(member && { authorization: `Bearer ${token}` }),
            },
          },
    );
    all[name] = shapeOf({ ok: status < 300, answer });
    if (status < 300) Object.assign(all[name], { $ok: new Set(['true']) });
  }
  const browser = await browse(house.url, { program: house.program.publishableKey, token });
  browser.socket.emit('hello', hello);
  await browser.until(({ board, member, me }) => board !== null && member !== null && me !== null);
  await house.rest('POST', '/v1/events', order('ada', 50));
  await browser.until(({ heard }) =>
    ['member.patch', 'board.patch', 'board.me'].every((name) => heard.some((each) => each.name === name)),
  );
  for (const { name, data } of browser.heard) all[name] = shapeOf(data, '$', all[name]);
  return all;
}

test('a widget of every protocol that is served is answered as it was when it was released', async () => {
  if (process.env.RECORD_PROTOCOL) {
    const shapes = await answers({ requests: REQUESTS, hello: HELLO });
    const told = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        Object.fromEntries(Object.entries(shape).map(([path, kinds]) => [path, [...kinds].toSorted()])),
      ]),
    );
    await writeFile(place, `${JSON.stringify({ requests: REQUESTS, hello: HELLO, answers: told }, null, 2)}\n`);
  }
  expect(existsSync(place), `protocol ${PROTOCOL.version} was never recorded`).toBe(true);
  for (let version: number = PROTOCOL.oldest; version <= PROTOCOL.version; version++) {
    const recording = JSON.parse(
      await readFile(new URL(`./protocol/${version}.json`, import.meta.url), 'utf8'),
    ) as Recording;
    const now = await answers(recording);
    const broken = Object.entries(recording.answers).flatMap(([name, shape]) =>
      Object.entries(shape).flatMap(([path, kinds]) => {
        const found = [...(now[name]?.[path] ?? [])];
        if (found.length === 0) return [`${name}: ${path} is gone`];
        const other = found.filter(
          (kind) => kind !== 'null' && !kinds.includes(kind) && !kinds.every((each) => each === 'null'),
        );
        return other.length ? [`${name}: ${path} was ${kinds} and is ${other}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  }
});
