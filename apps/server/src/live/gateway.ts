import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type GoAway, LIVE, LIVE_PATH } from '@laurel/contract';
import { Server } from 'socket.io';
import { refusalOf } from '../doors/errors/body.ts';
import type { House } from '../doors/house.ts';
import { connectedBrowsers } from '../metrics.ts';
import type { Pulse } from '../project/pulse.ts';
import { openBoardFeeds } from './boards.ts';
import { serve } from './browser.ts';
import { openGoalFeeds } from './goals.ts';
import { type Visitor, welcome } from './identity.ts';
import { openMemberFeeds } from './members.ts';

export interface Gateway {
  /** Tells every browser when to come back, spread out, and ends the connections. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  boardTick: number;
  /** Whom a request is from, proxies considered. */
  addressOf(request: IncomingMessage): string;
}

/** Bytes of a message at most: a token and ten boards. */
const MESSAGE = 16_384;
/** Milliseconds after which the first browsers come back to another process, and over which the others are spread. */
const COME_BACK = 500;
const SPREAD = 4_000;
const PER_BROWSER = 2;
/** Milliseconds that a farewell has to get out. */
const FLUSH = 100;

/** Opens the socket beside the HTTP doors, by WebSocket alone. */
export function openGateway(house: House, pulse: Pulse, server: HttpServer, options: GatewayOptions): Gateway {
  const io = new Server<
    Record<never, never>,
    Record<string, (...values: unknown[]) => void>,
    Record<never, never>,
    { visitor: Visitor }
  >(server, {
    path: LIVE_PATH,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MESSAGE,
    connectTimeout: 10_000,
  });
  const members = openMemberFeeds(house, pulse);
  const boards = openBoardFeeds(house, io, pulse, options.boardTick);
  const goals = openGoalFeeds(house, pulse, options.boardTick);

  io.use((socket, next) => {
    welcome(house, socket, options.addressOf).then(
      (visitor) => {
        socket.data.visitor = visitor;
        next();
      },
      (error) => {
        const { body, unknown } = refusalOf(error, { id: socket.id, bodyLimit: null });
        if (unknown !== undefined)
          house.laurel.logger.error({ err: unknown, requestId: body.requestId }, 'a socket failed');
        next(Object.assign(new Error(body.message), { data: body }));
      },
    );
  });
  io.on('connection', (socket) => {
    connectedBrowsers.inc();
    socket.on('disconnect', () => connectedBrowsers.dec());
    serve(house, socket, socket.data.visitor, { members, boards, goals });
  });

  return {
    async close() {
      goals.close();
      boards.close();
      members.close();
      const sockets = [...io.of('/').sockets.values()];
      const spread = Math.max(SPREAD, sockets.length * PER_BROWSER);
      for (const socket of sockets) {
        const after = Math.round(COME_BACK + Math.random() * spread);
        socket.emit(LIVE.goAway, { after } satisfies GoAway);
      }
      if (sockets.length > 0) await new Promise((resolve) => setTimeout(resolve, FLUSH));
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}
