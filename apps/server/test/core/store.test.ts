import { expect, test } from 'vitest';
import { claimAll, claimOf } from '../../src/store/claims.ts';
import { ensureIndexes } from '../../src/store/indexes.ts';
import { openStore } from '../../src/store/store.ts';
import { testStore } from './support/shop.ts';

test('what is claimed first belongs to whom claimed it, and everybody is told so', async () => {
  await using server = await testStore();
  const store = await openStore(server.uri);
  await ensureIndexes(store);
  await ensureIndexes(store);
  const mine = claimOf('p', 'order', '1', 'a', { body: 'x' });
  const theirs = claimOf('p', 'order', '1', 'b', { body: 'y' });
  const other = claimOf('p', 'order', '2', 'b');
  expect(await claimAll(store, [mine])).toEqual(new Map());
  const standing = await claimAll(store, [other, theirs]);
  expect([...standing.values()].map(({ member, body }) => ({ member, body }))).toEqual([{ member: 'a', body: 'x' }]);
  const racing = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claimAll(store, [claimOf('p', 'friend', 'f', `m${n}`)])),
  );
  expect(racing.filter((each) => each.size === 0)).toHaveLength(1);
  await store.connection.close();
});
