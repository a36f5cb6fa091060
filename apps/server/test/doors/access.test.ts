import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpointsOf } from '../../src/doors/rest/table.ts';
import { shopRouter } from '../../src/doors/shop/router.ts';
import { storefrontRouter } from '../../src/doors/storefront/router.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { type House, ORIGIN, openHouse, PROGRAM } from './support/house.ts';

let house: House;
let other: { secretKey: string; signingSecret: string; publishableKey: string };
beforeAll(async () => {
  // Far more wrong keys than anybody may try.
  house = await openHouse({}, { rates: { failed: { calls: 10_000, seconds: 60 } } });
  const { program, secretKey, signingSecret } = await createProgram(house.laurel, { ...PROGRAM, name: 'Another' });
  other = { secretKey, signingSecret, publishableKey: program.publishableKey };
  await house.rest('PUT', '/v1/members/ada', { alias: 'Ada' });
});
afterAll(() => house[Symbol.asyncDispose]());

/** What each procedure of the shop's door asks for, and an input that it takes. Whoever adds one says so here. */
const SHOP: Record<string, { scope: 'read' | 'write' | 'admin'; input: () => Record<string, unknown> }> = {
  'shop.events.send': {
    scope: 'write',
    input: () => ({ type: 'review.published', key: 'k', member: 'ada', data: {} }),
  },
  'shop.events.batch': { scope: 'write', input: () => ({ events: [] }) },
  'shop.members.put': { scope: 'write', input: () => ({ externalId: 'new' }) },
  'shop.members.get': { scope: 'read', input: () => ({ externalId: 'ada' }) },
  'shop.members.delete': { scope: 'write', input: () => ({ externalId: 'ada' }) },
  'shop.members.clock': { scope: 'write', input: () => ({ externalId: 'ada', forward: { days: 1 } }) },
  'shop.members.entries': { scope: 'read', input: () => ({ externalId: 'ada' }) },
  'shop.adjustments.create': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', points: 5, by: 'Zoé', why: 'a late parcel' }),
  },
  'shop.adjustments.list': { scope: 'read', input: () => ({ externalId: 'ada' }) },
  'shop.transfers.create': { scope: 'write', input: () => ({ key: 'k', from: 'ada', to: 'bob', points: 5 }) },
  'shop.webhooks.list': { scope: 'read', input: () => ({}) },
  'shop.webhooks.create': { scope: 'admin', input: () => ({ url: 'https://shop.example/hooks' }) },
  'shop.webhooks.delete': { scope: 'admin', input: () => ({ id: 'whk_x' }) },
  'shop.webhooks.rotate': { scope: 'admin', input: () => ({ id: 'whk_x' }) },
  'shop.webhooks.test': { scope: 'write', input: () => ({ id: 'whk_x' }) },
  'shop.webhooks.calls': { scope: 'read', input: () => ({}) },
  'shop.webhooks.retry': { scope: 'write', input: () => ({ id: 'msg_x' }) },
  'shop.openings.import': { scope: 'admin', input: () => ({ from: 'smile', rows: [{ member: 'new' }] }) },
  'shop.claims.list': { scope: 'read', input: () => ({}) },
  'shop.claims.approve': { scope: 'write', input: () => ({ claim: 'clm_x', by: 'Zoé' }) },
  'shop.claims.refuse': { scope: 'write', input: () => ({ claim: 'clm_x', by: 'Zoé', why: 'no such order' }) },
  'shop.tierGrants.create': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', tier: 'gold', by: 'Zoé', why: 'a press guest' }),
  },
  'shop.badges.list': { scope: 'read', input: () => ({}) },
  'shop.badges.give': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', badge: 'critic', by: 'Zoé', why: 'a talk' }),
  },
  'shop.badges.take': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', badge: 'critic', by: 'Zoé', why: 'a mistake' }),
  },
  'shop.challenges.join': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', challenge: 'two-reviews' }),
  },
  'shop.streaks.pause': { scope: 'write', input: () => ({ key: 'k', member: 'ada', streak: 'daily' }) },
  'shop.streaks.freeze': {
    scope: 'write',
    input: () => ({ key: 'k', member: 'ada', streak: 'daily', n: 1, by: 'Zoé', why: 'a storm' }),
  },
  'shop.draws.play': { scope: 'write', input: () => ({ key: 'k1234567', member: 'ada', draw: 'spin' }) },
  'shop.merges.create': { scope: 'write', input: () => ({ member: 'ada', into: 'bob' }) },
  'shop.members.upcoming': { scope: 'read', input: () => ({ externalId: 'ada' }) },
  'shop.members.extend': {
    scope: 'write',
    input: () => ({ externalId: 'ada', key: 'extend', by: 'ana', why: 'strike', add: { days: 1 } }),
  },
  'shop.program.upcoming': { scope: 'read', input: () => ({}) },
  'shop.visits.code': { scope: 'read', input: () => ({ place: 'paris' }) },
  'shop.visits.display': { scope: 'write', input: () => ({ place: 'paris' }) },
  'shop.visits.create': { scope: 'write', input: () => ({ place: 'paris', card: 'no card of anybody at all' }) },
  'shop.redemptions.create': { scope: 'write', input: () => ({ key: 'k', member: 'ada', reward: 'five-off' }) },
  'shop.members.entitled': { scope: 'read', input: () => ({ externalId: 'ada', entitlement: 'presale' }) },
  'shop.redemptions.get': { scope: 'read', input: () => ({ id: 'red_x' }) },
  'shop.coupons.check': { scope: 'read', input: () => ({ code: 'X' }) },
  'shop.coupons.use': { scope: 'write', input: () => ({ code: 'X', key: 'k' }) },
  'shop.coupons.reverse': { scope: 'write', input: () => ({ use: 'use_x' }) },
  'shop.holds.create': { scope: 'write', input: () => ({ key: 'k', member: 'ada', points: 10, goods: 100 }) },
  'shop.holds.get': { scope: 'read', input: () => ({ id: 'hold_x' }) },
  'shop.holds.confirm': { scope: 'write', input: () => ({ id: 'hold_x', orderId: '1' }) },
  'shop.holds.release': { scope: 'write', input: () => ({ id: 'hold_x' }) },
  'shop.pools.list': { scope: 'read', input: () => ({}) },
  'shop.pools.upload': { scope: 'admin', input: () => ({ pool: 'partner', codes: ['A'] }) },
  'shop.referrals.list': { scope: 'read', input: () => ({}) },
  'shop.referrals.metrics': { scope: 'read', input: () => ({}) },
  'shop.referrals.decide': {
    scope: 'write',
    input: () => ({ externalId: 'nobody', key: 'k', decision: 'approve', by: 'b', why: 'w' }),
  },
  'shop.referrals.code': { scope: 'write', input: () => ({ externalId: 'nobody', code: 'CLAIRE' }) },
  'shop.segments.list': { scope: 'read', input: () => ({}) },
  'shop.segments.report': { scope: 'read', input: () => ({ segment: 'loyal' }) },
  'shop.segments.members': { scope: 'read', input: () => ({ segment: 'loyal' }) },
  'shop.budgets.list': { scope: 'read', input: () => ({}) },
  'shop.goals.list': { scope: 'read', input: () => ({}) },
  'shop.causes.list': { scope: 'read', input: () => ({}) },
  'shop.redemptions.cancel': { scope: 'write', input: () => ({ id: 'red_x' }) },
  'shop.leaderboards.periods': { scope: 'read', input: () => ({ board: 'ever' }) },
  'shop.leaderboards.grant': { scope: 'admin', input: () => ({ board: 'ever', period: 'all' }) },
  'shop.leaderboards.list': { scope: 'read', input: () => ({}) },
  'shop.leaderboards.ranks': { scope: 'read', input: () => ({ externalId: 'ada' }) },
  'shop.leaderboards.get': { scope: 'read', input: () => ({ board: 'ever' }) },
  'shop.leaderboards.member': { scope: 'read', input: () => ({ board: 'ever', externalId: 'ada' }) },
  'shop.preview.event': { scope: 'read', input: () => ({ member: 'ada', basket: { lines: [] } }) },
  'shop.preview.products': {
    scope: 'read',
    input: () => ({ member: 'ada', products: [{ sku: 's', unitPrice: 100 }] }),
  },
  'shop.program.get': { scope: 'read', input: () => ({}) },
  'shop.program.put': { scope: 'admin', input: () => ({ program: PROGRAM }) },
  'shop.program.explain': { scope: 'read', input: () => ({}) },
  'shop.program.liability': { scope: 'read', input: () => ({}) },
  'shop.program.try': { scope: 'read', input: () => ({ program: PROGRAM }) },
  'shop.program.versions': { scope: 'read', input: () => ({}) },
};

