import { decode } from '../bson/decode.ts';
import { Raw } from '../bson/encode.ts';
import { asInteger } from '../bson/numbers.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import type { Call } from '../commands/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { openRetryRecord, type RetryRecord } from './retry.ts';

/** MongoDB refuses more statements than this in one command. */
const MAX_BATCH = 100_000;

interface StatementError {
  readonly index: number;
  readonly error: MongoError;
}

export interface BatchOutcome {
  readonly answers: (Doc | undefined)[];
  readonly errors: StatementError[];
  readonly repeated: readonly number[];
}

/** The documents of a command's list; they came in a sequence of their own or inside the command. */
export function statements(call: Call, field: string): (Raw | Doc)[] {
  const list = call.command[field];
  if (list === undefined)
    throw new MongoError(40414, `BSON field '${call.name}.${field}' is missing but a required field`);
  if (!Array.isArray(list))
    throw new MongoError(
      'TypeMismatch',
      `BSON field '${call.name}.${field}' is the wrong type '${typeOf(list)}', expected type 'array'`,
    );
  if (list.length === 0 || list.length > MAX_BATCH) {
    throw new MongoError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${list.length} operations.`,
    );
  }
  for (const item of list) {
    if (!(item instanceof Raw) && !isDoc(item))
      throw new MongoError(
        'TypeMismatch',
        `BSON field '${call.name}.${field}.0' is the wrong type '${typeOf(item)}', expected type 'object'`,
      );
  }
  return list as (Raw | Doc)[];
}

export const asDoc = (item: Raw | Doc): Doc => (item instanceof Raw ? decode(item.bytes) : item);

/** Runs statements one after the other inside the transaction; ordered ones stop at the first error. */
export function runBatch<T>(call: Call, items: readonly T[], run: (item: T, index: number) => Doc): BatchOutcome {
  const retry: RetryRecord = openRetryRecord(call.server.store, call.session, call.txnNumber);
  const ordered = call.command.ordered !== false;
  const first = asInteger(call.command.stmtId) ?? 0;
  const ids = Array.isArray(call.command.stmtIds) ? call.command.stmtIds : undefined;
  const answers: (Doc | undefined)[] = [];
  const errors: StatementError[] = [];
  for (let index = 0; index < items.length; index++) {
    const statement = asInteger(ids?.[index]) ?? first + index;
    const before = retry.answered(statement);
    if (before) {
      answers[index] = before;
      continue;
    }
    try {
      const answer = run(items[index] as T, index);
      answers[index] = answer;
      retry.remember(statement, answer);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      errors.push({ index, error });
      if (ordered) break;
    }
  }
  retry.save();
  return { answers, errors, repeated: retry.repeated };
}

/** What every batch of writes answers. */
export function batchReply(outcome: BatchOutcome, fields: Doc): Doc {
  const reply: Doc = { ...fields };
  if (outcome.errors.length > 0)
    reply.writeErrors = outcome.errors.map(({ index, error }) => ({
      index,
      code: error.code,
      ...error.details,
      errmsg: error.message,
    }));
  if (outcome.repeated.length > 0) reply.retriedStmtIds = [...outcome.repeated];
  return reply;
}
