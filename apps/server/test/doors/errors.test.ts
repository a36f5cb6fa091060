import { ERRORS, LIMITS } from '@laurel/contract';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShopRouter } from '../../src/doors/shop/router.ts';
import { type Answer, type House, openHouse, PROGRAM } from './support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

/** The one shape, with the status and sentence that its code has, and the id that the log has. */
function refusal({ status, headers, body }: Answer, code: keyof typeof ERRORS): void {
  expect(
    Object.keys(body)
      .filter((key) => key !== 'details')
      .toSorted(),
  ).toEqual(['code', 'message', 'requestId']);
  expect([body.code, status, body.message]).toEqual([code, ERRORS[code].status, ERRORS[code].message]);
  expect(body.requestId).toBe(headers.get('x-request-id'));
}

const post = (body: string, headers: Record<string, string> = {}) =>
  house.fetch('/v1/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${house.secret}`, 'content-type': 'application/json', ...headers },
    body,
  });

test('broken JSON, and JSON that is no object', async () => {
  refusal(await post('{"type":'), 'bad_request');
  refusal(await post('[]'), 'bad_request');
  refusal(await post('"text"'), 'bad_request');
  refusal(await post('{}', { 'content-type': 'text/plain' }), 'bad_request');
});

test('a body that is too large says how large it may be', async () => {
  const answer = await post(JSON.stringify({ data: 'x'.repeat(LIMITS.bodyBytes) }));
  refusal(answer, 'too_large');
  expect(answer.body.details).toEqual({ limit: LIMITS.bodyBytes });
  const large = {
    headers: { authorization: `Bearer ${house.secret}`, 'content-type': 'application/json' },
    method: 'POST',
  };
  const trpc = await house.fetch('/trpc/shop.events.send', {
    ...large,
    body: JSON.stringify({ data: 'x'.repeat(LIMITS.bodyBytes) }),
  });
  expect([trpc.status, trpc.body.error.data]).toMatchObject([
    413,
    { code: 'too_large', details: { limit: LIMITS.bodyBytes } },
  ]);
  const batch = JSON.stringify({ events: [{ data: 'x'.repeat(LIMITS.bodyBytes) }] });
  expect((await house.fetch('/v1/events/batch', { ...large, body: batch })).status).toBe(207);
  expect((await house.fetch('/trpc/shop.events.batch', { ...large, body: batch })).status).toBe(200);
});

test('addresses and methods that are not there', async () => {
  refusal(await house.rest('GET', '/v1/nothing'), 'not_found');
  refusal(await house.fetch('/nothing'), 'not_found');
  refusal(await house.fetch('/p/pk_x'), 'not_found');
  const wrong = await house.rest('DELETE', '/v1/events');
  refusal(wrong, 'not_found');
  expect([wrong.headers.get('allow'), wrong.body.details]).toEqual(['POST', { allow: ['POST'] }]);
});

test('nobody without a key', async () => {
  refusal(await house.fetch('/v1/program'), 'unauthorized');
  refusal(await house.fetch('/v1/program', { headers: { authorization: 'Bearer sk_wrong' } }), 'unauthorized');
  refusal(await house.fetch('/v1/program', { headers: { authorization: `Basic ${house.secret}` } }), 'unauthorized');
});

