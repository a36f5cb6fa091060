import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What reached Laurel's door. */
export interface Call {
  path: string;
  input: Record<string, unknown>;
}

export type Answer = { data: unknown } | { status: number; code: string };

export interface Door {
  url: string;
  calls: Call[];
  /** What the shop sent as events, in order. */
  events(): Record<string, unknown>[];
  close(): Promise<void>;
}

/** A server in Laurel's place that speaks its protocol: it writes down what comes and answers as it is told. */
export async function openDoor(answer: (call: Call) => Answer, port = 0): Promise<Door> {
  const calls: Call[] = [];
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://door');
    const raw = request.method === 'GET' ? url.searchParams.get('input') : await text(request);
    const call: Call = { path: url.pathname.replace('/trpc/shop.', ''), input: raw ? JSON.parse(raw) : {} };
    const given = answer(call);
    calls.push(call);
    response.setHeader('content-type', 'application/json');
    if ('data' in given) return void response.end(JSON.stringify({ result: { data: given.data } }));
    response.statusCode = given.status;
    const data = { code: given.code, message: given.code, requestId: 'req_test' };
    response.end(JSON.stringify({ error: { message: given.code, code: -32_600, data } }));
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    events: () => calls.filter(({ path }) => path === 'events.send').map(({ input }) => input),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Takes every event, and knows nobody. */
export const takesAll = ({ path }: Call): Answer => {
  if (path !== 'events.send') return { status: 404, code: 'member_not_found' };
  return { data: { replayed: false, entry: { awards: [{ points: 120, activeAt: '2030-01-01T00:00:00.000Z' }] } } };
};
