import { setTimeout as sleep } from 'node:timers/promises';
import type { Laurel } from '../laurel.ts';
import { streamDelaySeconds } from '../metrics.ts';
import type { MemberDocument, ScoreDocument } from '../store/documents.ts';
import { readable } from './boards/program-boards.ts';
import { type Change, Feed } from './feed.ts';

/** What happened in the store, as this process hears of it. */
interface Listener {
  entry?(entry: { program: string; member: string; seq: number; recordedAt: number }): void;
  score?(member: string, document: ScoreDocument | null): void;
  profile?(member: MemberDocument): void;
  /** A member was given a seat in a cohort of a league. */
  seat?(id: string): void;
  published?(program: string): void;
  /** Changes may have been missed: what is held must be asked for anew. */
  lost?(): void;
}

/** The one change stream of a process that wakes boards and browsers. */
export interface Pulse {
  listen(listener: Listener): () => void;
  close(): Promise<void>;
}

const PIPELINE = [
  {
    $match: {
      $or: [
        { 'ns.coll': 'entries', operationType: 'insert' },
        { 'ns.coll': 'scores', operationType: { $in: ['insert', 'replace', 'delete'] } },
        { 'ns.coll': 'members', operationType: { $in: ['update', 'replace'] } },
        { 'ns.coll': 'versions', operationType: 'insert' },
        // Counters of seats are drawn from by updates and upserts; seats have a member.
        { 'ns.coll': 'seats', operationType: 'insert', 'fullDocument.member': { $exists: true } },
      ],
    },
  },
  // Of an entry only its name and its program are needed: what it says is asked of the log.
  {
    $set: {
      fullDocument: {
        $cond: [{ $eq: ['$ns.coll', 'entries'] }, { program: '$fullDocument.program' }, '$fullDocument'],
      },
    },
  },
];

const PATIENCE = 1_000;
const LONGEST_PAUSE = 10_000;

/** Opens the stream; when this returns, whatever is read afterwards and changes is heard of. */
export async function openPulse(laurel: Laurel): Promise<Pulse> {
  const { db } = laurel.store.connection;
  if (!db) throw new Error('the store is not connected');
  const listeners = new Set<Listener>();
  const stop = new AbortController();
  let feed: Feed | null = await Feed.open(db, PIPELINE);
  let failures = 0;

  const again = async () => {
    feed = await Feed.open(db, PIPELINE);
    for (const listener of listeners) listener.lost?.();
  };
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        if (!feed) await again();
        for (const change of (await feed?.take(1_000, PATIENCE)) ?? []) await tell(laurel, listeners, change);
        failures = 0;
      } catch (error) {
        if (stop.signal.aborted) return;
        laurel.logger.warn(
          { err: error },
          'the change stream broke; it is opened anew and all that is held is asked for again',
        );
        await feed?.close();
        feed = null;
        const pause = Math.min(LONGEST_PAUSE, 100 * 2 ** failures++);
        await sleep(pause, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
  };
  const running = run();

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stop.abort();
      await feed?.close();
      await running;
    },
  };
}

async function tell(laurel: Laurel, listeners: Set<Listener>, change: Change): Promise<void> {
  const id = String(change.documentKey?._id);
  const document = change.fullDocument;
  switch (change.ns.coll) {
    case 'entries': {
      const recordedAt = Number(change.wallTime);
      if (Number.isFinite(recordedAt)) streamDelaySeconds.observe(Math.max(0, laurel.now() - recordedAt) / 1_000);
      const at = id.lastIndexOf(':');
      const entry = { program: document.program, member: id.slice(0, at), seq: Number(id.slice(at + 1)), recordedAt };
      for (const listener of listeners) listener.entry?.(entry);
      return;
    }
    case 'scores': {
      const scores = document ? readable(document as ScoreDocument) : null;
      for (const listener of listeners) listener.score?.(id, scores);
      return;
    }
    case 'seats':
      for (const listener of listeners) listener.seat?.(id);
      return;
    case 'members': {
      const profile = await laurel.store.members.findById(id).lean<MemberDocument>();
      if (profile) for (const listener of listeners) listener.profile?.(profile);
      return;
    }
    default:
      for (const listener of listeners) listener.published?.(document.program);
  }
}
