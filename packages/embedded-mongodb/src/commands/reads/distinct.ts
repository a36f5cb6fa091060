import { equal } from '../../bson/compare.ts';
import { hashKey } from '../../bson/keystring.ts';
import { type Doc, typeOf } from '../../bson/types.ts';
import { fromIterator } from '../../cursor/cursors.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { PAUSE } from '../../plan/scan.ts';
import { parseFilter } from '../../query/parseFilter.ts';
import { splitPath, walkPath } from '../../query/walk.ts';
import { readDocuments } from '../../reads/read.ts';
import { collectionName, docArgument, evalContext } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

export const distinct: CommandSpec = {
  fields: ['key', 'query', 'collation', 'hint', 'unwrappedReadPref'],
  async run(call): Promise<Doc> {
    const name = collectionName(call);
    const { key } = call.command;
    if (key === undefined) throw new MongoError(40414, "BSON field 'distinct.key' is missing but a required field");
    if (typeof key !== 'string')
      throw new MongoError(
        'TypeMismatch',
        `BSON field 'distinct.key' is the wrong type '${typeOf(key)}', expected type 'string'`,
      );
    const { store } = call.server;
    const query = docArgument(call, 'query') ?? {};
    const context = evalContext(call);
    const filter = parseFilter(query, context);
    const collection = store.catalog.get(call.db, name);
    if (!collection) return { values: [] };
    const read = readDocuments(
      store,
      collection,
      { filter, sort: [], sortDoc: {}, skip: 0, limit: 0, hint: call.command.hint, context },
      (plan) => call.server.notePlan(collection, plan, query),
    );
    const parts = splitPath(key);
    const found = new Map<string, unknown>();
    const note = (value: unknown): void => {
      if (value === undefined) return;
      if (context.collated && typeof value === 'string') {
        for (const known of found.values()) if (equal(known, value, context.strings)) return;
      }
      const hash = hashKey(value);
      if (!found.has(hash)) found.set(hash, value);
    };
    function* collect(): Generator<typeof PAUSE> {
      for (const item of read.documents) {
        if (item === PAUSE) yield PAUSE;
        else
          walkPath(item.doc, parts, false, (value) => {
            if (Array.isArray(value)) for (const each of value) note(each);
            else note(value);
            return false;
          });
      }
    }
    await fromIterator(collect()).next(Number.MAX_SAFE_INTEGER, call.deadline, true);
    return { values: [...found.values()] };
  },
};
