import { Timestamp } from 'bson';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

/** Where a change stream stands: after everything up to a time. */
export interface Position {
  readonly time: Timestamp;
  /** The token of an invalidate event: `startAfter` may begin there, `resumeAfter` may not. */
  readonly afterInvalidate: boolean;
  /** A real event, and not only a high-water mark. */
  readonly ofEvent: boolean;
}

const hex = (n: number): string => n.toString(16).padStart(8, '0').toUpperCase();

/** `_id` of an event, or a post-batch token: opaque to clients, ordered as text. */
export function tokenOf(time: Timestamp, kind: 'event' | 'invalidate' | 'mark'): Doc {
  const tail = kind === 'event' ? '01' : kind === 'invalidate' ? '02' : '00';
  return { _data: `82${hex(time.t)}${hex(time.i)}${tail}` };
}

export function parseToken(token: unknown): Position {
  if (!isDoc(token)) throw new MongoError('TypeMismatch', 'a resume token must be an object');
  const data = token._data;
  if (typeof data !== 'string') throw new MongoError(50795, 'Invalid resume token: _data must be a string');
  const match = /^82([0-9A-F]{8})([0-9A-F]{8})0([012])$/.exec(data);
  if (!match) throw new MongoError('InvalidResumeToken', `Invalid resume token: ${data}`);
  const time = new Timestamp({
    t: Number.parseInt(match[1] as string, 16),
    i: Number.parseInt(match[2] as string, 16),
  });
  return { time, afterInvalidate: match[3] === '2', ofEvent: match[3] === '1' };
}
