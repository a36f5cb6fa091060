import { randomBytes } from 'node:crypto';
import { encode, Raw } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { PAUSE, type Pause } from '../plan/scan.ts';

export type Item = Doc | Raw | Pause;

export interface Batch {
  readonly items: (Doc | Raw)[];
  readonly done: boolean;
  readonly postBatchResumeToken?: Doc;
}

/** Where a cursor's documents come from. */
export interface Source {
  next(size: number, deadline: Deadline, first: boolean): Promise<Batch>;
  close(): void;
}

/** When an operation must give up; never, unless the client set `maxTimeMS`. */
export interface Deadline {
  readonly at: number;
  readonly awaitMs?: number;
  readonly signal?: AbortSignal;
}

export interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly source: Source;
  readonly session: string | undefined;
  readonly noTimeout: boolean;
  readonly awaits: boolean;
  lastUse: number;
  busy: boolean;
}

const IDLE_MS = 10 * 60_000;
/** A batch stops before it would be too large for one document. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024 - 16 * 1024;
/** Longest time one operation works without letting others have a turn. */
const TURN_MS = 12;

/** The open cursors; each belongs to a namespace and may belong to a session. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();

  add(
    namespace: string,
    source: Source,
    options: { session?: string | undefined; noTimeout?: boolean; awaits?: boolean } = {},
  ): Cursor {
    const id = randomBytes(8).readBigUInt64LE(0) & 0x7fffffffffffffffn;
    const cursor: Cursor = {
      id,
      namespace,
      source,
      session: options.session,
      noTimeout: options.noTimeout ?? false,
      awaits: options.awaits ?? false,
      lastUse: Date.now(),
      busy: false,
    };
    this.open.set(id, cursor);
    return cursor;
  }

  get(id: bigint): Cursor | undefined {
    return this.open.get(id);
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    if (!cursor) return false;
    this.open.delete(id);
    cursor.source.close();
    return true;
  }

  killOfSessions(sessions: ReadonlySet<string>): void {
    for (const cursor of this.open.values())
      if (cursor.session !== undefined && sessions.has(cursor.session)) this.kill(cursor.id);
  }

  killOfNamespace(matches: (namespace: string) => boolean): void {
    for (const cursor of this.open.values()) if (!cursor.awaits && matches(cursor.namespace)) this.kill(cursor.id);
  }

  killIdle(now = Date.now()): void {
    for (const cursor of this.open.values())
      if (!cursor.noTimeout && !cursor.busy && now - cursor.lastUse > IDLE_MS) this.kill(cursor.id);
  }

  killAll(): void {
    for (const cursor of this.open.values()) this.kill(cursor.id);
  }

  get size(): number {
    return this.open.size;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A source that pulls from a generator and lets others have their turn at every pause. Like MongoDB, it does not look ahead:
 * the last batch says so only when a limit was reached or the end was seen.
 */
export function fromIterator(items: Iterator<Item>, limit = Number.POSITIVE_INFINITY): Source {
  let held: Doc | Raw | undefined;
  let ended = false;
  let given = 0;
  return {
    async next(size, deadline) {
      const batch: (Doc | Raw)[] = [];
      let bytes = 0;
      let began = performance.now();
      while (batch.length < size) {
        const item = held ?? pull();
        held = undefined;
        if (item === undefined) return { items: batch, done: true };
        if (item === PAUSE) {
          checkTime(deadline);
          if (performance.now() - began > TURN_MS) {
            await turn();
            began = performance.now();
          }
          continue;
        }
        const length = item instanceof Raw ? item.bytes.length : encode(item).length;
        if (batch.length > 0 && bytes + length > MAX_BATCH_BYTES) {
          held = item;
          break;
        }
        batch.push(item);
        bytes += length + 16;
        given += 1;
        if (given >= limit) return { items: batch, done: true };
      }
      return { items: batch, done: false };
    },
    close() {
      ended = true;
      items.return?.();
    },
  };

  function pull(): Item | undefined {
    if (ended) return undefined;
    const step = items.next();
    if (!step.done) return step.value;
    ended = true;
    return undefined;
  }
}

function checkTime(deadline: Deadline): void {
  if (Date.now() > deadline.at) throw new MongoError('MaxTimeMSExpired', 'operation exceeded time limit');
}
