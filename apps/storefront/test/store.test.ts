import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, StoreError } from '../src/store/store.ts';
import { newFolder } from './support/shop.ts';

const anna = { id: 'anna', name: 'Anna', language: 'en' } as const;

test('what was answered is there after a restart', async () => {
  await using folder = await newFolder();
  const store = await openStore(folder.path, [anna]);
  await store.change((draft) => {
    draft.nextOrder = 77;
  });
  const again = await openStore(folder.path, []);
  expect(again.data).toMatchObject({ nextOrder: 77, secret: store.data.secret, shoppers: { anna } });
});

test('a change that fails leaves nothing behind, and those after it go on', async () => {
  await using folder = await newFolder();
  const store = await openStore(folder.path, []);
  const failed = store.change((draft) => {
    draft.nextOrder = 5;
    throw new Error('no');
  });
  const fine = store.change((draft) => draft.nextOrder);
  await expect(failed).rejects.toThrow('no');
  await expect(fine).resolves.toBe(1_001);
  expect(JSON.parse(await readFile(join(folder.path, 'shop.json'), 'utf8')).nextOrder).toBe(1_001);
});

test('changes that come together are made one after the other', async () => {
  await using folder = await newFolder();
  const store = await openStore(folder.path, []);
  const add = () =>
    store.change((draft) => {
      draft.nextOrder += 1;
      return draft.nextOrder;
    });
  const numbers = await Promise.all(Array.from({ length: 20 }, add));
  expect(new Set(numbers).size).toBe(20);
  expect(store.data.nextOrder).toBe(1_021);
});

test.each(['', '{"version":1,', '{"version":9}', 'null'])(
  'a damaged file is refused with a sentence: %j',
  async (text) => {
    await using folder = await newFolder();
    await writeFile(join(folder.path, 'shop.json'), text);
    await expect(openStore(folder.path, [])).rejects.toThrow(StoreError);
    expect(await readFile(join(folder.path, 'shop.json'), 'utf8')).toBe(text);
  },
);
