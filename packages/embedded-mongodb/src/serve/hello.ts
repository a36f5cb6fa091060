import { ObjectId } from 'bson';
import { asInteger, toNumber } from '../bson/numbers.ts';
import type { Doc } from '../bson/types.ts';
import { isDoc } from '../bson/types.ts';
import type { Call, CommandSpec, Result } from '../commands/types.ts';
import { EXHAUST_WAIT_MS } from './limits.ts';

/** The newest wire version whose commands this server knows (MongoDB 8.0). */
const MAX_WIRE_VERSION = 25;

const ELECTION = new ObjectId('7fffffff0000000000000001');

/** Answers `hello` and its old names as the primary of a replica set of one. */
export const hello: CommandSpec = {
  run(call): Result | Promise<Result> {
    const wait = waitOf(call);
    if (wait === undefined) return helloReply(call);
    if (call.request.exhaustAllowed) return stream(call, wait);
    return pause(wait, call.connection.closed.signal).then(() => helloReply(call));
  },
};

/** How long the client will wait for news of the topology; nothing ever changes here, so always that long. */
function waitOf(call: Call): number | undefined {
  const known = call.command.topologyVersion;
  const max = call.command.maxAwaitTimeMS;
  if (!isDoc(known) || max === undefined) return undefined;
  const same =
    known.processId instanceof ObjectId &&
    known.processId.equals(call.server.processId) &&
    asInteger(known.counter) === 0;
  return same ? Math.min(toNumber(max as number), EXHAUST_WAIT_MS) : undefined;
}

async function* stream(call: Call, wait: number): AsyncGenerator<Doc> {
  for (;;) {
    await pause(wait, call.connection.closed.signal);
    if (call.connection.closed.signal.aborted) return;
    yield helloReply(call);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

function helloReply(call: Call): Doc {
  const { server } = call;
  const me = `127.0.0.1:${server.port}`;
  const time = server.store.committedTime();
  const opTime = { ts: time, t: 1n };
  const date = new Date(time.t * 1000);
  const primary = call.name === 'hello' ? { isWritablePrimary: true } : { ismaster: true };
  return {
    ...(call.command.helloOk === true ? { helloOk: true } : {}),
    topologyVersion: { processId: server.processId, counter: 0n },
    hosts: [me],
    setName: server.setName,
    setVersion: 1,
    ...primary,
    secondary: false,
    primary: me,
    me,
    electionId: ELECTION,
    lastWrite: { opTime, lastWriteDate: date, majorityOpTime: opTime, majorityWriteDate: date },
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: call.connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ...(Array.isArray(call.command.saslSupportedMechs) ? { saslSupportedMechs: [] } : {}),
  };
}
