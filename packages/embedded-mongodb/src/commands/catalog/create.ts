import { identical } from '../../bson/clone.ts';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { createCollection } from '../../writes/collection.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';
import { collectionOptions } from './options.ts';

const REFUSED = ['capped', 'timeseries', 'viewOn', 'clusteredIndex', 'encryptedFields', 'expireAfterSeconds'] as const;

export const create: CommandSpec = {
  fields: [
    'capped',
    'size',
    'max',
    'storageEngine',
    'validator',
    'validationLevel',
    'validationAction',
    'indexOptionDefaults',
    'viewOn',
    'pipeline',
    'collation',
    'timeseries',
    'clusteredIndex',
    'expireAfterSeconds',
    'changeStreamPreAndPostImages',
    'autoIndexId',
    'idIndex',
    'temp',
    'flags',
    'encryptedFields',
    'recordIdsReplicated',
  ],
  run(call): Promise<Doc> {
    const name = collectionName(call);
    const { store } = call.server;
    for (const option of REFUSED) {
      const value = call.command[option];
      if (value === undefined || value === false) continue;
      throw new MongoError('CommandNotSupported', `Collections with '${option}' are not supported by this server`);
    }
    const collation = call.command.collation as Doc | undefined;
    if (collation && collation.locale !== 'simple')
      throw new MongoError(
        'CommandNotSupported',
        'Collections with a default collation are not supported by this server; give the collation with each command',
      );
    const options = collectionOptions(call.command);
    return store.write(() => {
      const existing = store.catalog.get(call.db, name);
      if (existing && identical(existing.options, options)) return {};
      if (existing)
        throw new MongoError(
          'NamespaceExists',
          `namespace ${call.db}.${name} already exists, but with different options`,
        );
      createCollection(store, call.db, name, options);
      return {};
    });
  },
};
