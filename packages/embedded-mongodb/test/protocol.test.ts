import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Long, UUID } from 'mongodb';
import { expect, test } from 'vitest';
import { testStore } from './support.ts';
import { message, Wire } from './wire.ts';

test('a retryable write is answered once, over another connection and after a restart too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  const lsid = { id: new UUID() };
  const insert = { insert: 'a', documents: [{ _id: 1 }, { _id: 2 }], lsid, txnNumber: Long.fromNumber(7), $db: 'test' };
  const increment = {
    update: 'a',
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
    lsid,
    txnNumber: Long.fromNumber(8),
    $db: 'test',
  };
  const modify = {
    findAndModify: 'a',
    query: { _id: 1 },
    update: { $inc: { n: 1 } },
    new: true,
    lsid,
    txnNumber: Long.fromNumber(9),
    $db: 'test',
  };
  {
    await using store = await testStore({ dataDir });
    const wire = await Wire.open(store.mongo.port);
    expect(await wire.command(insert)).toMatchObject({ ok: 1, n: 2 });
    expect(await (await Wire.open(store.mongo.port)).command(insert)).toMatchObject({
      ok: 1,
      n: 2,
      retriedStmtIds: [0, 1],
    });
    expect(await wire.command(increment)).toMatchObject({ n: 1, nModified: 1 });
    expect(await wire.command(modify)).toMatchObject({ value: { n: 2 } });
  }
  {
    await using store = await testStore({ dataDir });
    const wire = await Wire.open(store.mongo.port);
    expect(await wire.command(modify)).toMatchObject({ value: { n: 2 }, retriedStmtId: 0 });
    expect(await wire.command(increment)).toMatchObject({ ok: 0, code: 225 });
    expect(await store.collection('a').find().toArray()).toEqual([{ _id: 1, n: 2 }, { _id: 2 }]);
  }
  await rm(dataDir, { recursive: true });
});

test('what is no message ends its own connection and no other', async () => {
  await using store = await testStore();
  const steady = await Wire.open(store.mongo.port);
  const ping = message({ ping: 1, $db: 'test' });
  const oversize = Buffer.from(ping);
  oversize.writeInt32LE(2_000_000_000, 0);
  const tiny = Buffer.from(ping);
  tiny.writeInt32LE(3, 0);
  const badBody = Buffer.from(ping);
  badBody.writeInt32LE(9999, 21);
  for (const bytes of [oversize, tiny, badBody, Buffer.alloc(64), Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')]) {
    const wire = await Wire.open(store.mongo.port);
    wire.send(bytes);
    await wire.untilClosed();
    expect(await steady.command({ ping: 1, $db: 'test' })).toMatchObject({ ok: 1 });
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: ping.length - 1 }),
      fc.nat({ max: 255 }),
      fc.nat({ max: ping.length }),
      async (at, byte, cut) => {
        const bytes = Buffer.from(ping);
        bytes[at] = byte;
        const wire = await Wire.open(store.mongo.port);
        wire.send(bytes.subarray(0, cut));
        wire.socket.destroy();
        expect(await steady.command({ ping: 1, $db: 'test' })).toMatchObject({ ok: 1 });
      },
    ),
    { numRuns: 40 },
  );
  await store.collection('a').insertOne({ still: 'works' });
});

test('what is not there is refused with MongoDB codes', async () => {
  await using store = await testStore();
  const wire = await Wire.open(store.mongo.port);
  const code = async (command: object) => (await wire.command({ ...command, $db: 'test' })).code;
  expect(await code({ nonsense: 1 })).toBe(59);
  expect(await code({ mapReduce: 'a' })).toBe(59);
  expect(await code({ find: 'a', filter: { $where: '1' } })).toBe(2);
  expect(await code({ find: 'a', filter: { $text: { $search: 'x' } } })).toBe(2);
  expect(await code({ find: 'a', unknownField: 1 })).toBe(40415);
  expect(await code({ find: 1 })).toBe(73);
  expect(await code({ getMore: Long.fromNumber(5), collection: 'a' })).toBe(43);
  expect(await code({ aggregate: 'a', pipeline: [{ $nonsense: 1 }], cursor: {} })).toBe(40324);
  expect(
    await code({
      insert: 'a',
      documents: [{}],
      lsid: { id: new UUID() },
      txnNumber: Long.fromNumber(1),
      startTransaction: true,
      autocommit: false,
    }),
  ).toBe(20);
});

test('a write that wants no answer is done all the same', async () => {
  await using store = await testStore();
  const collection = store.collection('a');
  await collection.insertOne({ _id: 1 as never }, { writeConcern: { w: 0 } });
  await expect.poll(() => collection.countDocuments()).toBe(1);
});