/** Who may call each procedure of the browser's door, and an input that it takes. */
const STOREFRONT: Record<string, { who: 'guest' | 'member'; type: 'query' | 'mutation'; input: unknown }> = {
  'storefront.snapshot': { who: 'guest', type: 'query', input: {} },
  'storefront.board': { who: 'guest', type: 'query', input: { board: 'ever' } },
  'storefront.ranks': { who: 'member', type: 'mutation', input: {} },
  'storefront.goals': { who: 'guest', type: 'query', input: {} },
  'storefront.myGoals': { who: 'member', type: 'mutation', input: {} },
  'storefront.explanation': { who: 'guest', type: 'query', input: {} },
  'storefront.preview': { who: 'guest', type: 'query', input: { basket: { lines: [] } } },
  'storefront.myPreview': { who: 'member', type: 'mutation', input: { basket: { lines: [] } } },
  'storefront.track': { who: 'member', type: 'mutation', input: { key: 'k1234567', type: 'site.visited' } },
  'storefront.visit': { who: 'member', type: 'mutation', input: { place: 'paris', code: 'ABCD2345' } },
  'storefront.card': { who: 'member', type: 'mutation', input: {} },
  'storefront.claim': { who: 'member', type: 'mutation', input: { orderId: '1001' } },
  'storefront.address': { who: 'member', type: 'mutation', input: {} },
  'storefront.receiver': { who: 'member', type: 'mutation', input: { code: 'ABCD2345' } },
  'storefront.give': { who: 'member', type: 'mutation', input: { key: 'k1234567', code: 'ABCD2345', points: 5 } },
  'storefront.claims': { who: 'member', type: 'mutation', input: {} },
  'storefront.share': { who: 'member', type: 'mutation', input: { product: 'mug', url: `${ORIGIN}/mug` } },
  'storefront.arrive': { who: 'guest', type: 'mutation', input: { code: 'ABCD2345', visitor: 'a-visitor' } },
  'storefront.me': { who: 'member', type: 'mutation', input: {} },
  'storefront.entitled': { who: 'member', type: 'mutation', input: { entitlement: 'presale' } },
  'storefront.profile': { who: 'member', type: 'mutation', input: { alias: 'Mallory' } },
  'storefront.spin': { who: 'member', type: 'mutation', input: { key: 'k1234567', draw: 'spin' } },
  'storefront.pauseStreak': { who: 'member', type: 'mutation', input: { streak: 'daily' } },
  'storefront.joinChallenge': { who: 'member', type: 'mutation', input: { challenge: 'two-reviews' } },
  'storefront.join': { who: 'member', type: 'mutation', input: {} },
  'storefront.history': { who: 'member', type: 'mutation', input: {} },
  'storefront.redeem': { who: 'member', type: 'mutation', input: { key: 'k1234567', reward: 'five-off' } },
};

