import type {
  BoardMe,
  BoardPatch,
  BoardSnapshot,
  BoardView,
  LiveHello,
  MemberPatch,
  MemberSnapshot,
  MemberView,
} from '@laurel/contract';
import { LIVE, LIVE_PATH, PROTOCOL } from '@laurel/contract';
import { io, type Socket } from 'socket.io-client';

/** What a browser holds, by nothing but what was pushed to it; and a record of the pushes. */
export interface Browser {
  socket: Socket;
  heard: { name: string; data: unknown }[];
  member: MemberView | null;
  board: BoardView | null;
  me: BoardMe['me'] | null;
  hello(hello: LiveHello): void;
  /** Settles once what is held or heard is as asked. */
  until(holds: (browser: Browser) => boolean): Promise<void>;
  close(): void;
}

const opened = new Set<Browser>();

/** Ends every connection that a test has left open. */
export function closeBrowsers(): void {
  for (const browser of opened) browser.close();
  opened.clear();
}

/** Connects with the documented client. A patch that does not start from what is held fails the test. */
export async function browse(
  url: string,
  auth: { program: string; token?: string },
  headers: Record<string, string> = {},
): Promise<Browser> {
  const socket = io(url, {
    path: `${LIVE_PATH}/`,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { protocol: PROTOCOL.version, ...auth },
    extraHeaders: headers,
  });
  const waiting = new Set<() => void>();
  const browser: Browser = {
    socket,
    heard: [],
    member: null,
    board: null,
    me: null,
    hello: (hello) => void socket.emit(LIVE.hello, hello),
    until: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          if (!holds(browser)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => void socket.close(),
  };
  opened.add(browser);
  socket.onAny((name: string, data: unknown) => {
    browser.heard.push({ name, data });
    take(browser, name, data);
    for (const look of [...waiting]) look();
  });
  socket.on('disconnect', () => {
    browser.heard.push({ name: 'disconnect', data: null });
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  return browser;
}

function take(browser: Browser, name: string, data: unknown): void {
  if (name === LIVE.memberSnapshot) browser.member = (data as MemberSnapshot).member;
  else if (name === LIVE.memberPatch) {
    const { from, to, set } = data as MemberPatch;
    if (browser.member?.version !== from) throw new Error(`a patch from ${from} came onto ${browser.member?.version}`);
    browser.member = { ...browser.member, ...set, version: to };
  } else if (name === LIVE.boardSnapshot) {
    const { view, me } = data as BoardSnapshot;
    browser.board = view;
    if (me) browser.me = me;
  } else if (name === LIVE.boardPatch) {
    const { from, to, process, members, rows, gone } = data as BoardPatch;
    const held = browser.board;
    if (held?.version.n !== from || held.version.process !== process)
      throw new Error(`a patch from ${from} came onto ${held?.version.n}`);
    const moved = new Set([...gone, ...rows.map(({ id }) => id)]);
    const merged = [...held.rows.filter(({ id }) => !moved.has(id)), ...rows].sort((a, b) => a.place - b.place);
    browser.board = { ...held, members, rows: merged, version: { process, n: to } };
  } else if (name === LIVE.boardMe) browser.me = (data as BoardMe).me;
}
