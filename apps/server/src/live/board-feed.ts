import {
  type BoardMe,
  type BoardPatch,
  type BoardSnapshot,
  type BoardVersion,
  type BoardView,
  type BoardViewName,
  LIMITS,
  LIVE,
} from '@laurel/contract';
import type { Server, Socket } from 'socket.io';
import type { House } from '../doors/house.ts';
import type { PublishedProgram } from '../laurel.ts';
import { pushDelaySeconds } from '../metrics.ts';
import { type FoundBoard, findBoard } from '../use/boards/find.ts';
import { type FoundList, findList } from '../use/boards/list.ts';
import { placeOf } from '../use/boards/member.ts';
import { viewOf } from '../use/boards/page.ts';
import { changedRows } from './diff.ts';
import { Laggards } from './pace.ts';
import type { Stirred } from './stirred.ts';

/** Which page of which board is looked at. Without a period: the running one, and the one that follows it. */
export interface Page {
  program: string;
  board: string;
  period: string | undefined;
  view: BoardViewName | undefined;
  limit: number;
  locale: string;
}

interface Watcher {
  around: number;
  /** Whose own place is told; null: a guest. */
  member: string | null;
  /** The own place as it was told last, as JSON. */
  told: string;
}

/** Whose list is looked at: everybody's, or one that depends on who looks. */
export function listKey({ list, view }: FoundList): string {
  return JSON.stringify([view.kind, list]);
}

/** Own places told without letting others work. */
const BREATH = 200;
/** Milliseconds between two looks whether the next tick has come, and how often at most. */
const LOOK = 50;
const LOOKS = 40;

/** One page of a board, computed once however many look at it. */
export class BoardFeed {
  private readonly watchers = new Map<Socket, Watcher>();
  private readonly laggards = new Laggards();
  private page: BoardView | null = null;
  /** The board's version that was looked at last, whether or not this page has changed by it. */
  private seen = 0;
  private busy: Promise<void> = Promise.resolve();
  private joining = 0;

  constructor(
    private readonly house: House,
    private readonly io: Server,
    private readonly room: string,
    private readonly asked: Page,
    /** Of which list it is, as it was for whoever looked first. */
    private readonly key: string,
    /** Whoever stands on another list now has to look anew. */
    private readonly onMoved: (socket: Socket) => void,
    private readonly stirred: Stirred,
  ) {}

  get empty(): boolean {
    return this.watchers.size === 0 && this.joining === 0;
  }

  /** A browser looks, and says which version it holds. It is told what all hold since the last tick: who comes makes no frame for others. */
  async join(socket: Socket, watcher: { around: number; member: string | null }, holds: BoardVersion | null) {
    // Until this is settled nobody may think that no one looks.
    this.joining += 1;
    try {
      await this.reached(holds);
      await this.inTurn(() => this.welcome(socket, watcher, holds));
    } finally {
      this.joining -= 1;
    }
  }

  /** Whoever has just asked over HTTP may hold more than was told yet; never are they told less. */
  private async reached(holds: BoardVersion | null): Promise<void> {
    const isAhead = () => this.page && holds?.process === this.page.version.process && holds.n > this.seen;
    for (let looks = 0; looks < LOOKS && isAhead(); looks += 1)
      await new Promise((resolve) => setTimeout(resolve, LOOK));
  }

  private async welcome(
    socket: Socket,
    watcher: { around: number; member: string | null },
    holds: BoardVersion | null,
  ): Promise<void> {
    if (!this.page) await this.update(watcher.member);
    const found = await this.find();
    const { page } = this;
    if (!found || !page || !socket.connected) return;
    const { me } = await this.placeIn(found, watcher);
    this.watchers.set(socket, { ...watcher, told: JSON.stringify(me) });
    await socket.join(this.room);
    const { version } = page;
    if (holds?.process !== version.process || holds.n !== version.n)
      socket.emit(LIVE.boardSnapshot, { ...this.named(), view: page, me } satisfies BoardSnapshot);
    else if (me && found.standings.version !== version.n) this.tellPlace(socket, me, found.standings.version);
  }

  leave(socket: Socket): void {
    this.laggards.delete(socket);
    if (this.watchers.delete(socket)) void socket.leave(this.room);
  }

  /** Tells what has changed since the last tick: the page to all at once, own places one by one. */
  tick(): Promise<void> {
    return this.inTurn(() => this.update(null));
  }

