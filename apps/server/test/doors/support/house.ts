import type { ProgramInput } from '@laurel/contract';
import { SignJWT } from 'jose';
import { type DoorOptions, type Doors, openDoors } from '../../../src/doors/http.ts';
import type { PublishedProgram } from '../../../src/laurel.ts';
import type { LaurelOptions, OpenedLaurel } from '../../../src/start/laurel.ts';
import { createKey } from '../../../src/use/keys/create.ts';
import { createProgram } from '../../../src/use/programs/create.ts';
import { type TestStore, testStore } from '../../core/support/shop.ts';

export const ORIGIN = 'https://shop.example';

/** A program with everything that a door can show. */
export const PROGRAM: ProgramInput = {
  name: 'Maison Claire',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  origins: [ORIGIN],
  rules: [
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'review', on: 'review.published', earn: 50 },
  ],
  challenges: [
    { id: 'two-reviews', steps: [{ on: 'review.published', times: 2 }], grant: { points: 25, badge: 'critic' } },
  ],
  badges: [{ id: 'critic', name: { en: 'Critic', fr: 'Critique' } }],
  tiers: [{ id: 'gold', from: { points: 1_000 }, earn: { times: 1.5 } }],
  boards: [
    { id: 'month', score: { sum: 'points.earned' }, period: 'month', name: { en: 'This month', fr: 'Ce mois-ci' } },
    { id: 'ever', score: { sum: 'points.earned' }, period: 'all' },
    { id: 'money', score: { sum: 'spend' }, period: 'all' },
  ],
  rewards: [{ id: 'five-off', cost: 100, give: { discount: { amount: 500 } }, stock: 3 }],
  referral: { friend: { discount: { percent: 10 } }, advocate: { points: 300 } },
};

export interface Answer {
  status: number;
  headers: Headers;
  // Tests look into answers of many shapes; what they may be is held by the schemas that each answer is checked against.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

/** A server with one program, its keys, and its doors open. */
export interface House extends AsyncDisposable {
  store: TestStore;
  laurel: OpenedLaurel;
  program: PublishedProgram;
  secret: string;
  doors: Doors;
  url: string;
  /** Calls `/v1` with the program's own key. */
  rest(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  fetch(path: string, init?: RequestInit): Promise<Answer>;
  key(scope: 'read' | 'write' | 'admin'): Promise<string>;
  token(externalId: string, options?: TokenOptions): Promise<string>;
  /** Calls a storefront procedure, as a guest or, with a token, as a member. */
  storefront(procedure: string, input: unknown, token?: string, headers?: Record<string, string>): Promise<Answer>;
}

interface TokenOptions {
  audience?: string;
  /** Seconds from now, by the house's clock. */
  from?: number;
  seconds?: number;
  signing?: string;
}

export async function openHouse(
  document: Partial<ProgramInput> = {},
  options: Partial<DoorOptions> = {},
  heart: LaurelOptions = {},
): Promise<House> {
  const store = await testStore();
  const laurel = await store.open(heart);
  const { program, secretKey, signingSecret } = await createProgram(laurel, { ...PROGRAM, ...document });
  const doors = await openDoors(laurel, { port: 0, host: '127.0.0.1', boardTick: 20, ...options });
  const { url } = doors;
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  const storefront = `/p/${program.publishableKey}/trpc`;
  return {
    store,
    laurel,
    program,
    secret: secretKey,
    doors,
    url,
    fetch: ask,
    rest: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    key: async (scope) => (await createKey(laurel, program.id, { kind: 'secret', name: scope, scope })).plain,
    async token(
      externalId,
      { audience = program.publishableKey, from = 0, seconds = 600, signing = signingSecret } = {},
    ) {
      const [, kid = '', secret = ''] = /^ss_([^_]+)_(.+)$/.exec(signing) ?? [];
      // The shop's clock is the house's.
      const now = Math.floor(laurel.now() / 1_000) + from;
      return new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', kid })
        .setSubject(externalId)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(new Uint8Array(Buffer.from(secret, 'base64url')));
    },
    storefront: (procedure, input, token, headers = {}) =>
      token === undefined
        ? ask(`${storefront}/storefront.${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
        : ask(`${storefront}/storefront.${procedure}`, {
            method: 'POST',
            headers: {
              origin: ORIGIN,
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              ...headers,
            },
            body: JSON.stringify(input),
          }),
    async [Symbol.asyncDispose]() {
      await doors.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

let orders = 0;

/** An order that nobody has sent yet. */
export function order(member: string, euros: number, data: object = {}) {
  orders += 1;
  const total = euros * 100;
  return {
    type: 'order.paid',
    key: `order-${process.pid}-${orders}`,
    member,
    data: { orderId: `O${process.pid}-${orders}`, currency: 'EUR', total, subtotal: total, ...data },
  };
}

/** Asks until what is asked holds; a condition that never comes fails the test by its own limit of time. */
export async function eventually<Value>(ask: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
