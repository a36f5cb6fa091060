import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testStore } from './support.ts';

test('a stream tells inserts, updates, replacements and deletes in their order', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  await using stream = collection.watch([], { fullDocument: 'updateLookup' });
  await stream.tryNext();
  await collection.insertOne({ _id: 1 as never, list: [1, 2], sub: { x: 1 }, gone: true });
  await collection.updateOne(
    {},
    { $set: { 'sub.x': 2, 'new.y': 3 }, $push: { list: 3 as never }, $unset: { gone: '' } },
  );
  await collection.updateOne({}, [{ $set: { list: [1] } }]);
  await collection.replaceOne({}, { other: 1 });
  await collection.deleteOne({});
  expect(await stream.next()).toMatchObject({
    operationType: 'insert',
    fullDocument: { _id: 1, list: [1, 2] },
    ns: { db: 'test', coll: 'a' },
    documentKey: { _id: 1 },
  });
  expect(await stream.next()).toMatchObject({
    operationType: 'update',
    updateDescription: {
      updatedFields: { 'sub.x': 2, new: { y: 3 }, 'list.2': 3 },
      removedFields: ['gone'],
      truncatedArrays: [],
    },
    fullDocument: null,
  });
  expect(await stream.next()).toMatchObject({
    operationType: 'update',
    updateDescription: { truncatedArrays: [{ field: 'list', newSize: 1 }] },
  });
  expect(await stream.next()).toMatchObject({ operationType: 'replace', fullDocument: { _id: 1, other: 1 } });
  expect(await stream.next()).toMatchObject({ operationType: 'delete', documentKey: { _id: 1 } });
});

test('a stream resumes after a restart, exactly where it was', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  let token: unknown;
  {
    await using store = await testStore({ dataDir });
    await using stream = store.db.watch();
    await stream.tryNext();
    await store.collection('a').insertMany([{ n: 1 }, { n: 2 }]);
    token = (await stream.next())._id;
    await store.collection('b').insertOne({ n: 3 });
  }
  {
    await using store = await testStore({ dataDir });
    await store.collection('a').insertOne({ n: 4 });
    await using stream = store.db.watch([{ $match: { operationType: 'insert' } }], { resumeAfter: token });
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i++)
      seen.push(((await stream.next()) as unknown as { fullDocument: { n: number } }).fullDocument.n);
    expect(seen).toEqual([2, 3, 4]);
  }
  await rm(dataDir, { recursive: true });
});

test('a dropped collection invalidates its stream, and startAfter goes on from there', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  await collection.insertOne({});
  const stream = collection.watch();
  await stream.tryNext();
  await collection.drop();
  expect((await stream.next()).operationType).toBe('drop');
  const end = await stream.next();
  expect(end.operationType).toBe('invalidate');
  await expect(collection.watch([], { resumeAfter: end._id }).next()).rejects.toMatchObject({ code: 260 });
  await using again = collection.watch([], { startAfter: end._id });
  await again.tryNext();
  await collection.insertOne({ _id: 5 as never });
  expect(await again.next()).toMatchObject({ operationType: 'insert', documentKey: { _id: 5 } });
});

test('history that is gone is error 286, and never a gap', async () => {
  await using store = await testStore({ oplogMaxEntries: 50 });
  const collection = store.collection('a');
  await using stream = collection.watch();
  await stream.tryNext();
  await collection.insertOne({ n: 0 });
  const token = (await stream.next())._id;
  for (let i = 0; i < 10; i++) await collection.insertMany(Array.from({ length: 20 }, () => ({})));
  await expect(collection.watch([], { resumeAfter: token }).next()).rejects.toMatchObject({ code: 286 });
});

test('a pipeline that changes the token is error 280, one that narrows is fine', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  await using narrow = collection.watch([
    { $match: { 'fullDocument.n': { $gt: 1 } } },
    { $project: { n: '$fullDocument.n' } },
  ]);
  await narrow.tryNext();
  const broken = await store.db.command({
    aggregate: 'a',
    pipeline: [{ $changeStream: {} }, { $addFields: { _id: 'mine' } }],
    cursor: {},
  });
  await collection.insertMany([{ n: 1 }, { n: 2 }]);
  expect(await narrow.next()).toMatchObject({ n: 2 });
  await expect(store.db.command({ getMore: broken.cursor.id, collection: 'a' })).rejects.toMatchObject({ code: 280 });
});
