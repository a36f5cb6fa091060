import type { BoardVersion } from '@laurel/contract';
import type { Server, Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import { LaurelError } from '../laurel.ts';
import { BoardFeed, type Page } from './board-feed.ts';

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

/** A tick that took long makes the next one wait so many times as long, so that other work goes on. */
const REST = 4;

/** @param tick milliseconds between two frames of a page, at least */
export function openBoardFeeds(house: House, io: Server, tick: number): BoardFeeds {
  const feeds = new Map<string, BoardFeed>();
  const looking = new Map<Socket, Set<string>>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const beat = async () => {
    const began = performance.now();
    for (const feed of feeds.values()) {
      await feed
        .tick()
        .catch(unlessRefused)
        .catch((error) => house.laurel.logger.warn({ err: error }, 'a board could not be told'));
    }
    timer = null;
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

  return {
    async look(socket, member, looks) {
      const rooms = new Map(looks.map((look) => [roomOf(look), look]));
      for (const room of looking.get(socket) ?? []) if (!rooms.has(room)) drop(socket, room);
      looking.set(socket, new Set(rooms.keys()));
      for (const [room, look] of rooms) {
        const feed = feeds.get(room) ?? new BoardFeed(house, io, room, look);
        feeds.set(room, feed);
        // A board that the program does not have is told by the HTTP door; here nothing comes of it.
        await feed.join(socket, { around: look.around, member }, look.holds).catch(unlessRefused);
      }
      for (const room of rooms.keys()) if (feeds.get(room)?.empty) feeds.delete(room);
      rest(tick);
    },
    leave(socket) {
      for (const room of looking.get(socket) ?? []) drop(socket, room);
      looking.delete(socket);
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
    },
  };
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof LaurelError)) throw error;
}

function roomOf({ program, board, period, limit, locale }: Page): string {
  return JSON.stringify([program, board, period ?? null, limit, locale]);
}
