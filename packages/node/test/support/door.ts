import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ErrorBody } from '@laurel/contract';

/** What came in at the door. */
export interface Asked {
  method: string;
  path: string;
  input: unknown;
  authorization: string | undefined;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A server on the loopback that speaks tRPC's protocol and answers by a script: one answer after the other, the last for ever. */
export async function openDoor(...script: Answer[]) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = await read(request);
    const answer = script[Math.min(asked.length, script.length - 1)];
    asked.push(one);
    answer?.(response, one);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://door');
  const raw = request.method === 'GET' ? (url.searchParams.get('input') ?? '') : await text(request);
  return {
    method: request.method ?? '',
    path: url.pathname,
    input: raw === '' ? undefined : JSON.parse(raw),
    authorization: request.headers.authorization,
  };
}

export const answers =
  (data: unknown): Answer =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ result: { data } }));

export const refuses =
  (status: number, body: ErrorBody, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: body.message, code: -32_600, data: body } }));
  };

/** Takes the request and drops the line, so that nobody can know whether it was taken. */
export const hangsUp: Answer = (response) => response.destroy();

export const saysNothing: Answer = () => undefined;

export const isAnotherServer: Answer = (response) =>
  response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
