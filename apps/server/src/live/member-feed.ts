import { LIVE, type MemberPatch, type MemberSnapshot, type MemberView } from '@laurel/contract';
import type { Socket } from 'socket.io';
import { pushDelaySeconds } from '../metrics.ts';
import { changedParts } from './diff.ts';
import { Laggards } from './pace.ts';

/** What a feed asks: the member as they stand now, and whether that is more than the last entry said. */
export interface Reader {
  view(): Promise<MemberView>;
  /** Whether the member has changed by the clock alone since their last entry. */
  moved(): Promise<boolean>;
  now(): number;
  failed(error: unknown): void;
}

/** Entries that come within so many milliseconds make one push. */
const COALESCE = 100;
const RETRY = 50;
const RETRIES = 20;
const REMEMBERED = 8;

/** One member in one language, and the browsers that look. */
export class MemberFeed {
  private readonly held = new Map<Socket, number>();
  private readonly laggards = new Laggards();
  /** Views that were sent lately, newest last: whoever holds one of them gets a patch. */
  private recent: MemberView[] = [];
  private timer: NodeJS.Timeout | null = null;
  private awaited = { seq: 0, recordedAt: 0 };
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly reader: Reader) {}

  get empty(): boolean {
    return this.held.size === 0;
  }

  /** A browser looks, and says which version it holds; null: none. */
  join(socket: Socket, holds: number | null): Promise<void> {
    return this.inTurn(async () => {
      await this.refresh();
      const view = this.recent.at(-1);
      if (!view || !socket.connected) return;
      this.held.set(socket, view.version);
      const from = this.recent.find(({ version }) => version === holds);
      if (holds === view.version && !(await this.reader.moved())) return;
      if (from && holds !== view.version) this.patch([socket], from, view);
      else socket.emit(LIVE.memberSnapshot, { member: view } satisfies MemberSnapshot);
    });
  }

  leave(socket: Socket): void {
    this.held.delete(socket);
    this.laggards.delete(socket);
    if (this.empty && this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  /** Something about the member is new; `entry` says what at least must be seen. */
  stir(entry?: { seq: number; recordedAt: number }): void {
    if (entry && entry.seq > this.awaited.seq) this.awaited = entry;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      void this.inTurn(() => this.refresh(true));
    }, COALESCE);
  }

  /** Asks for the member and tells every browser that holds less. */
  private async refresh(pushing = false): Promise<void> {
    const before = this.recent.at(-1);
    const view = await this.newest();
    if (before && before.version === view.version && !changedParts(before, view)) return;
    this.recent = [...this.recent.filter(({ version }) => version < view.version), view].slice(-REMEMBERED);
    const sockets = [...this.held.keys()].filter((socket) => !this.isSetBack(socket));
    for (const socket of sockets) this.held.set(socket, view.version);
    if (sockets.length === 0 || !before) return;
    // The same version with other values (a name, a stock, a day that has come) cannot be told as a step to another one.
    if (before.version < view.version) this.patch(sockets, before, view);
    else for (const socket of sockets) socket.emit(LIVE.memberSnapshot, { member: view } satisfies MemberSnapshot);
    if (pushing && this.awaited.recordedAt > 0)
      pushDelaySeconds.observe({ what: 'member' }, Math.max(0, this.reader.now() - this.awaited.recordedAt) / 1_000);
  }

  /** Whoever does not read as fast as they are told gets a snapshot once they have read all. */
  private isSetBack(socket: Socket): boolean {
    return this.laggards.take(socket, () => {
      const view = this.recent.at(-1);
      if (!view || !this.held.has(socket)) return;
      this.held.set(socket, view.version);
      socket.emit(LIVE.memberSnapshot, { member: view } satisfies MemberSnapshot);
    });
  }

  /** The stream may be quicker than the store's majority: what it told of is waited for. */
  private async newest(): Promise<MemberView> {
    for (let tries = 0; ; tries += 1) {
      const view = await this.reader.view();
      if (view.version >= this.awaited.seq || tries >= RETRIES) return view;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }

  private patch(sockets: Socket[], from: MemberView, to: MemberView): void {
    const patch: MemberPatch = { from: from.version, to: to.version, set: changedParts(from, to) ?? {} };
    for (const socket of sockets) socket.emit(LIVE.memberPatch, patch);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.busy = this.busy.then(work).catch((error) => this.reader.failed(error));
    return this.busy;
  }
}
