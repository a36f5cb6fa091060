import type { Doc } from '../../bson/types.ts';
import { listArgument } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const killCursors: CommandSpec = {
  fields: ['cursors'],
  run(call): Doc {
    const cursorsKilled: bigint[] = [];
    const cursorsNotFound: bigint[] = [];
    for (const given of listArgument(call, 'cursors') ?? []) {
      const id = BigInt(given as bigint | number);
      (call.server.cursors.kill(id) ? cursorsKilled : cursorsNotFound).push(id);
    }
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
  },
};
