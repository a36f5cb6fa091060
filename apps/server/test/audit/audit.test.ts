import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { ensureMembers } from '../../src/use/members/ensure.ts';
import { storedId } from '../../src/use/members/person.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { order, refund, review, send } from '../core/support/events.ts';
import { type TestShop, testShop } from '../core/support/shop.ts';

let shop: TestShop;

beforeAll(async () => {
  shop = await testShop({
    rewards: [{ id: 'scarce', cost: 10, give: { product: 'mug' }, stock: 7 }],
    boards: [{ id: 'all', score: { sum: 'points.earned' }, period: 'all' }],
  });
  for (let n = 0; n < 70; n += 1) await send(shop, order({ member: 'ann' }, `a${n}`, 20));
  await send(shop, refund({ member: 'ann' }, 'a3', 10));
  await send(shop, order({ member: 'bob' }, 'b1', 50));
  await send(shop, review('bob', 'r1'));
  await createRedemption(shop.laurel, shop.program, { key: 'buy', member: 'ann', reward: 'scarce' });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
});

const faultsOf = async () => (await audit(shop.laurel)).faults;

test('finds nothing where nothing was touched, and looks at all there is', async () => {
  const report = await audit(shop.laurel);
  expect(report).toMatchObject({
    members: 2,
    snapshots: 1,
    scores: 2,
    sums: 1,
    stocks: 1,
    programs: 1,
    faults: [],
    more: 0,
  });
  expect(report.entries).toBe(await shop.laurel.store.entries.countDocuments({}));
  expect(report.claims).toBe(await shop.laurel.store.claims.countDocuments({}));
});

type Hand = [
  what: string,
  collection: 'entries' | 'snapshots' | 'scores' | 'sums' | 'claims' | 'stocks' | 'versions',
  filter: object,
  change: object,
];

const hands: Hand[] = [
  ['an amount in a stored fact', 'entries', { 'fact.data.orderId': 'a7' }, { $set: { 'fact.data.total': 1 } }],
  ['a posting', 'entries', { 'fact.data.orderId': 'b1' }, { $inc: { 'postings.0.points': 1 } }],
  ['the time of an entry', 'entries', { 'fact.data.orderId': 'b1' }, { $set: { recordedAt: new Date(0) } }],
  ['an entry’s changes, beyond reading', 'entries', { 'fact.data.orderId': 'a9' }, { $set: { changes: null } }],
  ['a snapshot', 'snapshots', {}, { $inc: { 'state.available': 5 } }],
  ['a score', 'scores', { 'scores.all.all.n': { $gt: 0 } }, { $inc: { 'scores.all.all.n': 1 } }],
  ['the boards that scores were folded for', 'scores', {}, { $set: { boards: 'others' } }],
  ['a sum', 'sums', {}, { $inc: { 'sums.pointsIssued': -1 } }],
  ['whose order it is', 'claims', { kind: 'order' }, { $set: { member: 'mem_nobody' } }],
  ['a stock', 'stocks', {}, { $inc: { left: 1 } }],
  ['a published version', 'versions', {}, { $set: { 'document.currency': 'USD' } }],
];

describe('a document that was changed by hand is named:', () => {
  test.each(hands)('%s', async (_, collection, filter, change) => {
    const documents = shop.laurel.store[collection].collection;
    const before = await documents.findOne(filter as never);
    expect(before).not.toBeNull();
    await documents.updateOne({ _id: before?._id } as never, change as never);
    const faults = await faultsOf();
    await documents.replaceOne({ _id: before?._id } as never, before as never);
    expect(faults).toContainEqual(expect.objectContaining({ collection, id: String(before?._id) }));
    expect(await faultsOf()).toEqual([]);
  });

  test.each(['entries', 'scores', 'sums', 'claims'] as const)(
    'one of the %s that was taken away',
    async (collection) => {
      const documents = shop.laurel.store[collection].collection;
      const before = await documents.findOne(
        collection === 'entries'
          ? ({ 'fact.data.orderId': 'a30' } as never)
          : collection === 'claims'
            ? { kind: 'order' }
            : {},
      );
      await documents.deleteOne({ _id: before?._id } as never);
      const faults = await faultsOf();
      await documents.insertOne(before as never);
      await rebuildProjections(shop.laurel);
      expect(faults.length).toBeGreaterThan(0);
      expect(await faultsOf()).toEqual([]);
    },
  );
});

test('a member who was being made when a process was stopped is no fault; one whose profile is gone is', async () => {
  const { laurel, program } = shop;
  const dying = {
    ...laurel,
    step: () => {
      throw new Error('stopped');
    },
  };
  const stored = storedId({ kind: 'account', id: 'eve' });
  await expect(ensureMembers(dying, program, [stored])).rejects.toThrow('stopped');
  expect(await faultsOf()).toEqual([]);
  await send(shop, review('eve', 'r2'));
  expect(await faultsOf()).toEqual([]);

  const { collection } = laurel.store.members;
  const profile = await collection.findOne({ externalId: stored } as never);
  await collection.deleteOne({ _id: profile?._id } as never);
  expect(await faultsOf()).toContainEqual(expect.objectContaining({ collection: 'claims' }));
  await collection.insertOne(profile as never);
  expect(await faultsOf()).toEqual([]);
});
