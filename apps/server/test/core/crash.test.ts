import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseReservations } from '../../src/effects/reservations.ts';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { putMember } from '../../src/use/members/put.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { ledgerOf, order, pointsOf, refund, type Shop, send, until } from './support/events.ts';
import { buildChild, type Children } from './support/run-child.ts';
import { act, type Scenario } from './support/scenarios.ts';
import { PROGRAM, type TestStore, testStore } from './support/shop.ts';

let store: TestStore;
let children: Children;
/** Makes the shops and what stands before; it follows nothing, so that each process dies where it is meant to. */
let still: OpenedLaurel;
beforeAll(async () => {
  [store, children] = await Promise.all([testStore(), buildChild()]);
  still = await store.open({ follow: false });
});
afterAll(async () => {
  await children[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
});

interface Case {
  scenario: Scenario;
  /** What stands before. */
  before(shop: Shop): Promise<unknown>;
  /** What must be true in the end, however often it was tried. */
  after(shop: Shop): Promise<void>;
}

const CASES: Case[] = [
  {
    scenario: 'award',
    before: async () => {},
    async after(shop) {
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 100 });
      expect(await ledgerOf(shop)).toEqual({ issued: -100, available: 100 });
    },
  },
  {
    scenario: 'redemption',
    before: (shop) => send(shop, order({ member: 'ann' }, 'a1', 100)),
    async after(shop) {
      await releaseReservations(shop.laurel, -1_000);
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 90 });
      expect(await ledgerOf(shop)).toMatchObject({ redeemed: 10 });
      expect(await stockOf(shop)).toMatchObject({ left: 2, sold: 1, taken: [] });
    },
  },
  {
    scenario: 'cancelled',
    async before(shop) {
      await send(shop, order({ member: 'ann' }, 'a1', 100));
      await createRedemption(shop.laurel, shop.program, { key: 'buy', member: 'ann', reward: 'scarce' });
    },
    async after(shop) {
      await releaseReservations(shop.laurel, -1_000);
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 100 });
      expect(await stockOf(shop)).toMatchObject({ left: 3, taken: [] });
    },
  },
  {
    scenario: 'reaction',
    before: (shop) => putMember(shop.laurel, shop.program, 'ann', {}),
    async after(shop) {
      await until(async () => (await pointsOf(shop, 'ann')).balance > 0, 'the advocate is rewarded');
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 300 });
      expect(await pointsOf(shop, 'bob')).toMatchObject({ balance: 125 });
    },
  },
  {
    scenario: 'merge',
    async before(shop) {
      await send(shop, order({ guest: 'visitor' }, 'g1', 50));
      await joinVisitor(shop);
      await send(shop, order({ guest: 'visitor' }, 'g2', 30));
      await send(shop, order({ member: 'ann' }, 'a1', 100));
    },
    async after(shop) {
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 130 });
      expect(await ledgerOf(shop)).toEqual({ issued: -130, available: 130, transit: 0 });
      // What comes for the old id is the other’s.
      await send(shop, order({ guest: 'visitor' }, 'g3', 20));
      await send(shop, refund({}, 'g2', 30));
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 120 });
      expect(await shop.laurel.store.claims.countDocuments({ program: shop.program.id, kind: 'merge' })).toBe(0);
    },
  },
  {
    scenario: 'transfer',
    async before(shop) {
      await send(shop, order({ member: 'ann' }, 'a1', 100));
      await putMember(shop.laurel, shop.program, 'bob', {});
    },
    async after(shop) {
      await until(async () => (await pointsOf(shop, 'bob')).balance > 0, 'the points arrive');
      expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 60 });
      expect(await pointsOf(shop, 'bob')).toMatchObject({ balance: 40 });
      expect(await ledgerOf(shop)).toEqual({ issued: -100, available: 100, transit: 0 });
    },
  },
  {
    scenario: 'handover',
    async before(shop) {
      await send(shop, order({ guest: 'visitor' }, 'c1', 100, { key: 'guest' }));
      await send(shop, refund({}, 'c1', 30));
    },
    async after(shop) {
      await until(async () => (await pointsOf(shop, 'cat')).balance === 70, 'order and refund are the account’s');
      expect(await ledgerOf(shop)).toEqual({ issued: -70, available: 70 });
    },
  },
];

/** A visitor takes part where the program says so: here by hand. */
async function joinVisitor({ laurel, program }: Shop): Promise<void> {
  const visitor = await laurel.store.members.findOne({ program: program.id, externalId: 'guest:visitor' }).lean();
  const join = { kind: 'join', key: 'join', body: '', referral: null } as const;
  await laurel.log.submit(program, String(visitor?._id), join);
}

async function stockOf({ laurel, program }: Shop) {
  return laurel.store.stocks.findById(`${program.id}:reward:scarce`).lean();
}

/** A program of its own for each death, so that one tells nothing of another. */
async function freshShop(): Promise<Shop> {
  const { program } = await createProgram(still, {
    ...PROGRAM,
    rewards: [{ id: 'scarce', cost: 10, give: { shipping: 'free' }, stock: 3 }],
    referral: { advocate: { points: 300 }, friend: { points: 25 } },
    transfers: {},
  });
  return { laurel: still, program };
}

describe.each(CASES)('a process that is killed in $scenario', ({ scenario, before, after }) => {
  test('between any two steps loses nothing, and asked again counts nothing twice', async () => {
    const kill = (shop: Shop, steps: number | null) =>
      children.run({ uri: store.uri, program: shop.program.id, scenario, after: steps });
    const whole = await freshShop();
    await before(whole);
    const { steps } = await kill(whole, null);
    expect(steps.length).toBeGreaterThan(1);
    const shops: Shop[] = [];
    for (let death = 1; death <= steps.length; death += 1) {
      const shop = await freshShop();
      await before(shop);
      expect(await kill(shop, death)).toMatchObject({ signal: 'SIGKILL', steps: { length: death } });
      shops.push(shop);
    }
    // Who follows the log comes only when all are dead.
    const laurel = await store.open();
    for (const { program } of shops) {
      await act({ laurel, program }, scenario);
      await act({ laurel, program }, scenario);
    }
    for (const { program } of [whole, ...shops]) await after({ laurel, program });
    await laurel.close();
  });
});

test('what an entry means for others is done though nobody asks again', async () => {
  const shop = await freshShop();
  await putMember(shop.laurel, shop.program, 'ann', {});
  const probe = await freshShop();
  await putMember(probe.laurel, probe.program, 'ann', {});
  const { steps } = await children.run({
    uri: store.uri,
    program: probe.program.id,
    scenario: 'reaction',
    after: null,
  });
  const stands = steps.indexOf('appended') + 1;
  await children.run({ uri: store.uri, program: shop.program.id, scenario: 'reaction', after: stands });
  const other = await store.open();
  const seen = { laurel: other, program: shop.program };
  await until(async () => (await pointsOf(seen, 'ann')).balance === 300, 'the advocate is rewarded');
  expect(await pointsOf(seen, 'bob')).toMatchObject({ balance: 125 });
});

test('after all those deaths an audit finds nothing amiss', async () => {
  const { faults, members } = await audit(still);
  expect(members).toBeGreaterThan(10);
  expect(faults).toEqual([]);
});
