import { Condition } from '@laurel/contract';
import fc from 'fast-check';
import { Query } from 'mingo';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/conditions/compile.ts';

const scalar = fc.constantFrom<unknown>(0, 1, 2, 3.5, 'a', 'b', 'ab', true, false, null);
const holder = fc.record(
  { b: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })) },
  { requiredKeys: [], noNullPrototype: true },
);
// No paths through arrays: there mingo takes what several elements hold for one array. The table below has those.
const doc = fc.record(
  { a: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), h: holder },
  { requiredKeys: [], noNullPrototype: true },
);
const known = scalar.filter((value) => value !== null);
const predicate = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  ...['$gt', '$gte', '$lt', '$lte'].map((key) => known.map((value) => ({ [key]: value }))),
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.array(scalar, { maxLength: 3 }).map(($nin) => ({ $nin })),
  fc.boolean().map(($exists) => ({ $exists })),
  known.map((value) => ({ $not: { $gte: value } })),
  fc.nat(3).map(($size) => ({ $size })),
);
const field = fc.tuple(fc.constantFrom('a', 'h.b'), predicate).map(([path, value]) => ({ [path]: value }));
const condition = fc.oneof(
  field,
  fc.array(field, { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
  fc.array(field, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.array(field, { minLength: 1, maxLength: 3 }).map(($nor) => ({ $nor })),
);

describe('a condition', () => {
  test('means what another implementation of MongoDB’s language makes of it', () => {
    fc.assert(
      fc.property(condition, doc, (when, value) => {
        expect(Condition.safeParse(when).success).toBe(true);
        expect(compile(when as Condition)(value)).toBe(new Query(when as never, {}).test(value as never));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['words at the beginning', { a: { $regex: '^ab' } }, { a: 'abc' }, true],
    ['words at the end', { a: { $regex: 'bc$' } }, { a: 'abc' }, true],
    ['words as a whole', { a: { $regex: '^a\\.c$' } }, { a: 'abc' }, false],
    ['words whatever their case', { a: { $regex: 'B', $options: 'i' } }, { a: 'abc' }, true],
    ['an instant', { a: { $gte: { $date: '2026-01-01T00:00:00Z' } } }, { a: new Date('2026-01-02') }, true],
    ['an instant that is earlier', { a: { $gte: { $date: '2026-01-01T00:00:00Z' } } }, { a: new Date(0) }, false],
    ['a field that only the prototype has', { constructor: { $exists: true } }, {}, false],
    ['the fields of one element', { a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1 }, { b: 1, c: 2 }] }, true],
    ['a field of any element', { 'a.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, true],
    ['no element with a field', { 'a.b': { $ne: 2 } }, { a: [{ b: 1 }, { b: 2 }] }, false],
    ['an element without a field', { 'a.b': null }, { a: [{ b: 1 }, {}] }, true],
    ['an element by its place', { 'a.1.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, true],
    ['the size of no array', { 'a.b': { $size: 1 } }, { a: [{ b: 0 }] }, false],
    ['all of a list, of one value too', { a: { $all: ['x'] } }, { a: 'x' }, true],
    ['the remainder', { a: { $mod: [5, 0] } }, { a: 10 }, true],
  ])('may ask for %s', (_, when, value, holds) => {
    expect(Condition.safeParse(when).success).toBe(true);
    expect(compile(when as Condition)(value)).toBe(holds);
  });

  test.each([
    { $where: 'true' },
    { $expr: { $function: { body: 'x' } } },
    { a: { $regex: '(a+)+$' } },
    { a: { $regex: 'a.*b' } },
    { a: { $options: 'i' } },
    { $or: [] },
    { a: { $in: 1 } },
    { a: { $mod: [0, 0] } },
    { a: { $gte: { $date: 'tomorrow' } } },
    { a: { $in: Array.from({ length: 1_001 }, (_, n) => n) } },
    { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } },
  ])('is refused where it runs code, may hang, or is too much: %j', (when) => {
    expect(Condition.safeParse(when).success).toBe(false);
  });
});
