import { Decimal128, Double, Int32, Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestStore, testStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store[Symbol.asyncDispose]());

async function updated(
  before: object,
  update: object,
  options: { filter?: object; arrayFilters?: object[] } = {},
): Promise<unknown> {
  const collection = store.collection();
  await collection.insertOne({ _id: 1 as never, ...before });
  const { filter = {}, ...rest } = options;
  await collection.updateOne(filter, update, rest as never);
  const { _id, ...after } = (await collection.findOne({})) ?? {};
  return after;
}

test.each([
  ['$set makes what is missing on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set in an array fills up with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['fields that are new come in the order of their names', {}, { $set: { b: 1, a: 2 } }, { a: 2, b: 1 }],
  ['$inc of nothing', {}, { $inc: { n: 5 } }, { n: 5 }],
  ['$mul of nothing', {}, { $mul: { n: 5 } }, { n: 0 }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3 }, $max: { b: 9 } }, { a: 3, b: 9 }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
  [
    '$push with all its clauses',
    { a: [{ n: 3 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 }, $slice: 2 } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  ['$push at a position', { a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
  [
    '$addToSet knows what is equal',
    { a: [1, 'x'] },
    { $addToSet: { a: { $each: [new Double(1), 'x', 'y'] } } },
    { a: [1, 'x', 'y'] },
  ],
  ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  [
    '$pull by fields',
    {
      a: [
        { k: 1, v: 2 },
        { k: 2, v: 3 },
      ],
    },
    { $pull: { a: { k: 1 } } },
    { a: [{ k: 2, v: 3 }] },
  ],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$pop', { a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1], b: [2] }],
  ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  [
    '$[] reaches every element',
    { a: [{ n: 1 }, { n: 2 }] },
    { $inc: { 'a.$[].n': 10 } },
    { a: [{ n: 11 }, { n: 12 }] },
  ],
] as const)('%s', async (_name, before, update, after) => {
  const result = await updated(before, update);
  expect(result).toEqual(after);
  expect(Object.keys(result as object)).toEqual(Object.keys(after));
});

test('$ is the element the filter matched, $[x] those an array filter matches', async () => {
  const before = {
    a: [
      { k: 1, n: 0 },
      { k: 2, n: 0 },
      { k: 3, n: 0 },
    ],
  };
  expect(await updated(before, { $set: { 'a.$.n': 1 } }, { filter: { 'a.k': 2 } })).toEqual({
    a: [
      { k: 1, n: 0 },
      { k: 2, n: 1 },
      { k: 3, n: 0 },
    ],
  });
  expect(await updated(before, { $set: { 'a.$[x].n': 7 } }, { arrayFilters: [{ 'x.k': { $gte: 2 } }] })).toEqual({
    a: [
      { k: 1, n: 0 },
      { k: 2, n: 7 },
      { k: 3, n: 7 },
    ],
  });
});

test('arithmetic keeps and widens types as MongoDB does', async () => {
  const collection = store.collection();
  await collection.insertOne({
    _id: 1 as never,
    int: new Int32(2147483647),
    long: Long.fromNumber(1),
    double: new Double(1),
    decimal: Decimal128.fromString('1.10'),
  });
  await collection.updateOne({}, { $inc: { int: 1, long: 1, double: 1, decimal: 1 } });
  const doc = await collection.findOne({}, { promoteValues: false, promoteLongs: false });
  expect(doc).toMatchObject({
    int: Long.fromString('2147483648'),
    long: Long.fromNumber(2),
    double: new Double(2),
    decimal: Decimal128.fromString('2.10'),
  });
});

test.each([
  [{ $set: { 'a.b': 1, a: 2 } }, 40],
  [{ $set: { _id: 9 } }, 66],
  [{ $inc: { s: 1 } }, 14],
  [{ $set: { 's.x': 1 } }, 28],
  [{ $push: { s: 1 } }, 2],
  [{ $foo: { a: 1 } }, 9],
  [{ $set: { 'a.': 1 } }, 56],
  [{ $set: { $a: 1 } }, 52],
  [{ $set: { 'l.$[x]': 1 } }, 2],
] as const)('%j is refused with MongoDB code %i', async (update, code) => {
  const collection = store.collection();
  await collection.insertOne({ _id: 1 as never, s: 'text', l: [1] });
  await expect(collection.updateOne({}, update as never)).rejects.toMatchObject({ code });
});

test('an upsert takes the equalities of its filter', async () => {
  const collection = store.collection();
  await collection.updateOne(
    { 'a.b': 1, c: { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }] },
    { $set: { f: 4 }, $setOnInsert: { g: 5 } },
    { upsert: true },
  );
  const { _id, ...doc } = (await collection.findOne({})) ?? {};
  expect(doc).toEqual({ a: { b: 1 }, c: 2, e: 3, f: 4, g: 5 });
});

test('a pipeline update computes from the document', async () => {
  expect(await updated({ a: 2, b: 3, c: 'x' }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'c' }])).toEqual({
    a: 2,
    b: 3,
    sum: 5,
  });
});
