import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { BoardPatch, GoalsPush, GoalView, MemberPatch, MemberView, RedemptionView } from '@laurel/contract';
import {
  ArriveInput,
  ChallengeJoinInput,
  ClaimInput,
  DrawInput,
  HistoryInput,
  LIVE,
  LiveAuth,
  LiveHello,
  PauseInput,
  ProfileInput,
  ShareInput,
  SnapshotInput,
  StorefrontPreviewInput,
  StorefrontRedeemInput,
  TrackInput,
} from '@laurel/contract';
import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { Server as Sockets } from 'socket.io';
import { z } from 'zod';
import { type PageOptions, pageHtml } from './page.ts';
import { readPlain } from './plain.ts';
import { World } from './world.ts';

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8' };
const sdk = new URL('../../dist/sdk/', import.meta.url);
/** Where a test may lay the files of another release. */
export const older = new URL('../../../../.cache/older-sdk/', import.meta.url);

const JoinInput = z.object({ locale: z.string().optional() });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
/** A token as a shop's backend signs it; this backend believes every signature. */
export const tokenFor = (seconds: number) =>
  `${encode({ alg: 'HS256' })}.${encode({ sub: 'claire', iat: now(), exp: now() + seconds })}.x`;

function routerOf(world: World, asked: string[]) {
  const t = initTRPC.context<{ token: string | null }>().create({
    errorFormatter: ({ shape }) => {
      const known = world.refusal ?? 'internal';
      const details = world.why ? { text: world.why } : null;
      return { ...shape, data: { ...shape.data, code: known, details, requestId: 'req-7f3a' } };
    },
  });
  const answer = async (path: string, input: z.output<typeof SnapshotInput>, known: boolean) => {
    asked.push(path);
    await new Promise((resolve) => setTimeout(resolve, world.delay));
    if (world.refusal) {
      throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
    }
    return world.snapshot(input, known);
  };
  const refuse = () => {
    if (world.refusal) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
  };
  const known = t.procedure.use(({ ctx, next }) => {
    if (!ctx.token) throw new TRPCError({ code: 'UNAUTHORIZED' });
    refuse();
    return next();
  });
  const earn = async (path: string, { products }: z.output<typeof StorefrontPreviewInput>) => {
    asked.push(path);
    await new Promise((resolve) => setTimeout(resolve, world.delay));
    refuse();
    return {
      basket: null,
      products: products.map(({ sku, unitPrice, quantity }) => {
        const points = Math.floor((unitPrice * quantity) / 100);
        return { sku, points, text: `Earn ${points} points with this product` };
      }),
    };
  };
  return t.router({
    storefront: t.router({
      preview: t.procedure.input(StorefrontPreviewInput).query(({ input }) => earn('preview', input)),
      myPreview: known.input(StorefrontPreviewInput).mutation(({ input }) => earn('myPreview', input)),
      track: known.input(TrackInput).mutation(({ input }) => {
        world.reports.push(input);
        return { replayed: false, points: 20, reason: null, text: '20 points' };
      }),
      share: known.input(ShareInput).mutation(({ input }) => {
        world.shared.push(input);
        return { code: 'SHARE42', link: `${input.url.split('?')[0]}?share=SHARE42` };
      }),
      arrive: t.procedure.input(ArriveInput).mutation(({ input, ctx }) => {
        world.arrivals.push({ ...input, known: Boolean(ctx.token) });
        return { taken: true };
      }),
      card: known.mutation(() => {
        asked.push('card');
        return {
          card: `card-${asked.length}-${'7f3a'.repeat(16)}`,
          expiresAt: new Date(Date.now() + world.cardLife).toISOString(),
        };
      }),
      snapshot: t.procedure.input(SnapshotInput).query(({ input }) => answer('snapshot', input, false)),
      me: t.procedure.input(SnapshotInput).mutation(({ input, ctx }) => {
        if (!ctx.token) throw new TRPCError({ code: 'UNAUTHORIZED' });
        return answer('me', input, true);
      }),
      redeem: t.procedure.input(StorefrontRedeemInput).mutation(({ input }): RedemptionView => {
        if (world.refusal) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
        return world.redeem(input);
      }),
      claim: known.input(ClaimInput).mutation(({ input }) => world.claim(input)),
      claims: known.mutation(() => world.claims),
      spin: known.input(DrawInput).mutation(({ input }) => {
        asked.push('spin');
        return world.spin(input);
      }),
      joinChallenge: known.input(ChallengeJoinInput).mutation(({ input }) => world.take(input.challenge)),
      pauseStreak: known.input(PauseInput).mutation(({ input }) => world.pause(input.streak, input.until)),
      join: t.procedure.input(JoinInput).mutation((): MemberView => {
        if (world.refusal) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
        world.member = { ...world.member, status: 'joined', version: world.member.version + 1 };
        return world.member;
      }),
      history: t.procedure.input(HistoryInput).mutation(({ input }) => {
        asked.push('history');
        return world.history(Number(input.cursor ?? 0), input.limit);
      }),
      profile: t.procedure.input(ProfileInput).mutation(({ input }): MemberView => {
        if (world.refusal) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' });
        const { alias = world.member.alias, onBoards = world.member.onBoards } = input;
        world.member = { ...world.member, alias: alias ?? 'Kind Fox', onBoards, version: world.member.version + 1 };
        world.rows = world.rows.map((row) => (row.id === world.me ? { ...row, alias: world.member.alias } : row));
        if (!onBoards) world.me = null;
        return world.member;
      }),
    }),
  });
}

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A shop and a Laurel server on two origins, with real tRPC and real Socket.IO, over a world that a test may change. */
export async function startBackend() {
  const world = new World();
  const asked: string[] = [];
  const hellos: z.output<typeof LiveHello>[] = [];
  const trpc = createHTTPHandler({
    router: routerOf(world, asked),
    createContext: ({ req }) => ({ token: req.headers.authorization?.replace('Bearer ', '') ?? null }),
  });
  const laurel = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      asked.push('preflight');
      response.setHeader('access-control-allow-headers', 'authorization,content-type');
      response.setHeader('access-control-max-age', '7200');
      response.writeHead(204).end();
      return;
    }
    const [, release, name = ''] = /^\/(sdk|older)\/(.+)/.exec(pathname) ?? [];
    if (release) {
      const file = await readFile(new URL(name, release === 'sdk' ? sdk : older)).catch(() => null);
      response.setHeader('content-type', TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain');
      response.writeHead(file ? 200 : 404).end(file ?? '');
      return;
    }
    request.url = request.url?.replace(/^\/p\/\w+\/trpc/, '');
    await readPlain(request);
    trpc(request, response);
  });
  const sockets = new Sockets(laurel, { path: '/live', serveClient: false, cors: { origin: '*' } });
  sockets.use((socket, next) =>
    next(LiveAuth.safeParse(socket.handshake.auth).success ? undefined : new Error('bad auth')),
  );
  sockets.on('connection', (socket) => {
    socket.on(LIVE.hello, (hello: z.input<typeof LiveHello>) => {
      hellos.push(LiveHello.parse(hello));
      if (hello.member === null) socket.emit(LIVE.memberSnapshot, { member: world.member });
      for (const { board, period, limit = 10, around = 2, holds } of hello.boards ?? []) {
        const known = Boolean(hello.member !== undefined);
        if (holds?.process === world.version.process && holds.n === world.version.n) continue;
        const wanted = { ...(board && { board }), ...(period && { period }) };
        socket.emit(LIVE.boardSnapshot, { view: world.view(limit, wanted), me: known ? world.own(around) : null });
      }
    });
  });
  const wires = new Set<Socket>();
  laurel.on('connection', (wire) => wires.add(wire));
  const laurelOrigin = await listen(laurel);

  const shop = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/laurel/token') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ token: world.signedIn ? tokenFor(900) : null }));
      return;
    }
    const options = JSON.parse(url.searchParams.get('o') ?? '{}') as PageOptions;
    const policy = options.strict
      ? `default-src 'none'; script-src ${laurelOrigin}; style-src 'self' ${laurelOrigin}; connect-src 'self' ${laurelOrigin} ${laurelOrigin.replace('http', 'ws')}; require-trusted-types-for 'script'; trusted-types ${options.policies ?? 'laurel'}`
      : null;
    if (policy) response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', url.pathname === '/page.css' ? 'text/css' : (TYPES.html as string));
    response.end(url.pathname === '/page.css' ? PAGE_CSS : pageHtml(options, laurelOrigin));
  });
  const shopOrigin = await listen(shop);

  return {
    world,
    asked,
    hellos,
    laurelOrigin,
    page: (options: PageOptions = {}) => `${shopOrigin}/?o=${encodeURIComponent(JSON.stringify(options))}`,
    pushMember(set: Partial<MemberView>) {
      const from = world.member.version;
      world.member = { ...world.member, ...set, version: from + 1 };
      sockets.emit(LIVE.memberPatch, { from, to: from + 1, set } satisfies MemberPatch);
    },
    pushScore(id: string, points: number, limit = 10) {
      const { process, n } = world.version;
      const old = new Set(world.rows.slice(0, limit).map((row) => row.id));
      const moved = world.score(id, points);
      const top = new Set(world.rows.slice(0, limit).map((row) => row.id));
      const patch: BoardPatch = {
        board: 'month',
        period: '2026-11',
        process,
        from: n,
        to: n + 1,
        members: world.rows.length,
        rows: moved.filter((row) => top.has(row.id)),
        gone: [...old].filter((each) => !top.has(each)),
      };
      sockets.emit(LIVE.boardPatch, patch);
      sockets.emit(LIVE.boardMe, { me: world.own(2), version: world.version });
    },
    pushGoals(change: Partial<GoalView>) {
      world.goals = world.goals.map((each) => ({ ...each, ...change }));
      sockets.emit(LIVE.goals, { goals: world.goals } satisfies GoalsPush);
    },
    emit: (name: string, data: unknown) => sockets.emit(name, data),
    connected: () => sockets.engine.clientsCount,
    dropSockets: () => sockets.disconnectSockets(true),
    async stop() {
      // A browser that is offline answers no goodbye.
      for (const wire of wires) wire.destroy();
      await sockets.close();
      shop.closeAllConnections();
      await new Promise((resolve) => shop.close(resolve));
    },
  };
}

export type Backend = Awaited<ReturnType<typeof startBackend>>;

const PAGE_CSS = `body{margin:0;padding:24px;font:16px/1.5 "Inter","Helvetica Neue",Arial,sans-serif;background:#f6f4ef;color:#1f1d1a}
main{display:grid;gap:24px;max-width:1100px;margin:auto}
@media(min-width:900px){main.two{grid-template-columns:3fr 2fr;align-items:start}}
html[data-scheme=dark]{color-scheme:dark}html[data-scheme=dark] body{background:#131412;color:#efede8}`;
