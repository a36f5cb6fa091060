import type { BoardVersion } from '@laurel/contract';
import type { Server, Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import { LaurelError } from '../laurel.ts';
import type { Pulse } from '../project/pulse.ts';
import { findBoard } from '../use/boards/find.ts';
import { findList } from '../use/boards/list.ts';
import { BoardFeed, listKey, type Page } from './board-feed.ts';
import { Stirred } from './stirred.ts';

/** A page that a browser says it looks at. */
interface Look extends Page {
  around: number;
  holds: BoardVersion | null;
}

/** Boards that browsers of this process look at. */
export interface BoardFeeds {
  /** All that a browser looks at from now on. */
  look(socket: Socket, member: string | null, looks: Look[]): Promise<void>;
  leave(socket: Socket): void;
  close(): void;
}

/**
 * A tick that took long makes the next one wait so many times as long, so that other work goes on: half of the time is always left for it,
 * and no browser waits for more than what it takes to tell all the others.
 */
const REST = 1;

/** @param tick milliseconds between two frames of a page, at least */
export function openBoardFeeds(house: House, io: Server, pulse: Pulse, tick: number): BoardFeeds {
  const feeds = new Map<string, BoardFeed>();
  const looking = new Map<Socket, Set<string>>();
  /** What each browser asked for last: whoever comes to stand on another list looks anew. */
  const asked = new Map<Socket, { member: string | null; looks: Look[] }>();
  const moved = new Set<Socket>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const stirred = new Stirred(pulse);

  const beat = async () => {
    const began = performance.now();
    for (const feed of feeds.values()) {
      await feed
        .tick()
        .catch(unlessRefused)
        .catch((error) => house.laurel.logger.warn({ err: error }, 'a board could not be told'));
    }
    stirred.told();
    timer = null;
    for (const socket of moved) {
      const again = asked.get(socket);
      if (again)
        await look(
          socket,
          again.member,
          again.looks.map((one) => ({ ...one, holds: null })),
        );
    }
    moved.clear();
    rest(Math.max(tick, (performance.now() - began) * REST));
  };
  const rest = (pause: number) => {
    if (!closed && feeds.size > 0) timer ??= setTimeout(() => void beat(), pause);
  };
  const drop = (socket: Socket, room: string) => {
    const feed = feeds.get(room);
    feed?.leave(socket);
    if (feed?.empty) feeds.delete(room);
  };

  const look: BoardFeeds['look'] = async (socket, member, looks) => {
    asked.set(socket, { member, looks });
    const rooms = new Map<string, { key: string; look: Look }>();
    for (const one of looks) {
      // A board that the program does not have is told by the HTTP door; here nothing comes of it.
      const key = await keyOf(house, one, member).catch(unlessRefused);
      if (key) rooms.set(roomOf(one, key), { key, look: one });
    }
    for (const room of looking.get(socket) ?? []) if (!rooms.has(room)) drop(socket, room);
    looking.set(socket, new Set(rooms.keys()));
    for (const [room, { key, look: one }] of rooms) {
      const feed = feeds.get(room) ?? new BoardFeed(house, io, room, one, key, (who) => moved.add(who), stirred);
      feeds.set(room, feed);
      await feed.join(socket, { around: one.around, member }, one.holds).catch(unlessRefused);
    }
    for (const room of rooms.keys()) if (feeds.get(room)?.empty) feeds.delete(room);
    rest(tick);
  };

  return {
    look,
    leave(socket) {
      for (const room of looking.get(socket) ?? []) drop(socket, room);
      looking.delete(socket);
      asked.delete(socket);
      moved.delete(socket);
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      stirred.close();
    },
  };
}

function unlessRefused(error: unknown): undefined {
  if (!(error instanceof LaurelError)) throw error;
}

/** Which list a page is of, for whom it is. */
async function keyOf(house: House, page: Page, member: string | null): Promise<string | null> {
  const program = await house.laurel.programs.byId(page.program);
  if (!program) return null;
  return listKey(await findList(house, program, await findBoard(house, program, page), page, member));
}

function roomOf({ program, board, period, view, limit, locale }: Page, key: string): string {
  return JSON.stringify([program, board, period ?? null, view ?? null, key, limit, locale]);
}
