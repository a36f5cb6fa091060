import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { claimAll, claimOf } from '../../src/store/claims.ts';
import { isUnknown, told } from '../../src/store/faults.ts';
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

/** What Node says to whoever writes to a line that the other side has just ended; the driver hands it on as it is. */
function saidOfBroken(): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer((socket) => void socket.end());
    server.listen(0, '127.0.0.1', () => {
      const line = connect((server.address() as AddressInfo).port, '127.0.0.1');
      line.on('error', (error) => {
        server.close();
        resolve(error);
      });
      line.on('finish', () => void line.write('a command'));
      line.resume();
    });
  });
}

test('a line that broke while a command was written to it is the store’s trouble, and the command may have gone out', async () => {
  const error = await saidOfBroken();
  expect(error).toMatchObject({ message: 'This socket has been ended by the other party' });
  expect(told(error)).toMatchObject({ code: 'store_unavailable' });
  expect(isUnknown(error)).toBe(true);
});
