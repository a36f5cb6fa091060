import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import proxyAddr from 'proxy-addr';
import type { Laurel } from '../laurel.ts';
import { openGateway } from '../live/gateway.ts';
import { startCloser } from '../periods/closer.ts';
import { openBoards } from '../project/boards/open.ts';
import { type Projector, startProjector } from '../project/projector.ts';
import { openPulse } from '../project/pulse.ts';
import { keepRelease } from '../use/sdk/keep.ts';
import { createApp } from './app.ts';
import type { House } from './house.ts';
import { type Capacity, openAdmission } from './limits/admission.ts';
import { openLimits, RATES, type Rates } from './limits/limits.ts';

export interface DoorOptions {
  /** 0: any free port. */
  port: number;
  /** By default all interfaces. */
  host?: string;
  /** The address under which browsers reach this server, where it is not the one that each request names. */
  publicUrl?: string;
  /** The demo's shop: every path that is not ours is its. */
  shop?: { url: string };
  /** The built SDK's files. */
  sdkDir?: string;
  /** Who in front of us may say whom a request is from; as Express's `trust proxy`. By default nobody. */
  trustProxy?: boolean | number | string;
  rates?: Partial<Rates>;
  capacity?: Partial<Capacity>;
  /** Milliseconds between two frames of a board, at least. */
  boardTick?: number;
  /** Milliseconds that requests in flight may take at most while stopping. */
  grace?: number;
}

/** The doors of one process, open. */
export interface Doors {
  server: Server;
  url: string;
  projector: Projector;
  /** Takes no more, tells browsers when to come back, finishes what is in flight, and closes. */
  close(): Promise<void>;
}

/** Why a server cannot start, in a sentence that says what to do. */
export class LaurelStartError extends Error {}

const GRACE = 10_000;
const BOARD_TICK = 200;
/**
 * Milliseconds that a connection may rest. Longer than proxies in front of us keep theirs (60 s is usual): the side that sends must be
 * the one that ends it, or a request is lost on its way to a connection that was just closed.
 */
const REST = 75_000;
/** More than a process can answer within a second or two. */
const CAPACITY: Capacity = { inFlight: 1_000, loopDelay: 1_000 };

/**
 * Opens every door of this process: HTTP, socket, the boards in memory, and the projector (one of all processes projects).
 * @throws LaurelStartError when the port is taken or may not be used
 */
export async function openDoors(laurel: Laurel, options: DoorOptions): Promise<Doors> {
  let open: (app: Express) => void = () => {};
  const opened = new Promise<Express>((resolve) => {
    open = resolve;
  });
  // The port is taken first, since that is what fails most; who comes early waits until all is open.
  const server = createServer((request, response) => void opened.then((app) => app(request, response)));
  server.keepAliveTimeout = REST;
  const port = await listen(server, options);
  let stopping = false;
  const pulse = await openPulse(laurel);
  const boards = await openBoards(laurel, pulse);
  const house: House = {
    laurel,
    boards,
    limits: openLimits({ ...RATES, ...options.rates }),
    admission: openAdmission({ ...CAPACITY, ...options.capacity }),
    ownOrigin: options.publicUrl === undefined ? null : new URL(options.publicUrl).origin,
  };
  const projector = startProjector(laurel);
  const closer = startCloser(laurel, boards, () => projector.settled());
  const { sdkDir = null, shop = null } = options;
  if (sdkDir !== null) await keepRelease(laurel, sdkDir);
  const app = createApp(house, {
    projector,
    stopping: () => stopping,
    trustProxy: options.trustProxy ?? false,
    sdkDir,
    shop,
  });
  const gateway = openGateway(house, pulse, server, {
    boardTick: options.boardTick ?? BOARD_TICK,
    addressOf: (request) => proxyAddr(request, app.get('trust proxy fn')),
  });
  open(app);

  let closing: Promise<void> | null = null;
  const close = async () => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await gateway.close();
    server.closeIdleConnections();
    const grace = setTimeout(() => server.closeAllConnections(), options.grace ?? GRACE);
    await closed;
    clearTimeout(grace);
    await closer.stop();
    await projector.stop();
    await boards.close();
    await pulse.close();
    house.admission.close();
  };
  return {
    server,
    url:
      options.publicUrl ??
      `http://${options.host && options.host !== '0.0.0.0' ? hostOf(options.host) : 'localhost'}:${port}`,
    projector,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

const hostOf = (host: string) => (host.includes(':') ? `[${host}]` : host);

function listen(server: Server, { port, host }: DoorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new LaurelStartError(sentenceOf(error, port), { cause: error })),
    );
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function sentenceOf(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken by another program; stop it, or set PORT to a free one.`;
  if (error.code === 'EACCES') return `This user may not listen on port ${port}; set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return 'This machine has no such address to listen on; check HOST.';
  return `The server cannot listen on port ${port}: ${error.message}.`;
}
