import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestStore, testStore } from './support.ts';

const lines: { msg: string; shape?: unknown }[] = [];
let store: TestStore;
beforeAll(async () => {
  store = await testStore({ log: (line) => lines.push(line) });
});
afterAll(() => store[Symbol.asyncDispose]());

test('a duplicate is refused with its key, by every kind of unique index', async () => {
  const collection = store.collection('dup');
  await collection.createIndexes([
    { key: { program: 1, member: 1, keys: 1 }, name: 'keys', unique: true },
    { key: { email: 1 }, name: 'email', unique: true, sparse: true },
    { key: { code: 1 }, name: 'code', unique: true, partialFilterExpression: { live: true } },
  ]);
  await collection.insertOne({ program: 1, member: 1, keys: ['a', 'b'], email: 'x', code: 1, live: true });
  await collection.insertMany([
    { program: 1, member: 1, keys: ['c'] },
    { program: 1, member: 2, keys: ['a'], code: 1, live: false },
    { program: 2, member: 1, keys: ['a', 'a'] },
  ]);
  await expect(collection.insertOne({ program: 1, member: 1, keys: ['z', 'b'] })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { program: 1, member: 1, keys: 1 },
    keyValue: { program: 1, member: 1, keys: 'b' },
    message:
      'E11000 duplicate key error collection: test.dup index: keys dup key: { program: 1, member: 1, keys: "b" }',
  });
  await expect(collection.insertOne({ program: 9, email: 'x' })).rejects.toMatchObject({
    code: 11000,
    keyValue: { email: 'x' },
  });
  await expect(collection.updateOne({ member: 2 }, { $set: { live: true } })).rejects.toMatchObject({
    code: 11000,
    keyValue: { code: 1 },
  });
});

test('an index that the documents do not allow leaves nothing behind', async () => {
  const collection = store.collection();
  await collection.insertMany([{ a: 1 }, { a: 1 }]);
  await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect(await collection.indexes()).toHaveLength(1);
  await collection.createIndex({ a: 1 });
  expect(await collection.countDocuments({ a: 1 })).toBe(2);
});

test('parallel arrays cannot be indexed, elements of one array are taken together', async () => {
  const collection = store.collection();
  await collection.createIndex({ 'a.x': 1, 'a.y': 1, b: 1 });
  await expect(collection.insertOne({ a: [{ x: 1 }], b: [1] })).rejects.toMatchObject({ code: 171 });
  await collection.insertOne({
    a: [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    b: 1,
  });
  const plan = await collection.find({ 'a.x': 3 }).explain();
  expect(plan.queryPlanner.winningPlan.inputStage).toMatchObject({
    stage: 'IXSCAN',
    isMultiKey: true,
    indexBounds: { 'a.x': ['[3, 3]'] },
  });
  expect(await collection.countDocuments({ 'a.x': 3 })).toBe(1);
});

test('explain names the index that equality, range and sort use', async () => {
  const collection = store.collection();
  await collection.createIndexes([
    { key: { member: 1, seq: -1 }, name: 'log' },
    { key: { at: 1 }, name: 'at' },
  ]);
  await collection.insertMany(Array.from({ length: 300 }, (_, i) => ({ member: i % 3, seq: i, at: new Date(i) })));
  const log = await collection
    .find({ member: 1, seq: { $gt: 200 } })
    .sort({ seq: 1 })
    .explain();
  expect(log.queryPlanner.winningPlan).toMatchObject({
    stage: 'FETCH',
    inputStage: { stage: 'IXSCAN', indexName: 'log', direction: 'backward' },
  });
  expect(log.executionStats.totalKeysExamined).toBe(33);
  const at = await collection.find({ at: { $gte: new Date(290) } }).explain();
  expect(at.queryPlanner.winningPlan.inputStage.indexName).toBe('at');
  const none = await collection.find({ other: 1 }).explain();
  expect(none.queryPlanner.winningPlan.stage).toBe('COLLSCAN');
  await expect(collection.find({}, { hint: 'nope' }).toArray()).rejects.toMatchObject({ code: 2 });
});

test('a query that no index serves is told once, by its shape', async () => {
  const collection = store.collection();
  await collection.insertMany(Array.from({ length: 200 }, (_, i) => ({ i })));
  const before = lines.length;
  for (let i = 0; i < 3; i++) await collection.findOne({ i: { $gt: i } });
  await store.db.command({ ping: 1 });
  expect(lines.slice(before)).toEqual([expect.objectContaining({ level: 'warn', shape: '{i: {$gt: <int>}}' })]);
});

test('values longer than a key are still told apart and found', async () => {
  const collection = store.collection();
  await collection.createIndex({ text: 1 }, { unique: true });
  const long = 'x'.repeat(5000);
  await collection.insertMany([{ text: `${long}a` }, { text: `${long}b` }]);
  await expect(collection.insertOne({ text: `${long}b` })).rejects.toMatchObject({ code: 11000 });
  expect(await collection.countDocuments({ text: `${long}a` })).toBe(1);
  expect(await collection.countDocuments({ text: { $gt: `${long}a` } })).toBe(1);
  expect((await collection.find().sort({ text: -1 }).toArray()).map(({ text }) => text.at(-1))).toEqual(['b', 'a']);
});

test('index conflicts have MongoDB codes', async () => {
  const collection = store.collection();
  await collection.createIndex({ a: 1 }, { name: 'one' });
  await collection.createIndex({ a: 1 }, { name: 'one' });
  await expect(collection.createIndex({ a: 1 }, { name: 'two' })).rejects.toMatchObject({ code: 85 });
  await expect(collection.createIndex({ b: 1 }, { name: 'one' })).rejects.toMatchObject({ code: 86 });
  await expect(collection.createIndex({ c: 'text' })).rejects.toMatchObject({ code: 67 });
  await expect(collection.dropIndex('none')).rejects.toMatchObject({ code: 27 });
});
