import { asInteger, int } from '../../bson/numbers.ts';
import type { Doc } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { PAUSE } from '../../plan/scan.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { readDocuments } from '../../reads/read.ts';
import { collectionName, countArgument, docArgument, evalContext } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const count: CommandSpec = {
  fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields', 'encryptionInformation'],
  async run(call): Promise<Doc> {
    const name = collectionName(call);
    const { store } = call.server;
    const query = docArgument(call, 'query') ?? {};
    const context = evalContext(call);
    const filter = parseFilter(query, context);
    const skip = countArgument(call, 'skip') ?? 0;
    const limit = Math.abs(asInteger(call.command.limit) ?? 0);
    const collection = store.catalog.get(call.db, name);
    if (!collection) return { n: 0 };
    if (Object.keys(query).length === 0 && call.command.hint === undefined) {
      const rest = Math.max(0, store.count(collection) - skip);
      return { n: int(limit === 0 ? rest : Math.min(limit, rest)) };
    }
    const read = readDocuments(
      store,
      collection,
      { filter, sort: [], sortDoc: {}, skip, limit, hint: call.command.hint, context },
      (plan) => call.server.notePlan(collection, plan, query),
    );
    let n = 0;
    function* counted(): Generator<typeof PAUSE> {
      for (const item of read.documents) {
        if (item === PAUSE) yield PAUSE;
        else n += 1;
      }
    }
    await fromIterator(counted()).next(Number.MAX_SAFE_INTEGER, call.deadline, true);
    return { n: int(n) };
  },
};
