import { createHash } from 'node:crypto';
import { Binary } from 'bson';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { type Doc, isDoc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Store } from '../store/Store.ts';

/** The key of a session, or undefined if the command has none. */
export function sessionKey(lsid: unknown): string | undefined {
  if (lsid === undefined) return undefined;
  if (!isDoc(lsid) || !(lsid.id instanceof Binary))
    throw new MongoError('TypeMismatch', "BSON field 'lsid.id' must be a UUID");
  if (lsid.id.sub_type !== 4 || lsid.id.value().length !== 16)
    throw new MongoError(207, 'lsid.id must be a 16-byte UUID');
  return (
    Buffer.from(lsid.id.value()).toString('hex') +
    (lsid.uid === undefined
      ? ''
      : createHash('sha256')
          .update(encode({ u: lsid.uid }))
          .digest('hex'))
  );
}

/** Where the answers of a session's latest retryable write stand. */
const keyOf = (session: string): Buffer => Buffer.from(session, 'hex');

/** The answers to the statements of one retryable write, kept beside the write itself. */
export interface RetryRecord {
  /** The answer a statement got when it ran before. */
  answered(statement: number): Doc | undefined;
  remember(statement: number, answer: Doc): void;
  save(): void;
  readonly repeated: number[];
}

const NOT_RETRYABLE: RetryRecord = {
  answered: () => undefined,
  remember: () => undefined,
  save: () => undefined,
  repeated: [],
};

/** Opens the record of a retryable write inside the transaction; error 225 if the session has gone on since. */
export function openRetryRecord(store: Store, session: string | undefined, txnNumber: bigint | undefined): RetryRecord {
  if (session === undefined || txnNumber === undefined) return NOT_RETRYABLE;
  const bytes = store.env.sessions.get(keyOf(session));
  const known = bytes && decode(bytes);
  const last = known ? BigInt(known.n as bigint | number) : -1n;
  if (txnNumber < last) {
    throw new MongoError(
      'TransactionTooOld',
      `Retryable write with txnNumber ${txnNumber} is prohibited on session ${session} because a newer retryable write with txnNumber ${last} has already started on this session.`,
    );
  }
  const same = known !== undefined && last === txnNumber;
  const plain: number[] = same ? [...(known.p as number[])] : [];
  const answers = new Map<number, Doc>(
    same ? Object.entries(known.a as Doc).map(([statement, answer]) => [Number(statement), answer as Doc]) : [],
  );
  const repeated: number[] = [];
  let changed = !same;
  return {
    repeated,
    answered(statement) {
      const answer = answers.get(statement) ?? (within(plain, statement) ? { n: 1 } : undefined);
      if (answer) repeated.push(statement);
      return answer;
    },
    remember(statement, answer) {
      changed = true;
      if (Object.keys(answer).length === 1 && answer.n === 1) extend(plain, statement);
      else answers.set(statement, answer);
    },
    save() {
      if (!changed) return;
      const a = Object.fromEntries([...answers].map(([statement, answer]) => [String(statement), answer]));
      store.env.sessions.put(keyOf(session), encode({ n: txnNumber, t: new Date(), p: plain, a }));
    },
  };
}

/** Runs of statements that were answered `{n: 1}`: first, last, first, last … */
function within(runs: readonly number[], statement: number): boolean {
  for (let i = 0; i < runs.length; i += 2)
    if (statement >= (runs[i] as number) && statement <= (runs[i + 1] as number)) return true;
  return false;
}

function extend(runs: number[], statement: number): void {
  if (runs[runs.length - 1] === statement - 1) runs[runs.length - 1] = statement;
  else runs.push(statement, statement);
}

/** Sessions that nobody has used for so long that no driver would still retry. */
const KEEP_MS = 60 * 60_000;

/** Forgets old answers, a few at a time; returns where to go on, or undefined at the end. */
export function forgetOldSessions(store: Store, from: Buffer, now: number): Buffer | undefined {
  const entries = store.env.sessions.range({ start: from, end: Buffer.alloc(64, 255), limit: 500 });
  for (const { key, value } of entries) {
    if (now - (decode(value).t as Date).getTime() > KEEP_MS) store.env.sessions.remove(key);
  }
  const last = entries[entries.length - 1];
  return last && entries.length === 500 ? Buffer.concat([last.key, Buffer.from([0])]) : undefined;
}