const LOWER = { read: null, write: 'read', admin: 'write' } as const;

test('every procedure has an expectation, and no expectation is of nothing', () => {
  expect(Object.keys(SHOP).toSorted()).toEqual(Object.keys(shopRouter._def.procedures).toSorted());
  expect(Object.keys(STOREFRONT).toSorted()).toEqual(Object.keys(storefrontRouter._def.procedures).toSorted());
});

describe.each(endpointsOf(shopRouter))('$name', ({ name, rest }) => {
  const expected = SHOP[name];
  const { scope = 'admin', input = () => ({}) } = expected ?? {};

  /** By both doors: the codes that they answer, null for none. */
  const codes = async (key: string | null): Promise<(string | null)[]> => {
    const auth = key === null ? {} : { authorization: `Bearer ${key}` };
    const headers = { ...auth, 'content-type': 'application/json' };
    const { path, body } = fill(rest.path, input());
    const asks = rest.method === 'GET' || rest.method === 'DELETE';
    const query = asks ? `?${new URLSearchParams(body as Record<string, string>)}` : '';
    const plain = await house.fetch(`${path}${query}`, {
      method: rest.method,
      headers,
      ...(asks ? {} : { body: JSON.stringify(body) }),
    });
    const get = rest.method === 'GET';
    const trpc = await house.fetch(
      `/trpc/${name}${get ? `?input=${encodeURIComponent(JSON.stringify(input()))}` : ''}`,
      { method: get ? 'GET' : 'POST', headers, ...(get ? {} : { body: JSON.stringify(input()) }) },
    );
    return [plain.body.code ?? null, trpc.body.error?.data.code ?? null];
  };

  test('nobody without a key, with a wrong one, a publishable one or a member’s token', async () => {
    const token = await house.token('ada');
    for (const key of [null, 'sk_nobody', house.program.publishableKey, token])
      expect(await codes(key)).toEqual(['unauthorized', 'unauthorized']);
  });

  test('nobody with too low a scope', async () => {
    const lower = LOWER[scope];
    if (lower !== null) expect(await codes(await house.key(lower))).toEqual(['forbidden', 'forbidden']);
    for (const code of await codes(await house.key(scope))) expect(['unauthorized', 'forbidden']).not.toContain(code);
  });

  test('another program’s key finds nothing of this one', async () => {
    const before = await house.laurel.store.entries.countDocuments({ program: house.program.id });
    const { path, body } = fill(rest.path, input());
    const asks = rest.method === 'GET' || rest.method === 'DELETE';
    const answer = await house.fetch(path, {
      method: rest.method,
      headers: { authorization: `Bearer ${other.secretKey}`, 'content-type': 'application/json' },
      ...(asks ? {} : { body: JSON.stringify(body) }),
    });
    expect(JSON.stringify(answer.body)).not.toContain('"Ada"');
    expect(JSON.stringify(answer.body)).not.toContain(house.program.id);
    expect(await house.laurel.store.entries.countDocuments({ program: house.program.id })).toBe(before);
  });
});

