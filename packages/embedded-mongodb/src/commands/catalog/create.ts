import { identical } from '../../bson/clone.ts';
import type { Doc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { createCollection } from '../../writes/collection.ts';
import { collectionName } from '../arguments.ts';
import type { CommandSpec } from '../types.ts';

const REFUSED = [
  'capped',
  'timeseries',
  'viewOn',
  'validator',
  'clusteredIndex',
  'encryptedFields',
  'expireAfterSeconds',
] as const;

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
      if (value === undefined || value === false || (option === 'validator' && Object.keys(value as Doc).length === 0))
        continue;
      throw new MongoError('CommandNotSupported', `Collections with '${option}' are not supported by this server`);
    }
    const images = call.command.changeStreamPreAndPostImages as Doc | undefined;
    if (images?.enabled === true)
      throw new MongoError('CommandNotSupported', 'Pre- and post-images are not supported by this server');
    const collation = call.command.collation as Doc | undefined;
    if (collation && collation.locale !== 'simple')
      throw new MongoError(
        'CommandNotSupported',
        'Collections with a default collation are not supported by this server; give the collation with each command',
      );
    const options: Doc = {};
    for (const option of ['validationLevel', 'validationAction'] as const)
      if (call.command[option] !== undefined) options[option] = call.command[option];
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
