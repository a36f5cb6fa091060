import { compareUtf8 } from '../../bson/compare.ts';
import { isNumeric } from '../../bson/numbers.ts';
import { BSONRegExp, isDoc, isNullish, typeOf } from '../../bson/types.ts';
import { MongoError } from '../../errors/MongoError.ts';
import { toRegExp } from '../../query/regex.ts';
import { binary, integerOf, named, operands, textOrNull, unary } from '../arguments.ts';
import type { BuildOperator } from '../types.ts';

const $concat: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name);
  return (env) => {
    let text = '';
    for (const fn of fns) {
      const part = textOrNull(fn(env), name);
      if (part === null) return null;
      text += part;
    }
    return text;
  };
};

/** Text of what case functions and substrings take: numbers and dates too, and nothing is ''. */
function loose(value: unknown, name: string): string {
  if (isNullish(value)) return '';
  if (typeof value === 'string') return value;
  if (isNumeric(value)) return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new MongoError(16007, `can't convert from BSON type ${typeOf(value)} to String in ${name}`);
}

const $substrCP: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 3, 3);
  return (env) => {
    const [value, start, count] = fns.map((fn) => fn(env));
    const points = [...loose(value, name)];
    const from = integerOf(start, name);
    const size = integerOf(count, name);
    if (from < 0 || size < 0) throw new MongoError(34451, `${name}: starting index and length must be non-negative`);
    return points.slice(from, from + size).join('');
  };
};

const $substrBytes: BuildOperator = (operand, scope, name) => {
  const fns = operands(operand, scope, name, 3, 3);
  return (env) => {
    const [value, start, count] = fns.map((fn) => fn(env));
    const bytes = Buffer.from(loose(value, name));
    const from = integerOf(start, name);
    const size = integerOf(count, name);
    if (from < 0) throw new MongoError(50752, `${name}: starting index must be non-negative (got: ${from})`);
    const end = size < 0 ? bytes.length : from + size;
    if (isInside(bytes, from) || isInside(bytes, end))
      throw new MongoError(28656, `${name}: Invalid range, starting or ending in the middle of a UTF-8 character.`);
    return bytes.toString('utf8', from, Math.min(end, bytes.length));
  };
};

const isInside = (bytes: Buffer, at: number): boolean => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80;

const $split = binary((text, by) => {
  const whole = textOrNull(text, '$split');
  const separator = textOrNull(by, '$split');
  if (whole === null || separator === null) return null;
  if (separator === '') throw new MongoError(40087, '$split requires a non-empty separator');
  return whole.split(separator);
});

function trim(left: boolean, right: boolean): BuildOperator {
  return (operand, scope, name) => {
    const given = named(operand, scope, name, ['input', 'chars'], ['input']);
    const input = scope.compile(given.input);
    const chars = given.chars === undefined ? undefined : scope.compile(given.chars);
    return (env) => {
      const text = textOrNull(input(env), name);
      const unwanted = chars
        ? textOrNull(chars(env), name)
        : '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';
      if (text === null || unwanted === null) return null;
      const set = new Set(unwanted);
      const points = [...text];
      let start = 0;
      let end = points.length;
      while (left && start < end && set.has(points[start] as string)) start += 1;
      while (right && end > start && set.has(points[end - 1] as string)) end -= 1;
      return points.slice(start, end).join('');
    };
  };
}

function replace(all: boolean): BuildOperator {
  return (operand, scope, name) => {
    const given = named(operand, scope, name, ['input', 'find', 'replacement']);
    const fns = [given.input, given.find, given.replacement].map((each) => scope.compile(each));
    return (env) => {
      const [input, find, replacement] = fns.map((fn) => textOrNull(fn(env), name)) as [
        string | null,
        string | null,
        string | null,
      ];
      if (input === null || find === null || replacement === null) return null;
      return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
    };
  };
}

function regex(result: (text: string, pattern: RegExp) => unknown, ofNull: unknown): BuildOperator {
  return (operand, scope, name) => {
    const given = named(operand, scope, name, ['input', 'regex', 'options'], ['input', 'regex']);
    const input = scope.compile(given.input);
    const source = scope.compile(given.regex);
    const options = given.options === undefined ? () => '' : scope.compile(given.options);
    return (env) => {
      const text = textOrNull(input(env), name);
      const pattern = source(env);
      if (text === null || isNullish(pattern)) return ofNull;
      const flags = String(options(env) ?? '');
      const parts =
        pattern instanceof BSONRegExp
          ? { pattern: pattern.pattern, options: pattern.options || flags }
          : { pattern: String(pattern), options: flags };
      return result(text, toRegExp(parts));
    };
  };
}

function found(text: string, match: RegExpMatchArray): unknown {
  return {
    match: match[0],
    idx: [...text.slice(0, match.index)].length,
    captures: match.slice(1).map((each) => each ?? null),
  };
}

export const STRINGS: Record<string, BuildOperator> = {
  $concat,
  $substrCP,
  $substrBytes,
  $substr: $substrBytes,
  $split,
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
  $toUpper: unary((value) => loose(value, '$toUpper').replace(/[a-z]+/g, (part) => part.toUpperCase())),
  $toLower: unary((value) => loose(value, '$toLower').replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $strLenCP: unary((value) => [...strict(value, '$strLenCP')].length),
  $strLenBytes: unary((value) => Buffer.byteLength(strict(value, '$strLenBytes'))),
  $strcasecmp: binary((a, b) =>
    compareUtf8(loose(a, '$strcasecmp').toUpperCase(), loose(b, '$strcasecmp').toUpperCase()),
  ),
  $regexMatch: regex((text, pattern) => pattern.test(text), false),
  $regexFind: regex((text, pattern) => {
    const match = pattern.exec(text);
    return match ? found(text, match) : null;
  }, null),
  $regexFindAll: regex(
    (text, pattern) =>
      [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map((match) => found(text, match)),
    [],
  ),
};

function strict(value: unknown, name: string): string {
  if (typeof value !== 'string')
    throw new MongoError(
      34471,
      `${name} requires a string argument, found: ${isDoc(value) ? 'object' : typeOf(value)}`,
    );
  return value;
}
