import { compareUtf8 } from '../bson/compare.ts';
import { asInteger, isNumeric, toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { compileExpression } from '../expression/compile.ts';
import { compareStringsOf } from '../query/collation.ts';
import type { EvalContext } from '../query/context.ts';
import type { Call } from './types.ts';

const wrongType = (call: Call, field: string, value: unknown, wanted: string): never => {
  throw new MongoError(
    'TypeMismatch',
    `BSON field '${call.name}.${field}' is the wrong type '${typeOf(value)}', expected type '${wanted}'`,
  );
};

/** The collection a command names in its first field. */
export function collectionName(call: Call): string {
  const name = call.command[call.name];
  if (typeof name !== 'string') {
    if (isNumeric(name) || typeof name === 'object' || typeof name === 'boolean')
      throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeOf(name)}`);
    return wrongType(call, call.name, name, 'string');
  }
  checkNamespace(call.db, name);
  return name;
}

export function checkNamespace(db: string, name: string): void {
  if (
    name === '' ||
    name.startsWith('.') ||
    name.endsWith('.') ||
    name.includes('\0') ||
    (name.includes('$') && name !== '$cmd' && !name.startsWith('$cmd.'))
  ) {
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  }
  if (Buffer.byteLength(`${db}.${name}`) > 255)
    throw new MongoError(
      'InvalidNamespace',
      `Fully qualified namespace is too long. Namespace: ${db}.${name} Max: 255`,
    );
}

export function docArgument(call: Call, field: string): Doc | undefined {
  const value = call.command[field];
  if (value === undefined || value === null) return undefined;
  return isDoc(value) ? value : wrongType(call, field, value, 'object');
}

export function listArgument(call: Call, field: string): unknown[] | undefined {
  const value = call.command[field];
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value : wrongType(call, field, value, 'array');
}

export function booleanArgument(call: Call, field: string): boolean {
  const value = call.command[field];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  return isNumeric(value) ? toNumber(value) !== 0 : wrongType(call, field, value, 'bool');
}

/** A whole number of at least `least`, or undefined. */
export function countArgument(call: Call, field: string, least = 0): number | undefined {
  const value = call.command[field];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value)) return wrongType(call, field, value, 'long');
  const n = asInteger(value) ?? Math.trunc(toNumber(value));
  if (n < least) throw new MongoError(51024, `BSON field '${field}' value must be >= ${least}, actual value '${n}'`);
  return n;
}

/** Collation, `let` variables and the time, for filters and expressions. */
export function evalContext(
  call: { command: Doc },
  collation = call.command.collation,
  variables = call.command.let,
): EvalContext {
  const strings = compareStringsOf(collation);
  if (variables !== undefined && !isDoc(variables))
    throw new MongoError(
      'TypeMismatch',
      `BSON field 'let' is the wrong type '${typeOf(variables)}', expected type 'object'`,
    );
  const plain: EvalContext = {
    strings: strings ?? compareUtf8,
    collated: strings !== undefined,
    variables: {},
    now: new Date(),
  };
  if (variables === undefined) return plain;
  const values = Object.entries(variables as Doc).map(([name, value]) => [
    name,
    compileExpression(value, plain)({}) ?? null,
  ]);
  return { ...plain, variables: Object.fromEntries(values) as Doc };
}
