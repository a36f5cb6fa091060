import type { Condition } from '@laurel/contract';
import { expect, test } from 'vitest';
import { compile } from '../../src/conditions/compile.ts';

/** As MongoDB puts them: by the bytes of UTF-8, which is by code point. Half a sign is none that a text of JSON can hold by itself. */
const TEXTS = [
  '',
  'a',
  'a\u0000',
  'aa',
  'ab',
  'b',
  'é',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{10000}a',
  '\u{10ffff}',
];
/** Whatever is of several types has no order with the others. */
const LISTS: unknown[][] = [
  [[], [1], [1, 2], [1, 3], [2], ['a'], ['a', 1], [true], [new Date(0)]],
  [{}, { a: 1 }, { a: 1, b: 1 }, { a: 2 }, { b: 1 }, { a: 'x' }, { b: 'x' }, { a: { b: 1 } }, { a: [1] }],
  [false, true],
  [new Date(-1), new Date(0), new Date(1)],
  [-1, 0, 0.5, 1],
];

const holds = (operator: string, value: unknown, than: unknown) =>
  compile({ a: { [operator]: than } } as Condition)({ a: value });

function expectOrder(values: readonly unknown[], wrap: (value: unknown) => unknown): void {
  values.forEach((one, at) => {
    values.forEach((other, than) => {
      const order = (['$lt', '$lte', '$gt', '$gte', '$eq'] as const).map((operator) =>
        holds(operator, wrap(one), wrap(other)),
      );
      expect([one, other, ...order]).toEqual([one, other, at < than, at <= than, at > than, at >= than, at === than]);
    });
  });
}

test('texts are in the order of their code points, by themselves and in whatever they stand', () => {
  expectOrder(TEXTS, (text) => text);
  expectOrder(TEXTS, (text) => ({ x: text }));
});

test('numbers, truths, instants, documents and lists have an order of their own', () => {
  const dated = (value: unknown): unknown => (value instanceof Date ? { $date: value.toISOString() } : value);
  const [, documents = [], ...plain] = LISTS;
  for (const list of plain)
    list.forEach((one, at) => {
      list.forEach((other, than) => {
        expect([holds('$lt', one, dated(other)), holds('$gte', one, dated(other))]).toEqual([at < than, at >= than]);
      });
    });
  expectOrder(documents, (value) => ({ x: value }));
  const lists = LISTS[0] ?? [];
  // Within a list an element that is one itself is compared as it is.
  expectOrder(lists.slice(0, 8), (value) => ({ x: value }));
  expect(holds('$gt', 1, 'a') || holds('$lt', 1, 'a') || holds('$gte', null, 0) || holds('$lt', {}, [])).toBe(false);
});

test('a place in a list is asked of what stands there, and of documents that have a field of that name', () => {
  const asks = (when: object, a: unknown) => compile(when as Condition)({ a });
  const list = [{ b: 1 }, { b: 2 }];
  expect([asks({ 'a.1': null }, list), asks({ 'a.5': null }, list), asks({ 'a.1': null }, [1, null])]).toEqual([
    false,
    false,
    true,
  ]);
  expect([asks({ 'a.1': null }, [{ 1: null }]), asks({ 'a.1': 3 }, [{ 1: 3 }]), asks({ 'a.1.b': 2 }, list)]).toEqual([
    true,
    true,
    true,
  ]);
});

test('what contract refuses is not made into a test that holds of something', () => {
  expect(() => compile({ $where: [] } as never)).toThrow('$where cannot stand in a condition.');
  expect(() => compile({ a: { $bits: 1 } } as never)).toThrow('$bits cannot stand in a condition.');
  expect(() => compile({ a: { $regex: 'a+' } } as never)).toThrow(
    '"a+" is more of a pattern than a condition may have.',
  );
});