  /** @param whoever is known to stand on the list; else the first who looks */
  private async update(whoever: string | null): Promise<void> {
    const found = await this.find();
    if (!found) return;
    const { page } = this;
    const { version } = found.standings;
    const same = page?.period.id === found.period.id && page.period.state === found.period.state;
    if (same && version === this.seen) return;
    this.setBack();
    const member = whoever ?? [...this.watchers.values()].find(({ member: one }) => one !== null)?.member ?? null;
    const program = await this.house.laurel.programs.byId(this.asked.program);
    if (!program) return;
    const list = await findList(this.house, program, found, this.asked, member);
    // Whose list this was stands on another one now; the others of it find that out below.
    if (listKey(list) === this.key) await this.show(program, found, list);
    await this.tellPlaces(found, version);
  }

  private async show(program: PublishedProgram, found: FoundBoard, list: FoundList): Promise<void> {
    const { page } = this;
    const { locale, limit } = this.asked;
    const view = await viewOf(this.house, program, found, list, { limit, locale, most: LIMITS.guestRows });
    this.seen = view.version.n;
    if (page && page.period.id === view.period.id && page.period.state === view.period.state) this.patch(page, view);
    else {
      this.page = view;
      if (page) for (const watcher of this.watchers.values()) watcher.told = '';
      if (page)
        this.io.to(this.room).emit(LIVE.boardSnapshot, { ...this.named(), view, me: null } satisfies BoardSnapshot);
    }
  }

  /** Whoever does not read as fast as they are told is told no more, until they have read all, and then gets a snapshot. */
  private setBack(): void {
    for (const [socket, watcher] of this.watchers) {
      const behind = this.laggards.take(socket, () => {
        if (this.watchers.get(socket) === watcher) this.join(socket, watcher, null).catch(() => {});
      });
      if (behind) void socket.leave(this.room);
    }
  }

  private patch(before: BoardView, after: BoardView): void {
    const { rows, gone } = changedRows(before.rows, after.rows);
    // A change that this page does not show makes no frame; the next one starts from what was told last.
    if (rows.length === 0 && gone.length === 0 && before.members === after.members) return;
    const { process, n: to } = after.version;
    const patch: BoardPatch = {
      board: after.board,
      period: after.period.id,
      ...this.named(),
      process,
      from: before.version.n,
      to,
      members: after.members,
      rows,
      gone,
    };
    this.page = after;
    this.io.to(this.room).emit(LIVE.boardPatch, patch);
    const since = this.stirred.since(this.asked.program);
    if (since !== null)
      pushDelaySeconds.observe({ what: 'board' }, Math.max(0, this.house.laurel.now() - since) / 1_000);
  }

  private async tellPlaces(found: FoundBoard, n: number): Promise<void> {
    let told = 0;
    for (const [socket, watcher] of this.watchers) {
      if (watcher.member === null || this.laggards.has(socket)) continue;
      if (++told % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
      const { me, key } = await this.placeIn(found, watcher);
      if (key !== this.key) {
        this.onMoved(socket);
        continue;
      }
      const json = JSON.stringify(me);
      if (!me || json === watcher.told) continue;
      watcher.told = json;
      this.tellPlace(socket, me, n);
    }
  }

  private tellPlace(socket: Socket, me: BoardMe['me'], n: number): void {
    socket.emit(LIVE.boardMe, {
      ...this.named(),
      me,
      version: { process: this.house.laurel.process, n },
    } satisfies BoardMe);
  }

  private async placeIn(found: FoundBoard, { around, member }: { around: number; member: string | null }) {
    const program = await this.house.laurel.programs.byId(this.asked.program);
    if (member === null || !program) return { me: null, key: this.key };
    const { locale } = this.asked;
    const list = await findList(this.house, program, found, this.asked, member);
    return { me: await placeOf(this.house, found, list, member, { around, locale }), key: listKey(list) };
  }

  private named() {
    const { view } = this.asked;
    return view ? { asked: view } : {};
  }

  private async find(): Promise<FoundBoard | null> {
    const program = await this.house.laurel.programs.byId(this.asked.program);
    return program && findBoard(this.house, program, this.asked);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.busy.then(work);
    // Whoever asked hears of a failure; the next one begins anew.
    this.busy = done.catch(() => {});
    return done;
  }
}
