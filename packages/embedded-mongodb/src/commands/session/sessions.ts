import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { sessionKey } from '../../writes/retry.ts';
import type { Call, CommandSpec } from '../types.ts';

/** Ends what the sessions still hold open: their cursors. */
function end(call: Call): Doc {
  const given = call.command[call.name];
  const keys = (Array.isArray(given) ? given : [])
    .map((lsid) => sessionKey(lsid))
    .filter((key): key is string => key !== undefined);
  call.server.cursors.killOfSessions(new Set(keys));
  return {};
}

export const endSessions: CommandSpec = { run: end };
export const killSessions: CommandSpec = { run: end };
export const refreshSessions: CommandSpec = { run: () => ({}) };
export const killAllSessions: CommandSpec = {
  run(call): Doc {
    call.server.cursors.killAll();
    return {};
  },
};

export const startSession: CommandSpec = {
  run(): Doc {
    const id = randomBytes(16);
    id[6] = ((id[6] as number) & 15) | 64;
    id[8] = ((id[8] as number) & 63) | 128;
    return { id: { id: new Binary(id, 4) }, timeoutMinutes: 30 };
  },
};

const NO_TRANSACTIONS = 'Transactions are not supported by this server; use a MongoDB replica set for them';

/** `commitTransaction` and `abortTransaction`: there is never one to end. */
export const endTransaction: CommandSpec = {
  run(call): Doc {
    throw new MongoError(
      'NoSuchTransaction',
      `Given transaction number ${String(call.command.txnNumber ?? '')} does not match any in-progress transactions. ${NO_TRANSACTIONS}`,
    );
  },
};

/** Refuses what belongs to a transaction, with the code MongoDB gives where there are none. */
export function refuseTransaction(command: Doc): void {
  if (command.startTransaction === undefined && command.autocommit === undefined) return;
  throw new MongoError('IllegalOperation', NO_TRANSACTIONS);
}
