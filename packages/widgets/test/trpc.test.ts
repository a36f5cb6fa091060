import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTRPCClient, httpLink } from '@trpc/client';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readPlain } from '../e2e/support/plain.ts';
import { call } from '../src/wire/trpc.ts';

const t = initTRPC.context<{ token: string | null }>().create({
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, code: error.message, requestId: 'r1' } }),
});
const Input = z.object({ locale: z.string(), boards: z.array(z.object({ limit: z.number() })) });
const router = t.router({
  storefront: t.router({
    snapshot: t.procedure.input(Input).query(({ input, ctx }) => ({ input, token: ctx.token })),
    me: t.procedure.input(Input).mutation(({ input, ctx }) => ({ input, token: ctx.token })),
    refuse: t.procedure.input(Input).query(() => {
      throw new TRPCError({ code: 'UNAUTHORIZED', message: 'token_expired' });
    }),
  }),
});

let server: Server;
let base: string;
beforeAll(async () => {
  const handler = createHTTPHandler({
    router,
    createContext: ({ req }) => ({ token: req.headers.authorization ?? null }),
  });
  server = createServer(async (request, response) => {
    if (request.url?.startsWith('/broken')) return response.end('<html>');
    await readPlain(request);
    return handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const input = { locale: 'fr & « é »', boards: [{ limit: 10 }] };

test('a guest’s question is answered as to @trpc/client', async () => {
  const client = createTRPCClient<typeof router>({ links: [httpLink({ url: base })] });
  const answer = await call(base, 'storefront.snapshot', input, null);
  expect(answer).toEqual(await client.storefront.snapshot.query(input));
  expect(answer).toEqual({ input, token: null });
});

test('a member’s question is answered as to @trpc/client, with the token before the body', async () => {
  const client = createTRPCClient<typeof router>({
    links: [httpLink({ url: base, headers: { authorization: 'Bearer a.b.c' } })],
  });
  const answer = await call(base, 'storefront.me', input, 'a.b.c');
  expect(answer).toEqual(await client.storefront.me.mutate(input));
  expect(answer).toEqual({ input, token: 'Bearer a.b.c' });
});

test('a refusal comes with the server’s code and request id', async () => {
  await expect(call(base, 'storefront.refuse', input, null)).rejects.toMatchObject({
    failure: { code: 'token_expired', requestId: 'r1' },
  });
});

test('who is not reached, or answers something else, is told apart', async () => {
  await expect(call('http://127.0.0.1:9', 'x', {}, null)).rejects.toMatchObject({ failure: { code: 'offline' } });
  await expect(call(`${base}/broken`, 'x', {}, null)).rejects.toMatchObject({ failure: { code: 'internal' } });
});
