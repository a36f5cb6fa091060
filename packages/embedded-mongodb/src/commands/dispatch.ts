import { Binary } from 'bson';
import { asInteger } from '../bson/numbers.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import type { Answer, Connection } from '../serve/connection.ts';
import { errorReply } from '../serve/connection.ts';
import { failureError, isResumableCode, isRetryableCode } from '../serve/failPoints.ts';
import type { Request } from '../serve/frame.ts';
import type { Server } from '../serve/Server.ts';
import { sessionKey } from '../writes/retry.ts';
import { checkConcerns, writeConcernError } from './concerns.ts';
import { COMMANDS } from './registry.ts';
import { refuseTransaction } from './session/sessions.ts';
import type { Call, CommandSpec, Result } from './types.ts';

/** Fields that any command may have. */
const COMMON = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$clusterTime',
  '$readPreference',
  '$queryOptions',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'maxTimeMSOpOnly',
  'comment',
  'let',
  'collation',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$client',
  '$audit',
  'clientOperationKey',
  'databaseVersion',
  'shardVersion',
  'mayBypassWriteBlocking',
  'rawData',
]);

/** Makes the function that answers a server's requests. */
export function dispatcher(server: Server): Answer {
  const appNames = new WeakMap<Connection, string>();
  return async (request, connection) => {
    const name = Object.keys(request.command)[0] ?? '';
    noteAppName(appNames, connection, request.command);
    const failure =
      server.testCommands && name !== 'configureFailPoint'
        ? server.failPoints.take(name, appNames.get(connection))
        : undefined;
    if (failure?.blockConnection === true)
      await new Promise((resolve) => setTimeout(resolve, asInteger(failure.blockTimeMS) ?? 0));
    if (failure?.closeConnection === true) return 'close';
    const fragile = server.testCommands && request.command.txnNumber !== undefined;
    if (fragile && server.failPoints.breaksBeforeCommit()) return 'close';
    let result: Result;
    try {
      const given =
        failure ?? (server.testCommands && name === 'getMore' ? server.failPoints.takeGetMore() : undefined);
      const error = given && failureError(given, request.command.txnNumber !== undefined);
      if (error) throw error;
      result = await run(server, request, connection, name);
    } catch (error) {
      return finish(server, failure ? errorReply(error) : withLabels(errorReply(error), server, request.command));
    }
    const isReplay = 'retriedStmtIds' in result || 'retriedStmtId' in result;
    if (fragile && !isReplay && server.failPoints.breaksAfterCommit()) return 'close';
    if (Symbol.asyncIterator in result) return finishStream(server, result as AsyncIterable<Doc>);
    const reply = result as Doc;
    if (isDoc(failure?.writeConcernError)) addFailure(reply, failure);
    return finish(server, reply);
  };
}

/** The errors after which a change stream resumes are marked as such, as MongoDB does since 4.4. */
function withLabels(reply: Doc, server: Server, command: Doc): Doc {
  const cursor = typeof command.getMore === 'bigint' ? server.cursors.get(command.getMore) : undefined;
  if (!cursor?.awaits || !isResumableCode(asInteger(reply.code) ?? 0)) return reply;
  return {
    ...reply,
    errorLabels: [...((reply.errorLabels as string[] | undefined) ?? []), 'ResumableChangeStreamError'],
  };
}

function addFailure(reply: Doc, failure: Doc): void {
  const error = failure.writeConcernError as Doc;
  reply.writeConcernError = error;
  const labels = Array.isArray(failure.errorLabels)
    ? failure.errorLabels
    : isRetryableCode(asInteger(error.code) ?? 0)
      ? ['RetryableWriteError']
      : [];
  if (labels.length > 0) reply.errorLabels = labels;
}

function noteAppName(names: WeakMap<Connection, string>, connection: Connection, command: Doc): void {
  const application = isDoc(command.client) ? command.client.application : undefined;
  if (isDoc(application) && typeof application.name === 'string') names.set(connection, application.name);
}

async function run(server: Server, request: Request, connection: Connection, name: string): Promise<Result> {
  const { command } = request;
  const spec = COMMANDS.get(name);
  if (!spec) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  const db = command.$db;
  if (typeof db !== 'string') throw new MongoError(40571, 'OP_MSG requests require a $db argument');
  check(spec, name, db, command);
  const call: Call = {
    server,
    name,
    db,
    command,
    connection,
    request,
    deadline: { at: deadlineOf(command) },
    session: sessionKey(command.lsid),
    txnNumber: command.txnNumber === undefined ? undefined : BigInt(command.txnNumber as bigint | number),
  };
  const problem = writeConcernError(command.writeConcern);
  const result = await spec.run(call);
  if (problem && spec.fields && !(Symbol.asyncIterator in result)) (result as Doc).writeConcernError = problem;
  return result;
}

function check(spec: CommandSpec, name: string, db: string, command: Doc): void {
  if (db === '' || /[/\\. "\0]/.test(db)) throw new MongoError('InvalidNamespace', `Invalid database name: '${db}'`);
  if (spec.admin && db !== 'admin')
    throw new MongoError('Unauthorized', `${name} may only be run against the admin database.`);
  if (name !== 'commitTransaction' && name !== 'abortTransaction') refuseTransaction(command);
  if (command.txnNumber !== undefined) {
    if (typeof command.txnNumber !== 'bigint')
      throw new MongoError(
        'TypeMismatch',
        `BSON field 'OperationSessionInfo.txnNumber' is the wrong type '${typeOf(command.txnNumber)}', expected type 'long'`,
      );
    if (command.lsid === undefined)
      throw new MongoError('InvalidOptions', 'Transaction number requires a session ID to also be specified');
    if (!spec.retryable && name !== 'commitTransaction' && name !== 'abortTransaction')
      throw new MongoError(
        50768,
        `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${name} is not a retryable write command.`,
      );
  }
  if (spec.fields) {
    const seen = new Set(spec.fields);
    for (const field of Object.keys(command)) {
      if (field === name || COMMON.has(field) || seen.has(field)) continue;
      throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
  checkConcerns(command);
}

function deadlineOf(command: Doc): number {
  const ms = command.maxTimeMS;
  if (ms === undefined) return Number.POSITIVE_INFINITY;
  const n = asInteger(ms);
  if (n === undefined)
    throw new MongoError(
      'TypeMismatch',
      `BSON field 'maxTimeMS' is the wrong type '${typeOf(ms)}', expected types '[long, int, decimal, double]'`,
    );
  if (n < 0 || n > 2147483647)
    throw new MongoError('BadValue', `${n} value for maxTimeMS is out of range [0, 2147483647]`);
  return n === 0 ? Number.POSITIVE_INFINITY : Date.now() + n;
}

const NO_KEY = new Binary(Buffer.alloc(20), 0);

/** Adds what every answer ends with. */
function finish(server: Server, reply: Doc): Doc {
  const operationTime = server.store.committedTime();
  return {
    ...reply,
    ok: reply.ok ?? 1,
    $clusterTime: { clusterTime: operationTime, signature: { hash: NO_KEY, keyId: 0n } },
    operationTime,
  };
}

async function* finishStream(server: Server, replies: AsyncIterable<Doc>): AsyncGenerator<Doc> {
  for await (const reply of replies) yield finish(server, reply);
}
