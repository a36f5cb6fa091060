import { type Doc, isDoc } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { plainContext } from '../../query/context.ts';
import { parseFilter } from '../../query/parseFilter.ts';

/** The options a collection keeps, checked. */
export function collectionOptions(command: Doc): Doc {
  const options: Doc = {};
  if (command.validator !== undefined) {
    if (!isDoc(command.validator)) throw new MongoError('TypeMismatch', "'validator' must be an object");
    parseFilter(command.validator, plainContext());
    options.validator = command.validator;
  }
  for (const [name, values] of [
    ['validationLevel', ['off', 'strict', 'moderate']],
    ['validationAction', ['error', 'warn']],
  ] as const) {
    const value = command[name];
    if (value === undefined) continue;
    if (!(values as readonly unknown[]).includes(value))
      throw new MongoError(
        'BadValue',
        `Enumeration value '${String(value)}' for field '${name}' is not a valid value.`,
      );
    options[name] = value;
  }
  const images = command.changeStreamPreAndPostImages;
  if (images !== undefined) {
    if (!isDoc(images) || typeof images.enabled !== 'boolean')
      throw new MongoError('TypeMismatch', "'changeStreamPreAndPostImages' must be an object with 'enabled'");
    options.changeStreamPreAndPostImages = { enabled: images.enabled };
  }
  return options;
}
