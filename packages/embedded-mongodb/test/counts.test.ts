import { expect, test } from 'vitest';
import { testStore } from './support.ts';

test('documents are counted alike, whether they have to be read for it or not', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  expect(await collection.countDocuments()).toBe(0);
  expect(await collection.aggregate([{ $group: { _id: 1, n: { $sum: 1 } } }]).toArray()).toEqual([]);
  await collection.insertMany(Array.from({ length: 700 }, (_, n) => ({ n: n % 7 })));
  await collection.deleteMany({ n: 3 });
  expect(await collection.countDocuments()).toBe(600);
  expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(600);
  expect(await collection.countDocuments({}, { skip: 50, limit: 100 })).toBe(100);
  expect(await collection.countDocuments({}, { skip: 550 })).toBe(50);
  const sums = (spec: object) => collection.aggregate([{ $match: {} }, { $group: { _id: null, ...spec } }]).toArray();
  expect(await sums({ n: { $sum: 2 } })).toEqual([{ _id: null, n: 1_200 }]);
  expect(await sums({ n: { $sum: '$n' }, all: { $sum: 1 } })).toEqual([{ _id: null, n: 1_800, all: 600 }]);
  expect(await collection.aggregate([{ $limit: 5 }, { $group: { _id: 1, n: { $sum: 1 } } }]).toArray()).toEqual([
    { _id: 1, n: 5 },
  ]);
});
