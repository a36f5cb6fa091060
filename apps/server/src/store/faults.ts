import mongoose from 'mongoose';
import { LaurelError } from '../laurel.ts';

// The driver's errors as mongoose throws them.
const { MongoBulkWriteError, MongoError, MongoServerError } = mongoose.mongo;

const DUPLICATE = 11000;
/** The stream's history is gone, or its token is of another store. */
const HISTORY = [222, 260, 280, 286];
/** Codes after which a write may or may not stand: not primary, stepping down, shutting down, timeouts. */
const PASSING = new Set([6, 7, 50, 64, 89, 91, 100, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
/** The disk is full. */
const FULL = 14031;
/** Node's words for a line that broke while a command was written to it, which the driver hands on as they are: the command may have gone out. */
const BROKEN = new Set(['EPIPE', 'ECONNRESET', 'ETIMEDOUT']);

const isBroken = (error: unknown) => error instanceof Error && BROKEN.has(String((error as { code?: unknown }).code));

/** Whether a write broke a unique index. */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === DUPLICATE;
}

/** Whether a change stream cannot be resumed because its history is gone. */
export function isHistoryLost(error: unknown): boolean {
  return error instanceof MongoServerError && HISTORY.includes(Number(error.code));
}

/** Whether nobody knows if the write stands: the store did not answer, or not yet for good. */
export function isUnknown(error: unknown): boolean {
  if (!(error instanceof MongoError)) return isBroken(error);
  // A bulk write without a fault of its own failed on the way or in its write concern.
  if (!(error instanceof MongoServerError) || error instanceof MongoBulkWriteError) return true;
  return PASSING.has(Number(error.code)) || error.hasErrorLabel('RetryableWriteError');
}

/** The one fault of an ordered insert, with the index of the document that has it; null when it failed in another way. */
export function writeFaultOf(error: unknown): { index: number; code: number } | null {
  if (!(error instanceof MongoBulkWriteError)) return null;
  const fault = [error.writeErrors].flat()[0];
  return fault ? { index: fault.index, code: fault.code } : null;
}

/** Indexes of the documents of an unordered insert that broke a unique index; any other fault is thrown. */
export function duplicatesOf(error: unknown): number[] {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const faults = [error.writeErrors].flat();
  if (faults.length === 0 || faults.some((fault) => fault.code !== DUPLICATE)) throw error;
  return faults.map((fault) => fault.index);
}

/** An error of the store as the doors tell it; every other error stays what it is. */
export function told(error: unknown): unknown {
  if (isBroken(error)) return new LaurelError('store_unavailable', undefined, { cause: error });
  if (!(error instanceof MongoError)) return error;
  const code = writeFaultOf(error)?.code ?? Number(error.code);
  const passing = code === FULL || !(error instanceof MongoServerError) || isUnknown(error);
  return new LaurelError(passing ? 'store_unavailable' : 'internal', undefined, { cause: error });
}
