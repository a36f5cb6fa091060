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
  private point: Point | undefined;

  configure(command: Doc): Doc {
    if (command.configureFailPoint !== 'failCommand') return {};
    const { mode, data } = command;
    if (mode === 'off') this.point = undefined;
    else
      this.point = {
        data: isDoc(data) ? data : {},
        left: isDoc(mode) && mode.times !== undefined ? (asInteger(mode.times) ?? 1) : Number.POSITIVE_INFINITY,
        skip: isDoc(mode) ? (asInteger(mode.skip) ?? 0) : 0,
      };
    return {};
  }

  /** The failure meant for a command, if there is one; using it up. */
  take(name: string, appName: string | undefined): Doc | undefined {
    const { point } = this;
    if (!point) return undefined;
    const { failCommands } = point.data;
    if (!Array.isArray(failCommands) || !failCommands.includes(name)) return undefined;
    if (point.data.appName !== undefined && point.data.appName !== appName) return undefined;
    if (point.skip > 0) {
      point.skip -= 1;
      return undefined;
    }
    if (point.left <= 0) return undefined;
    point.left -= 1;
    return point.data;
  }
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
