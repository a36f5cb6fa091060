import type { Timestamp } from 'bson';
import { compareTimestamps, equal } from '../bson/compare.ts';
import { encodeReply, Raw } from '../bson/encode.ts';
import type { Doc } from '../bson/types.ts';
import type { Batch, Deadline, Source } from '../cursor/cursors.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { OplogEntry } from '../store/oplog.ts';
import type { Store } from '../store/Store.ts';
import { eventOf, invalidates, type StreamOptions } from './event.ts';
import { tokenOf } from './token.ts';

/** Oplog entries looked at in one go. */
const CHUNK = 500;
const MAX_BATCH_BYTES = 15 * 1024 * 1024;
const TURN_MS = 12;

export interface StreamStart {
  /** Events after this time are told. */
  readonly after: Timestamp;
  /** The token the client began with, if any. */
  readonly token: Doc | undefined;
  /** The client has seen the event at that time, but not that it ended the stream. */
  readonly ofEvent: boolean;
}

/** The changes after a point in time, for as long as the client asks for more. A commit wakes a waiting one at once. */
export class ChangeStream implements Source {
  private readonly store: Store;
  private readonly options: StreamOptions;
  private readonly transform: (event: Doc) => Doc | undefined;
  private position: Timestamp;
  private token: Doc;
  private readonly held: { token: Doc; bytes: Raw }[] = [];
  private ended = false;
  private closed = false;
  private wake: (() => void) | undefined;

  constructor(store: Store, options: StreamOptions, start: StreamStart, transform: (event: Doc) => Doc | undefined) {
    this.store = store;
    this.options = options;
    this.transform = transform;
    this.position = start.after;
    this.token = start.token ?? tokenOf(this.position, 'mark');
    this.checkHistory();
    if (start.ofEvent) this.resume();
  }

  /** The event resumed after must be known; if it was a drop, the invalidation is still to come. */
  private resume(): void {
    const entry = this.store.oplog.at(this.position);
    if (!entry) {
      if (
        compareTimestamps(this.position, this.store.committedTime()) > 0 ||
        !this.store.oplog.isLastGone(this.position)
      ) {
        throw new MongoError('ChangeStreamFatalError', 'cannot resume stream; the resume token was not found.', {}, [
          'NonResumableChangeStreamError',
        ]);
      }
      return;
    }
    const event = eventOf(this.store, entry, {
      ...this.options,
      fullDocument: 'default',
      fullDocumentBeforeChange: 'off',
    });
    if (event && invalidates(event, this.options)) this.invalidate(entry.time, event.wallTime);
  }

  private invalidate(clusterTime: Timestamp, wallTime: unknown): void {
    this.ended = true;
    this.show({ _id: tokenOf(clusterTime, 'invalidate'), operationType: 'invalidate', clusterTime, wallTime });
  }

  /** Error 286 if entries that this stream should have seen are gone already. */
  private checkHistory(): void {
    if (!this.store.oplog.hasLostAfter(this.position)) return;
    throw new MongoError(
      'ChangeStreamHistoryLost',
      'Resume of change stream was not possible, as the resume point may no longer be in the oplog.',
      {},
      ['NonResumableChangeStreamError'],
    );
  }

  async next(size: number, deadline: Deadline, first: boolean): Promise<Batch> {
    const items: Raw[] = [];
    const until = Date.now() + (deadline.awaitMs ?? 0);
    for (;;) {
      await this.fill(items, size, deadline);
      const left = until - Date.now();
      if (items.length > 0 || this.ended || first || left <= 0 || this.closed || deadline.signal?.aborted) break;
      await this.news(left, deadline.signal);
    }
    return { items, done: this.ended && this.held.length === 0, postBatchResumeToken: this.token };
  }

  private async fill(items: Raw[], size: number, deadline: Deadline): Promise<void> {
    let bytes = 0;
    let began = performance.now();
    for (;;) {
      while (this.held.length > 0 && items.length < size) {
        const event = this.held.shift() as (typeof this.held)[number];
        items.push(event.bytes);
        this.token = event.token;
        bytes += event.bytes.bytes.length;
        if (bytes > MAX_BATCH_BYTES) return;
      }
      if (items.length >= size || this.ended) return;
      this.checkHistory();
      const upTo = this.store.committedTime();
      // What is not on disk yet has not happened for those who follow.
      const entries = this.store.oplog
        .after(this.position, CHUNK)
        .filter(({ time }) => compareTimestamps(time, upTo) <= 0);
      for (const entry of entries) {
        this.position = entry.time;
        this.take(entry);
        if (this.ended || this.held.length >= CHUNK) break;
      }
      if (entries.length === 0 || this.position.equals(upTo)) {
        if (this.held.length === 0) {
          if (!this.ended && compareTimestamps(this.position, upTo) < 0) this.position = upTo;
          if (!this.ended) this.token = newer(this.token, tokenOf(this.position, 'event'));
          return;
        }
        continue;
      }
      if (performance.now() - began < TURN_MS) continue;
      if (deadline.signal?.aborted) return;
      await new Promise((resolve) => setImmediate(resolve));
      began = performance.now();
    }
  }

  private take(entry: OplogEntry): void {
    const event = eventOf(this.store, entry, this.options);
    if (!event) return;
    this.show(event, entry);
    if (!invalidates(event, this.options)) return;
    this.invalidate(entry.time, event.wallTime);
  }

  private show(event: Doc, entry?: OplogEntry): void {
    const shown = this.transform(event);
    if (!shown) return;
    if (!equal(shown._id, event._id)) {
      throw new MongoError(
        'ChangeStreamFatalError',
        'Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point. Only transformations that retain the unmodified _id field are allowed.',
        {},
        ['NonResumableChangeStreamError'],
      );
    }
    // A document that nobody changed on the way goes out as it lies there.
    const whole = shown.fullDocument !== undefined && shown.fullDocument === event.fullDocument && entry?.document();
    const told = whole ? { ...shown, fullDocument: new Raw(whole) } : shown;
    this.held.push({ token: event._id as Doc, bytes: new Raw(encodeReply(told)) });
  }

  private news(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stop();
        signal?.removeEventListener('abort', done);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      const stop = this.store.onCommit(done);
      signal?.addEventListener('abort', done);
      this.wake = done;
    });
  }

  close(): void {
    this.closed = true;
    this.wake?.();
  }
}

const newer = (a: Doc, b: Doc): Doc => (String(a._data).slice(0, 18) >= String(b._data).slice(0, 18) ? a : b);
