import { compare, equal } from '../bson/compare.ts';
import { isNumeric, toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, typeOf } from '../bson/types.ts';
import { MongoError } from '../errors/MongoError.ts';
import { typeSet } from './operators.ts';
import { toRegExp } from './regex.ts';

type Check = (value: unknown) => boolean;

/** `$jsonSchema`: the keywords of JSON Schema draft 4 that MongoDB takes. */
export function parseJsonSchema(schema: unknown): (doc: Doc) => boolean {
  return compile(schema);
}

const JSON_TYPES: Record<string, string[]> = {
  object: ['object'],
  array: ['array'],
  string: ['string'],
  boolean: ['bool'],
  null: ['null'],
  number: ['number'],
};

function compile(schema: unknown): Check {
  if (!isDoc(schema)) throw new MongoError('TypeMismatch', '$jsonSchema must be an object');
  const checks = Object.entries(schema).flatMap(([name, value]) => {
    const build = KEYWORDS[name];
    if (!build) throw new MongoError('FailedToParse', `Unknown $jsonSchema keyword: ${name}`);
    const check = build(value, schema);
    return check ? [check] : [];
  });
  return (value) => value === undefined || checks.every((check) => check(value));
}

const many = (value: unknown): Check[] => (value as unknown[]).map(compile);
const onNumber =
  (check: (n: number) => boolean): Check =>
  (v) =>
    !isNumeric(v) || check(toNumber(v));
const onString =
  (check: (s: string) => boolean): Check =>
  (v) =>
    typeof v !== 'string' || check(v);
const onList =
  (check: (items: unknown[]) => boolean): Check =>
  (v) =>
    !Array.isArray(v) || check(v);
const onDoc =
  (check: (doc: Doc) => boolean): Check =>
  (v) =>
    !isDoc(v) || check(v);
const bound = (value: unknown): number => toNumber(value as number);

const KEYWORDS: Record<string, (value: unknown, schema: Doc) => Check | undefined> = {
  bsonType: (value) => typeSet(value),
  type: (value) =>
    typeSet(
      (Array.isArray(value) ? value : [value]).flatMap((name) => {
        const known = JSON_TYPES[String(name)];
        if (!known) throw new MongoError('BadValue', `Unknown type name alias: ${String(name)}`);
        return known;
      }),
    ),
  required: (value) => onDoc((doc) => (value as string[]).every((name) => doc[name] !== undefined)),
  properties: (value) => {
    const entries = Object.entries(value as Doc).map(([name, sub]) => [name, compile(sub)] as const);
    return onDoc((doc) => entries.every(([name, check]) => check(doc[name])));
  },
  patternProperties: (value) => {
    const entries = Object.entries(value as Doc).map(
      ([p, sub]) => [toRegExp({ pattern: p, options: '' }), compile(sub)] as const,
    );
    return onDoc((doc) =>
      Object.keys(doc).every((name) => entries.every(([p, check]) => !p.test(name) || check(doc[name]))),
    );
  },
  additionalProperties: (value, schema) => {
    const known = new Set(Object.keys((schema.properties as Doc | undefined) ?? {}));
    const patterns = Object.keys((schema.patternProperties as Doc | undefined) ?? {}).map((p) =>
      toRegExp({ pattern: p, options: '' }),
    );
    const check = typeof value === 'boolean' ? () => value : compile(value);
    return onDoc((doc) =>
      Object.keys(doc).every((name) => known.has(name) || patterns.some((p) => p.test(name)) || check(doc[name])),
    );
  },
  minProperties: (value) => onDoc((doc) => Object.keys(doc).length >= bound(value)),
  maxProperties: (value) => onDoc((doc) => Object.keys(doc).length <= bound(value)),
  dependencies: (value) =>
    onDoc((doc) =>
      Object.entries(value as Doc).every(
        ([name, need]) =>
          doc[name] === undefined ||
          (Array.isArray(need) ? need.every((n) => doc[String(n)] !== undefined) : compile(need)(doc)),
      ),
    ),
  enum: (value) => (v) => (value as unknown[]).some((item) => equal(item, v) && typeOf(item) !== 'missing'),
  minimum: (value, schema) => (v) => !isNumeric(v) || compare(v, value) > (schema.exclusiveMinimum === true ? 0 : -1),
  maximum: (value, schema) => (v) => !isNumeric(v) || compare(v, value) < (schema.exclusiveMaximum === true ? 0 : 1),
  exclusiveMinimum: () => undefined,
  exclusiveMaximum: () => undefined,
  multipleOf: (value) => onNumber((n) => n % bound(value) === 0),
  minLength: (value) => onString((s) => [...s].length >= bound(value)),
  maxLength: (value) => onString((s) => [...s].length <= bound(value)),
  pattern: (value) => {
    const pattern = toRegExp({ pattern: String(value), options: '' });
    return onString((s) => pattern.test(s));
  },
  items: (value, schema) => {
    if (!Array.isArray(value)) {
      const check = compile(value);
      return onList((items) => items.every(check));
    }
    const checks = many(value);
    const more = schema.additionalItems;
    const rest: Check = more === undefined || more === true ? () => true : more === false ? () => false : compile(more);
    return onList((items) => items.every((item, i) => (checks[i] ?? rest)(item)));
  },
  additionalItems: () => undefined,
  minItems: (value) => onList((items) => items.length >= bound(value)),
  maxItems: (value) => onList((items) => items.length <= bound(value)),
  uniqueItems: (value) =>
    value === true ? onList((items) => items.every((a, i) => items.findIndex((b) => equal(a, b)) === i)) : undefined,
  allOf: (value) => {
    const checks = many(value);
    return (v) => checks.every((check) => check(v));
  },
  anyOf: (value) => {
    const checks = many(value);
    return (v) => checks.some((check) => check(v));
  },
  oneOf: (value) => {
    const checks = many(value);
    return (v) => checks.filter((check) => check(v)).length === 1;
  },
  not: (value) => {
    const check = compile(value);
    return (v) => !check(v);
  },
  title: () => undefined,
  description: () => undefined,
};