test('tRPC refuses in the same shape, under its own envelope', async () => {
  const client = createTRPCClient<ShopRouter>({
    links: [httpLink({ url: `${house.url}/trpc`, headers: { authorization: `Bearer ${house.secret}` } })],
  });
  const refused = await client.shop.members.get.query({ externalId: 'nobody' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TRPCClientError);
  const { data, message, shape } = refused as TRPCClientError<ShopRouter>;
  expect(data).toMatchObject({ code: 'member_not_found', httpStatus: 404, requestId: expect.any(String) });
  expect(message).toBe(ERRORS.member_not_found.message);
  expect(JSON.stringify(shape)).not.toContain('stack');
  const input = await client.shop.members.get
    .query({ externalId: '' })
    .catch((error: TRPCClientError<ShopRouter>) => error.data);
  expect(input).toMatchObject({
    code: 'bad_request',
    details: expect.arrayContaining([expect.objectContaining({ path: 'externalId' })]),
  });
});

test('tRPC refuses what is no procedure, no JSON, or too many at once', async () => {
  const headers = { authorization: `Bearer ${house.secret}`, 'content-type': 'application/json' };
  const data = async (path: string, init: RequestInit = {}) => {
    const { status, body } = await house.fetch(path, { headers, ...init });
    const { error } = Array.isArray(body) ? body[0] : body;
    return [status, error.data.code];
  };
  expect(await data('/trpc/shop.nothing')).toEqual([404, 'not_found']);
  expect(await data('/trpc/shop.events.send', { method: 'POST', body: '{' })).toEqual([400, 'bad_request']);
  expect(await data('/trpc/shop.events.send')).toEqual([400, 'bad_request']);
  const eleven = Array.from({ length: 11 }, () => 'shop.program.get').join(',');
  expect(await data(`/trpc/${eleven}?batch=1&input={}`)).toEqual([400, 'bad_request']);
  const ten = await house.fetch(`/trpc/${eleven.slice(eleven.indexOf(',') + 1)}?batch=1&input={}`, { headers });
  expect([ten.status, ten.body.length]).toEqual([200, 10]);
});

test('what nobody foresaw tells nothing but where the log has it', async () => {
  const { find } = house.laurel.store.versions;
  house.laurel.store.versions.find = () => {
    throw new Error('the secret of the house');
  };
  try {
    const answer = await house.rest('GET', '/v1/program/versions');
    refusal(answer, 'internal');
    expect(JSON.stringify(answer.body)).not.toContain('secret of the house');
  } finally {
    house.laurel.store.versions.find = find;
  }
});

test('the shop’s own request id is kept where it is a sane one', async () => {
  const kept = await house.fetch('/v1/program', { headers: { 'x-request-id': 'shop-request-1' } });
  expect(kept.body.requestId).toBe('shop-request-1');
  const drawn = await house.fetch('/v1/program', { headers: { 'x-request-id': 'a b"c' } });
  expect(drawn.body.requestId).not.toContain('"');
});

test('what may be several things and is none of them is told what it may be', async () => {
  const tiers = [{ id: 'gold', from: { orders: 5, within: 'calendar year' } }];
  const invalid = await house.rest('PUT', '/v1/program', { program: { ...PROGRAM, tiers } });
  expect(invalid.body.details).toEqual([
    { path: 'tiers.0.from.within', message: expect.stringMatching(/^none of what it may be: .*"calendar-year"/) },
  ]);
});

test('what names one of several things is told what that one lacks, and nothing of the others', async () => {
  const rewards = [{ id: 'card', cost: 100, give: { giftCard: { amount: 2_000 } } }];
  const invalid = await house.rest('PUT', '/v1/program', { program: { ...PROGRAM, rewards } });
  expect(invalid.body.details).toEqual([{ path: 'rewards.0.give', message: 'giftCard: it is a number' }]);
});

test('what the rules refuse says why in words, beside the code', async () => {
  await house.rest('PUT', '/v1/members/poor', {});
  const { status, body } = await house.rest('POST', '/v1/redemptions', {
    key: 'poor',
    member: 'poor',
    reward: 'five-off',
  });
  expect([status, body.details.reason, body.message]).toEqual([
    422,
    'not_enough_points',
    "The program's rules refuse this: the member has too few points to spend.",
  ]);
});

test('what is left out, misspelt or of another kind is told with what to write', async () => {
  const event = {
    type: 'order.paid',
    key: 'k',
    member: 'm',
    data: { orderId: 'o', currency: 'EUR', lines: [{ quantity: 0 }] },
  };
  const { body } = await house.rest('POST', '/v1/events', event);
  expect(body.details).toEqual([
    { path: 'data.total', message: 'it is missing; it is a number' },
    { path: 'data.lines.0.sku', message: 'it is missing; it is a text' },
    { path: 'data.lines.0.quantity', message: 'it is at least 1' },
    { path: 'data.lines.0.unitPrice', message: 'it is missing; it is a number' },
  ]);
  const program = {
    ...PROGRAM,
    rules: [{ id: 'r', on: 'a.done', earn: 5, limit: { times: 1, per: 'fortnight' }, limits: 1 }],
  };
  expect((await house.rest('PUT', '/v1/program', { program })).body.details).toEqual([
    { path: 'rules.0.limit', message: expect.stringContaining('per: it is one of "order", "day", "week"') },
    { path: 'rules.0', message: 'there is no "limits" here; is it misspelt?' },
  ]);
});
