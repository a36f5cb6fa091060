import { asInteger } from '../bson/numbers.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';

interface Point {
  readonly data: Doc;
  left: number;
  skip: number;
}

/** MongoDB's `failCommand`, with which drivers test how they take errors. Only if the server was started for tests. */
export class FailPoints {
  private readonly points = new Map<unknown, Point>();

  configure(command: Doc): Doc {
    const { configureFailPoint: name, mode, data } = command;
    if (!KNOWN.includes(name)) throw new MongoError('FailedToParse', `no such fail point: '${String(name)}'`);
    if (mode === 'off') this.points.delete(name);
    else
      this.points.set(name, {
        data: isDoc(data) ? data : {},
        left: isDoc(mode) && mode.times !== undefined ? (asInteger(mode.times) ?? 1) : Number.POSITIVE_INFINITY,
        skip: isDoc(mode) ? (asInteger(mode.skip) ?? 0) : 0,
      });
    return {};
  }

  /** The failure meant for a command, if there is one; using it up. */
  take(name: string, appName: string | undefined): Doc | undefined {
    const point = this.points.get(FAIL_COMMAND);
    if (!point) return undefined;
    const { failCommands } = point.data;
    if (!Array.isArray(failCommands) || !failCommands.includes(name)) return undefined;
    if (point.data.appName !== undefined && point.data.appName !== appName) return undefined;
    return use(point);
  }

  /** The failure meant for a `getMore` that has its cursor. */
  takeGetMore(): Doc | undefined {
    const point = this.points.get(FAIL_GET_MORE);
    return point && use(point);
  }

  /** Whether a retryable write shall break before it is committed; uses that up. */
  breaksBeforeCommit(): boolean {
    const point = this.points.get(FAIL_WRITE);
    return point?.data.failBeforeCommitExceptionCode !== undefined && use(point) !== undefined;
  }

  /** Whether the connection of a retryable write shall break after its commit; uses that up. */
  breaksAfterCommit(): boolean {
    const point = this.points.get(FAIL_WRITE);
    return point !== undefined && point.data.failBeforeCommitExceptionCode === undefined && use(point) !== undefined;
  }
}

const FAIL_COMMAND = 'failCommand';
const FAIL_WRITE = 'onPrimaryTransactionalWrite';
const FAIL_GET_MORE = 'failGetMoreAfterCursorCheckout';
const KNOWN: readonly unknown[] = [FAIL_COMMAND, FAIL_WRITE, FAIL_GET_MORE];

function use(point: Point): Doc | undefined {
  if (point.skip > 0) {
    point.skip -= 1;
    return undefined;
  }
  if (point.left <= 0) return undefined;
  point.left -= 1;
  return point.data;
}

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 317]);

/** The error a failure asks for. */
export function failureError(data: Doc, isRetryableWrite: boolean): MongoError | undefined {
  const code = asInteger(data.errorCode);
  if (code === undefined) return undefined;
  const labels = Array.isArray(data.errorLabels)
    ? data.errorLabels.map(String)
    : isRetryableWrite && RETRYABLE.has(code)
      ? ['RetryableWriteError']
      : [];
  return new MongoError(code, `Failing command via 'failCommand' failpoint`, {}, labels);
}

export const isRetryableCode = (code: number): boolean => RETRYABLE.has(code);

const RESUMABLE = new Set([6, 7, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436]);

/** Whether a change stream that got this error should resume. */
export const isResumableCode = (code: number): boolean => RESUMABLE.has(code);
