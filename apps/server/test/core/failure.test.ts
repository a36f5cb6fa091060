import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { describe, expect, test } from 'vitest';
import { type OpenedLaurel, openLaurel } from '../../src/start/laurel.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { putMember } from '../../src/use/members/put.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { codeOf, ledgerOf, order, pointsOf, type Shop, send, until } from './support/events.ts';
import { PROGRAM, silent, testStore } from './support/shop.ts';

interface Failing extends AsyncDisposable {
  shop: Shop;
  /** Makes the store fail for the next `times` commands of a kind. */
  fail(times: number, how: object): Promise<void>;
}

async function failing(): Promise<Failing> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'));
  const mongo = await startEmbeddedMongo({ dataDir, testCommands: true });
  // A driver that was told of a shutdown asks again at its next look, which may be ten seconds away; here it looks often.
  const mongodbUri = `${mongo.uri}&serverMonitoringMode=poll&heartbeatFrequencyMS=500`;
  const laurel = await openLaurel({ mongodbUri, dataDir, logLevel: 'silent' }, { logger: silent, follow: false });
  const { program } = await createProgram(laurel, {
    ...PROGRAM,
    rewards: [{ id: 'scarce', cost: 10, give: { shipping: 'free' }, stock: 3 }],
  });
  return {
    shop: { laurel, program },
    async fail(times, how) {
      await laurel.store.connection
        .getClient()
        .db('admin')
        .command({ configureFailPoint: 'failCommand', mode: { times }, data: how });
    },
    async [Symbol.asyncDispose]() {
      await laurel.close();
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

// Fail points are the embedded store's, whatever MONGODB_URI says; a real server has them only when it was started for tests.
describe('a store that fails', () => {
  test.each([
    ['before it wrote', { failCommands: ['insert'], closeConnection: true }],
    ['after it wrote', { failCommands: ['insert'], writeConcernError: { code: 91, errmsg: 'shutting down' } }],
  ])('%s is asked what stands, and each fact is counted once', async (_, how) => {
    await using store = await failing();
    const { shop } = store;
    await send(shop, order({ member: 'ann' }, 'first', 1));
    for (const times of [1, 2, 3, 4, 5]) {
      await store.fail(times, how);
      const events = Array.from({ length: 5 }, (__, n) =>
        order({ member: n % 2 ? 'ann' : 'bob' }, `${times}-${n}`, 10),
      );
      for (let tries = 0; tries < 10; tries += 1) {
        const answers = await sendEvents(shop.laurel, shop.program, events);
        const codes = answers.flatMap((answer) => ('code' in answer ? answer.code : []));
        if (codes.length === 0) break;
        expect(new Set(codes)).toEqual(new Set(['store_unavailable']));
      }
    }
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 101 });
    expect(await pointsOf(shop, 'bob')).toMatchObject({ balance: 150 });
    expect(await ledgerOf(shop)).toEqual({ issued: -251, available: 251 });
  });

  test('whose word was lost is found to have written, and that is no replay', async () => {
    await using store = await failing();
    const { shop } = store;
    await send(shop, order({ member: 'ann' }, 'first', 1));
    // Claims go first; then the entry, its retry, and the word of both are lost.
    const claimed = shop.laurel.step;
    shop.laurel.step = async (name) => {
      if (name !== 'claimed') return claimed(name);
      shop.laurel.step = claimed;
      await store.fail(2, { failCommands: ['insert'], writeConcernError: { code: 91, errmsg: 'shutting down' } });
    };
    const answer = await send(shop, order({ member: 'ann' }, 'second', 10));
    expect(answer).toMatchObject({ replayed: false, points: { balance: 11 } });
  });

  test('whose disk is full is told as such, and takes the same later', async () => {
    await using store = await failing();
    const { shop } = store;
    await send(shop, order({ member: 'ann' }, 'first', 20));
    await store.fail(1, { failCommands: ['insert'], errorCode: 14_031 });
    expect(await codeOf(send(shop, order({ member: 'ann' }, 'second', 10)))).toBe('store_unavailable');
    expect(await send(shop, order({ member: 'ann' }, 'second', 10))).toMatchObject({ points: { balance: 30 } });
    const buy = () => createRedemption(shop.laurel, shop.program, { key: 'buy', member: 'ann', reward: 'scarce' });
    await store.fail(1, { failCommands: ['update'], errorCode: 14_031 });
    expect(await codeOf(buy())).toBe('store_unavailable');
    expect(await buy()).toMatchObject({ points: { balance: 20 } });
  });
});

describe('who follows the log', () => {
  test('catches up from the log when the stream’s history is gone', async () => {
    await using store = await testStore();
    const laurel: OpenedLaurel = await store.open({ follow: false });
    // Nothing is tried at once: all is left to who follows.
    laurel.effects.attempt = () => {};
    const { program } = await createProgram(laurel, { ...PROGRAM, referral: { advocate: { points: 300 } } });
    const shop = { laurel, program };
    await putMember(laurel, program, 'ann', {});
    const ann = await laurel.store.members.findOne({ program: program.id }).lean();
    await laurel.store.positions.collection.insertOne({
      _id: 'effects',
      // A token of a history that this store does not have.
      token: { _data: '820000000000000001' },
      generation: 0,
      at: new Date(),
    } as never);
    await send(shop, order({ member: 'bob' }, 'b', 10, { data: { referralCode: ann?.referralCode } }));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 0 });
    const first = await store.open();
    await until(async () => (await pointsOf(shop, 'ann')).balance === 300, 'the advocate is rewarded');
    await first.close();
    await store.open();
    await send(shop, order({ member: 'cat' }, 'c', 10, { data: { referralCode: ann?.referralCode } }));
    await until(async () => (await pointsOf(shop, 'ann')).balance === 600, 'the next one follows on');
  });
});
