import type { Doc } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { plainContext } from '../query/context.ts';
import { parseFilter } from '../query/parseFilter.ts';
import type { Test } from '../query/tree.ts';
import type { Collection } from '../store/catalog.ts';

const compiled = new WeakMap<object, Test>();

/** Refuses a document that a collection's validator does not accept (error 121). */
export function validate(collection: Collection, doc: Doc, bypass: boolean): void {
  const validator = collection.options.validator as Doc | undefined;
  if (
    !validator ||
    bypass ||
    collection.options.validationLevel === 'off' ||
    collection.options.validationAction === 'warn'
  )
    return;
  let test = compiled.get(validator);
  if (!test) {
    test = parseFilter(validator, plainContext()).test;
    compiled.set(validator, test);
  }
  if (test(doc)) return;
  const details =
    '$jsonSchema' in validator
      ? { operatorName: '$jsonSchema', schemaRulesNotSatisfied: [] }
      : {
          operatorName: Object.keys(validator)[0] ?? '',
          specifiedAs: validator,
          reason: 'the document does not match',
        };
  throw new MongoError(121, 'Document failed validation', { errInfo: { failingDocumentId: doc._id, details } });
}