describe.each(Object.entries(STOREFRONT))('%s', (name, { who, type, input }) => {
  const call = async (token: string | null, headers: Record<string, string> = {}) => {
    const path = `/p/${house.program.publishableKey}/trpc/${name}`;
    const auth = token === null ? {} : { authorization: `Bearer ${token}` };
    const answer =
      type === 'query'
        ? await house.fetch(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
            headers: { ...auth, ...headers },
          })
        : await house.fetch(path, {
            method: 'POST',
            headers: { origin: ORIGIN, 'content-type': 'application/json', ...auth, ...headers },
            body: JSON.stringify(input),
          });
    return answer.body.error?.data.code ?? null;
  };

  // A GET carries no token; a POST of anybody's is theirs where it carries one.
  const isOpen = who === 'guest' && type === 'query';

  test('a guest may, or may not', async () => {
    expect(await call(null)).toBe(who === 'guest' ? null : 'unauthorized');
  });

  test('a page of another origin may not', async () => {
    expect(await call(await house.token('ada'), { origin: 'https://evil.example' })).toBe('origin_not_allowed');
  });

  test('only a token of this program, signed by it and for it, not outlived and not too long, speaks for a member', async () => {
    const wrong = {
      'another program’s': await house.token('ada', { signing: other.signingSecret }),
      'for another program': await house.token('ada', { audience: other.publishableKey }),
      'too long': await house.token('ada', { seconds: 3_600 }),
      'from the future': await house.token('ada', { from: 120, seconds: 300 }),
      'a secret key': house.secret,
      unsigned: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"ada"}').toString('base64url')}.`,
    };
    for (const [why, token] of Object.entries(wrong))
      expect([why, await call(token)]).toEqual([why, isOpen ? null : 'unauthorized']);
    const old = await house.token('ada', { from: -1_000, seconds: 600 });
    expect(await call(old)).toBe(isOpen ? null : 'token_expired');
  });

  test('a member speaks for themselves alone', async () => {
    if (who === 'guest') return;
    await call(await house.token('mallory'));
    const ada = await house.rest('GET', '/v1/members/ada');
    expect([404, 410, 200]).toContain(ada.status);
    if (ada.status === 200) expect(ada.body).toMatchObject({ alias: 'Ada', coupons: [] });
  });
});

function fill(template: string, input: Record<string, unknown>): { path: string; body: Record<string, unknown> } {
  const body = { ...input };
  const path = template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(body[field]);
    delete body[field];
    return encodeURIComponent(value);
  });
  return { path, body };
}
