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

test('a stream shows what its filter lets through, however the filter says it', async () => {
  await using store = await testStore();
  const filters: Record<string, { filter: object; shows: string[] }> = {
    plain: { filter: { operationType: 'insert', 'ns.coll': 'a' }, shows: ['insert a 1', 'insert a 2'] },
    listed: {
      filter: { operationType: { $in: ['update', 'delete'] }, 'ns.coll': { $eq: 'b' } },
      shows: ['update b 1', 'delete b 1'],
    },
    either: {
      filter: {
        $or: [
          { 'ns.coll': 'a', operationType: 'delete' },
          { 'ns.coll': 'b', operationType: { $in: ['insert', 'update'] } },
        ],
      },
      shows: ['insert b 1', 'insert b 2', 'update b 1', 'delete a 1'],
    },
    both: {
      filter: { $and: [{ 'ns.coll': { $in: ['a', 'c'] } }, { operationType: { $ne: 'insert' } }] },
      shows: ['update a 1', 'delete a 1'],
    },
    open: {
      filter: { $or: [{ 'ns.coll': 'c' }, { 'documentKey._id': 2 }] },
      shows: ['insert a 2', 'insert b 2'],
    },
    like: { filter: { 'ns.coll': /^B/i, operationType: 'delete' }, shows: ['delete b 1'] },
    folded: { filter: { 'ns.coll': 'A', operationType: 'delete' }, shows: ['delete a 1'] },
  };
  const streams = Object.entries(filters).map(([name, { filter }]) =>
    store.db.watch([{ $match: filter }], {
      maxAwaitTimeMS: 50,
      ...(name === 'folded' ? { collation: { locale: 'en', strength: 2 } } : {}),
    }),
  );
  for (const stream of streams) await stream.tryNext();
  for (const name of ['a', 'b']) await store.collection(name).insertMany([1, 2].map((_id) => ({ _id: _id as never })));
  for (const name of ['a', 'b']) await store.collection(name).updateOne({ _id: 1 as never }, { $set: { x: 1 } });
  for (const name of ['a', 'b']) await store.collection(name).deleteOne({ _id: 1 as never });
  await store.collection('last').insertOne({});
  for (const [at, { shows }] of Object.values(filters).entries()) {
    const seen: string[] = [];
    for (let change = await streams[at]?.tryNext(); change; change = await streams[at]?.tryNext())
      if ('ns' in change && 'coll' in change.ns && 'documentKey' in change)
        seen.push(`${change.operationType} ${change.ns.coll} ${change.documentKey._id}`);
    expect(seen, Object.keys(filters)[at]).toEqual(shows);
    await streams[at]?.close();
  }
});

test('a stream that falls far behind misses nothing', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  await using behind = collection.watch([], { batchSize: 700 });
  await behind.tryNext();
  const many = 9_000;
  for (let from = 0; from < many; from += 1_000)
    await collection.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ _id: (from + n) as never })));
  const read = async (stream: typeof behind, from: number) => {
    const seen: unknown[] = [];
    while (seen.length < many - from)
      seen.push(((await stream.next()) as { documentKey?: { _id: unknown } }).documentKey?._id);
    expect(seen).toEqual(Array.from({ length: many - from }, (_, n) => from + n));
  };
  const token = (await behind.next())._id;
  await read(behind, 1);
  await using again = collection.watch([], { resumeAfter: token });
  await read(again, 1);
});
