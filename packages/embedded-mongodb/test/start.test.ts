import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EmbeddedStoreError, findRunningEmbeddedMongo, startEmbeddedMongo } from '../src/index.ts';
import { testStore } from './support.ts';

test('what was written is there after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  {
    await using store = await testStore({ dataDir });
    await store.collection('kept').insertOne({ _id: 1 as never, text: 'still here' });
  }
  {
    await using store = await testStore({ dataDir });
    expect(await store.collection('kept').findOne({})).toEqual({ _id: 1, text: 'still here' });
  }
  await rm(dataDir, { recursive: true });
});

test('a folder is served by one store at a time, and says where', async () => {
  await using store = await testStore();
  expect(await findRunningEmbeddedMongo(store.dataDir)).toBe(store.mongo.uri);
  const second = startEmbeddedMongo({ dataDir: store.dataDir });
  await expect(second).rejects.toBeInstanceOf(EmbeddedStoreError);
  await expect(second).rejects.toMatchObject({ code: 'locked' });
  await store.client.close();
  await store.mongo.stop();
  expect(await findRunningEmbeddedMongo(store.dataDir)).toBeNull();
});
