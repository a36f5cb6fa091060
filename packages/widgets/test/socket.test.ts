import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connect, type Listener } from '../src/wire/socket.ts';

// Node 20 has no WebSocket of its own; a browser's is what `ws` gives here.
Object.assign(globalThis, { WebSocket });

let http: HttpServer;
let server: Server;
let origin: string;
/** Called at each answer to a ping of the server's. */
let beat = () => {};
const heard: { auth: unknown; name: string; data: unknown }[] = [];

beforeAll(async () => {
  http = createServer();
  server = new Server(http, { path: '/live', pingInterval: 100, pingTimeout: 100 });
  server.use((socket, next) => {
    if (socket.handshake.auth.program === 'pk_bad')
      next(Object.assign(new Error('no'), { data: { code: 'program_not_found' } }));
    else next();
  });
  server.on('connection', (socket) => {
    socket.conn.on('heartbeat', () => beat());
    socket.onAny((name: string, data: unknown) => {
      heard.push({ auth: socket.handshake.auth, name, data });
      if (name === 'leave') socket.disconnect();
      else socket.emit('answer', { to: data, text: 'é « »' });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** What happens on one connection, in order, as it is awaited. */
function listen() {
  const told: unknown[][] = [];
  let wake = () => {};
  const tell = (...what: unknown[]) => {
    told.push(what);
    wake();
  };
  const on: Listener = {
    open: () => tell('open'),
    event: (name, data) => tell('event', name, data),
    close: (refused) => tell('close', refused),
  };
  const next = async (): Promise<unknown[]> => {
    while (!told.length) await new Promise<void>((resolve) => (wake = resolve));
    return told.shift() as unknown[];
  };
  return { on, next };
}

test('says and hears the same as socket.io-client', async () => {
  const auth = { program: 'pk_demo', protocol: 1 };
  const { on, next } = listen();
  const caller = connect(`ws://${origin}/live/`, auth, on);
  expect(await next()).toEqual(['open']);
  caller.emit('hello', { member: null });
  expect(await next()).toEqual(['event', 'answer', { to: { member: null }, text: 'é « »' }]);

  const theirs = io(`http://${origin}`, { path: '/live', transports: ['websocket'], auth });
  const answer = new Promise((resolve) => theirs.on('answer', resolve));
  theirs.emit('hello', { member: null });
  expect(await answer).toEqual({ to: { member: null }, text: 'é « »' });
  theirs.close();
  expect(heard[0]).toEqual(heard[1]);

  // Alive through several of the server's pings, which it answers.
  for (let pings = 0; pings < 4; pings++) await new Promise<void>((resolve) => (beat = resolve));
  caller.emit('again', 1);
  expect(await next()).toEqual(['event', 'answer', { to: 1, text: 'é « »' }]);
  const left = Promise.all(
    [...server.sockets.sockets.values()].map((each) => new Promise((resolve) => each.once('disconnect', resolve))),
  );
  caller.close();
  expect(await left).toEqual(['transport close']);
});

test('a refused auth closes with what the server said', async () => {
  const { on, next } = listen();
  connect(`ws://${origin}/live/`, { program: 'pk_bad' }, on);
  expect(await next()).toEqual(['close', { message: 'no', data: { code: 'program_not_found' } }]);
});

test('a server that lets go closes, once', async () => {
  const { on, next } = listen();
  const caller = connect(`ws://${origin}/live/`, { program: 'pk_demo' }, on);
  expect(await next()).toEqual(['open']);
  caller.emit('leave', 0);
  expect(await next()).toEqual(['close', undefined]);
});

test('a server that is not there closes without having opened', async () => {
  const { on, next } = listen();
  connect('ws://127.0.0.1:9/live/', {}, on);
  expect(await next()).toEqual(['close', undefined]);
});
