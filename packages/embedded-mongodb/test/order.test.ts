import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestStore, testStore } from './support.ts';
import { anyNumber, anyValue } from './values.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store[Symbol.asyncDispose]());

const raw = { promoteValues: false, promoteLongs: false } as const;

test('an index and a sort in memory come to the same order, both ways', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyValue, { minLength: 1, maxLength: 25 }), async (values) => {
      const collection = store.collection();
      await collection.insertMany(values.map((v, i) => ({ _id: i as never, v })));
      const inMemory = await collection.find({}, { sort: { v: 1, _id: 1 } }).toArray();
      await collection.createIndex({ v: 1, _id: 1 });
      const byIndex = await collection.find({}, { sort: { v: 1, _id: 1 }, hint: { v: 1, _id: 1 } }).toArray();
      const backwards = await collection.find({}, { sort: { v: -1, _id: -1 } }).toArray();
      expect(byIndex.map((doc) => doc._id)).toEqual(inMemory.map((doc) => doc._id));
      if (values.every((v) => !Array.isArray(v)))
        expect(backwards.map((doc) => doc._id)).toEqual(byIndex.map((doc) => doc._id).reverse());
      await collection.drop();
    }),
    { numRuns: 20 },
  );
});

const OPS = ['$eq', '$gt', '$gte', '$lt', '$lte', '$ne'] as const;
const regexFree = anyValue.filter((v) => (v as { _bsontype?: string } | null)?._bsontype !== 'BSONRegExp');

test('a filter finds the same by an index as without one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyValue, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...OPS),
      regexFree,
      fc.constantFrom(1 as const, -1 as const),
      fc.constantFrom<Record<string, unknown>>({}, { unique: false }, { sparse: true }),
      async (values, op, operand, direction, options) => {
        const collection = store.collection();
        await collection.insertMany([
          ...values.map((v, i) => ({ _id: i as never, v, w: i % 2 })),
          { _id: 'none' as never, w: 1 },
        ]);
        await collection.createIndex({ v: direction, w: 1 }, options);
        for (const filter of [
          { v: { [op]: operand } },
          { v: { [op]: operand }, w: 1 },
          { v: { $in: [operand, 2] } },
          { $or: [{ v: operand }, { v: 'a' }] },
        ]) {
          const scanned = await collection.find(filter, { hint: { $natural: 1 } }).toArray();
          const found = await collection.find(filter).toArray();
          expect(found.map((doc) => String(doc._id)).sort()).toEqual(scanned.map((doc) => String(doc._id)).sort());
        }
        await collection.drop();
      },
    ),
    { numRuns: 30 },
  );
});

test('numbers of different types are one in a unique index exactly if they are equal in a filter', async () => {
  const collection = store.collection();
  await collection.createIndex({ v: 1 }, { unique: true });
  await fc.assert(
    fc.asyncProperty(anyNumber, anyNumber, async (a, b) => {
      await collection.deleteMany({});
      await collection.insertOne({ v: a });
      const isEqual = (await collection.countDocuments({ v: { $eq: b } })) === 1;
      const refused = await collection.insertOne({ v: b }).then(
        () => false,
        (error: { code: number }) => error.code === 11000,
      );
      expect(refused).toBe(isEqual);
    }),
    { numRuns: 50 },
  );
});

test('every type survives a round trip, and an update of another field', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async (value) => {
      const collection = store.collection('types');
      await collection.deleteMany({});
      await collection.insertOne({ _id: 1 as never, value });
      const before = await collection.findOne({}, raw);
      await collection.updateOne({}, { $set: { other: 1 } });
      const after = await collection.findOne({}, { ...raw, projection: { other: 0 } });
      expect(after).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
