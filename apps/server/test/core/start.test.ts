import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../src/start/env.ts';
import { openStoreFor } from '../../src/start/store.ts';

describe('settings', () => {
  test('have defaults that suit a newcomer', () => {
    expect(readEnv({ PORT: '', LAUREL_PUBLIC_URL: 'https://loyalty.example/' })).toMatchObject({
      port: 4000,
      mongodbUri: null,
      dataDir: expect.stringMatching(new RegExp(`${join('/', '.laurel')}$`)),
      logLevel: 'info',
      publicUrl: 'https://loyalty.example',
    });
  });

  test.each([
    [{ PORT: 'eighty' }, /PORT is "eighty", and it should be a port number/],
    [{ PORT: '70000' }, /PORT is "70000"/],
    [{ MONGODB_URI: 'localhost' }, /MONGODB_URI is "localhost", and it should be a connection string/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL is "loud", and it should be one of/],
    [{ LAUREL_PUBLIC_URL: 'ftp://x' }, /LAUREL_PUBLIC_URL/],
    [{ PORT: 'x', LOG_LEVEL: 'loud' }, /PORT.*LOG_LEVEL/],
  ])('%j are refused with a sentence', (variables, sentence) => {
    expect(() => readEnv(variables)).toThrow(sentence);
  });
});

describe('the store', () => {
  test('that cannot be reached is told with what to do, and without its password', async () => {
    const opening = openStoreFor({
      mongodbUri: 'mongodb://me:secret@127.0.0.1:9/?serverSelectionTimeoutMS=200',
      dataDir: '',
    });
    await expect(opening).rejects.toThrow(/cannot be reached.*Check MONGODB_URI/s);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  test('of one folder serves every process that names it, as long as one that started it lives', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'));
    const first = await openStoreFor({ mongodbUri: null, dataDir });
    const second = await openStoreFor({ mongodbUri: null, dataDir });
    expect([first.kind, second.kind]).toEqual(['embedded', 'attached']);
    await first.store.programs.collection.insertOne({ _id: 'here', publishableKey: 'pk' } as never);
    expect(await second.store.programs.countDocuments()).toBe(1);
    await second.close();
    await first.close();
    const again = await openStoreFor({ mongodbUri: null, dataDir });
    expect(again.kind).toBe('embedded');
    expect(await again.store.programs.countDocuments()).toBe(1);
    await again.close();
    await rm(dataDir, { recursive: true, force: true });
  });
});
