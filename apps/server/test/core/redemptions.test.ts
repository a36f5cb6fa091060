import { describe, expect, test } from 'vitest';
import { releaseReservations } from '../../src/effects/reservations.ts';
import { takeCode } from '../../src/log/pool.ts';
import { reserve } from '../../src/log/stock.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { checkCoupon } from '../../src/use/coupons/check.ts';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { uploadCodes } from '../../src/use/pools/upload.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { cancelRedemption } from '../../src/use/redemptions/cancel.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { codeOf, ledgerOf, order, pointsOf, send } from './support/events.ts';
import { type TestShop, testShop } from './support/shop.ts';

const REWARDS = [
  { id: 'ten', cost: 10, give: { discount: { amount: 100 } } },
  { id: 'scarce', cost: 10, give: { product: 'mug' }, stock: 7 },
] as const;

const rewarding = () => testShop({ rewards: REWARDS.map((reward) => ({ ...reward })) });
const stockOf = async ({ laurel, program }: TestShop) =>
  laurel.store.stocks.findById(`${program.id}:reward:scarce`).lean();

describe('a redemption', () => {
  test('takes points for a coupon, once for its key, and is told as it stands', async () => {
    await using shop = await rewarding();
    await send(shop, order({ member: 'ann' }, '1', 25));
    const input = { key: 'buy', member: 'ann', reward: 'ten' };
    const first = await createRedemption(shop.laurel, shop.program, input);
    expect(first).toMatchObject({ member: 'ann', cost: 10, state: 'made', replayed: false, points: { balance: 15 } });
    expect(first.coupon).toMatchObject({ state: 'open', reward: 'ten', discount: { amount: 100 } });
    expect(await createRedemption(shop.laurel, shop.program, input)).toEqual({ ...first, replayed: true });
    expect(await codeOf(createRedemption(shop.laurel, shop.program, { ...input, reward: 'scarce' }))).toBe(
      'idempotency_conflict',
    );
    const { coupons } = await getMember(shop.laurel, shop.program, 'ann');
    expect(coupons.map(({ code }) => code)).toEqual([first.coupon?.code]);
  });

  test('is refused by the rules for ever, or for what is not there', async () => {
    await using shop = await rewarding();
    await send(shop, order({ member: 'ann' }, '1', 5));
    const buy = (key: string, reward: string, member = 'ann') =>
      createRedemption(shop.laurel, shop.program, { key, member, reward });
    await expect(buy('1', 'ten')).rejects.toMatchObject({ code: 'refused', details: { reason: 'not_enough_points' } });
    await send(shop, order({ member: 'ann' }, '2', 50));
    await expect(buy('1', 'ten')).rejects.toMatchObject({ code: 'refused', details: { reason: 'not_enough_points' } });
    expect(await codeOf(buy('2', 'nothing'))).toBe('reward_not_found');
    expect(await codeOf(buy('3', 'ten', 'nobody'))).toBe('member_not_found');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 55 });
  });

  test('of ten points, fifty at once from a hundred, succeeds ten times', async () => {
    await using shop = await rewarding();
    await send(shop, order({ member: 'ann' }, '1', 100));
    const other = await shop.open();
    const bought = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        codeOf(
          createRedemption(n % 2 ? other : shop.laurel, shop.program, { key: `b${n}`, member: 'ann', reward: 'ten' }),
        ),
      ),
    );
    expect(bought.filter((code) => code === 'taken')).toHaveLength(10);
    expect(bought.filter((code) => code === 'refused')).toHaveLength(40);
    expect(await pointsOf(shop, 'ann')).toEqual({ balance: 0, available: 0, pending: 0, owed: 0 });
    expect(await ledgerOf(shop)).toEqual({ issued: -100, available: 0, redeemed: 100 });
  });

  test('of a scarce reward by a hundred at once succeeds as often as there are some', async () => {
    await using shop = await rewarding();
    const other = await shop.open();
    await Promise.all(Array.from({ length: 100 }, (_, n) => send(shop, order({ member: `m${n}` }, `o${n}`, 10))));
    const bought = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        codeOf(
          createRedemption(n % 2 ? other : shop.laurel, shop.program, {
            key: `b${n}`,
            member: `m${n}`,
            reward: 'scarce',
          }),
        ),
      ),
    );
    expect(bought.filter((code) => code === 'taken')).toHaveLength(7);
    expect(await ledgerOf(shop)).toMatchObject({ redeemed: 70 });
    expect(await stockOf(shop)).toMatchObject({ total: 7, left: 0 });
    expect((await stockOf(shop))?.taken).toHaveLength(7);
  });

  test('that is cancelled gives points and stock back once', async () => {
    await using shop = await rewarding();
    await send(shop, order({ member: 'ann' }, '1', 30));
    const { id } = await createRedemption(shop.laurel, shop.program, { key: 'b', member: 'ann', reward: 'scarce' });
    expect(await stockOf(shop)).toMatchObject({ left: 6 });
    const cancelled = await cancelRedemption(shop.laurel, shop.program, id, 'c');
    expect(cancelled).toMatchObject({ state: 'cancelled', points: { balance: 30 }, coupon: { state: 'cancelled' } });
    expect(await cancelRedemption(shop.laurel, shop.program, id, 'c')).toEqual({ ...cancelled, replayed: true });
    await expect(cancelRedemption(shop.laurel, shop.program, id, 'c2')).rejects.toMatchObject({
      details: { reason: 'already_cancelled' },
    });
    expect(await codeOf(cancelRedemption(shop.laurel, shop.program, 'red_none', 'c3'))).toBe('redemption_not_found');
    // The purchase sent again does not buy a second time.
    expect(
      await createRedemption(shop.laurel, shop.program, { key: 'b', member: 'ann', reward: 'scarce' }),
    ).toMatchObject({
      replayed: true,
      state: 'cancelled',
    });
    expect(await stockOf(shop)).toMatchObject({ left: 7, taken: [] });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 30 });
  });
});

describe('a reservation', () => {
  test('of a pool’s code that led to no purchase leaves the code to the next, at whose till it is theirs', async () => {
    await using shop = await testShop({
      rewards: [{ id: 'cinema', cost: 10, give: { voucher: 'Odeon' }, codes: { pool: 'odeon' } }],
    });
    const { laurel, program } = shop;
    await uploadCodes(laurel, program, { pool: 'odeon', codes: ['ODEON-ONE-00001'] });
    for (const who of ['ann', 'bob']) await send(shop, order({ member: who }, who, 30));
    const ann = await laurel.store.members.findOne({ program: program.id, externalId: 'ann' }).lean();
    await takeCode(laurel, program.id, { pool: 'odeon', low: 0 }, 'red_lost', String(ann?._id));
    await releaseReservations(laurel, -1_000);
    const bought = await createRedemption(laurel, program, { key: 'b', member: 'bob', reward: 'cinema' });
    expect(bought.coupon?.code).toBe('ODEON-ONE-00001');
    const shown = await checkCoupon(laurel, program, { code: 'ODEON-ONE-00001', locale: 'en' });
    expect(shown).toMatchObject({ member: 'bob', usable: true });
    const { faults } = await audit(laurel);
    expect(faults.filter(({ collection }) => collection === 'claims')).toEqual([]);
  });

  test('of a code that was put back and taken by somebody else takes nothing from them, however late it goes on', async () => {
    await using shop = await testShop({
      rewards: [{ id: 'cinema', cost: 10, give: { voucher: 'Odeon' }, codes: { pool: 'odeon' } }],
    });
    const { program } = shop;
    let goOn = () => {};
    const wait = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let taken = () => {};
    const stands = new Promise<void>((resolve) => {
      taken = resolve;
    });
    let isFirst = true;
    const slow = await shop.open({
      step(name) {
        if (name !== 'code.taken' || !isFirst) return;
        isFirst = false;
        taken();
        return wait;
      },
    });
    await uploadCodes(shop.laurel, program, { pool: 'odeon', codes: ['ODEON-ONE-00001', 'ODEON-TWO-00002'] });
    for (const who of ['ann', 'bob']) await send(shop, order({ member: who }, who, 30));
    // A process stands still with a code that it took for Ann; another releases it, and Bob has it.
    const late = createRedemption(slow, program, { key: 'a', member: 'ann', reward: 'cinema' });
    await stands;
    await releaseReservations(shop.laurel, -1_000);
    const codes = new Map<string, string>();
    const buy = async (member: string, key: string) => {
      const { coupon } = await createRedemption(shop.laurel, program, { key, member, reward: 'cinema' });
      codes.set(coupon?.code ?? '', member);
    };
    await buy('bob', 'b1');
    await buy('bob', 'b2');
    goOn();
    await expect(late).rejects.toMatchObject({ code: 'refused' });
    for (const code of codes.keys())
      expect(await checkCoupon(shop.laurel, program, { code, locale: 'en' })).toMatchObject({
        member: 'bob',
        usable: true,
      });
    expect((await audit(shop.laurel)).faults).toEqual([]);
  });

  test('without a purchase is released, and the purchase that comes too late gets none', async () => {
    await using shop = await rewarding();
    await send(shop, order({ member: 'ann' }, '1', 30));
    const { id } = await createRedemption(shop.laurel, shop.program, { key: 'b', member: 'ann', reward: 'scarce' });
    const [claim] = await shop.laurel.store.claims.find({ program: shop.program.id, kind: 'redemption' }).lean();
    const member = claim?.member ?? '';
    await reserve(shop.laurel.store, shop.program, 'scarce', 'red_lost', member);
    expect(await stockOf(shop)).toMatchObject({ left: 5 });
    await releaseReservations(shop.laurel, -1_000);
    await releaseReservations(shop.laurel, -1_000);
    expect(await stockOf(shop)).toMatchObject({ left: 6, sold: 1, taken: [] });
    await reserve(shop.laurel.store, shop.program, 'scarce', 'red_lost', member);
    const late = await shop.laurel.log.submit(shop.program, member, {
      kind: 'redeem',
      key: 'late',
      body: '',
      redemption: 'red_lost',
      reward: 'scarce',
    });
    expect(late.entry).toMatchObject({ outcome: 'refused', reason: 'out_of_stock' });
    await releaseReservations(shop.laurel, -1_000);
    expect(await stockOf(shop)).toMatchObject({ left: 6 });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 20 });
    // What was counted as sold comes back too, once.
    await cancelRedemption(shop.laurel, shop.program, id, 'c');
    await cancelRedemption(shop.laurel, shop.program, id, 'c');
    await shop.laurel.effects.idle();
    expect(await stockOf(shop)).toMatchObject({ left: 7, sold: 0, taken: [] });
  });

  test('stock follows what the program says', async () => {
    await using shop = await rewarding();
    const { laurel, program } = shop;
    await putMember(laurel, program, 'ann', {});
    await send(shop, order({ member: 'ann' }, '1', 100));
    await createRedemption(laurel, program, { key: 'b1', member: 'ann', reward: 'scarce' });
    const next = await putProgram(laurel, program.id, {
      ...program.document,
      rewards: REWARDS.map((reward) => ({ ...reward, ...('stock' in reward ? { stock: 2 } : {}) })),
    });
    const left = async () => (await getMember(laurel, next, 'ann')).rewards.find(({ id }) => id === 'scarce')?.left;
    expect(await left()).toBe(1);
    await createRedemption(laurel, next, { key: 'b2', member: 'ann', reward: 'scarce' });
    expect(await left()).toBe(0);
    await expect(createRedemption(laurel, next, { key: 'b3', member: 'ann', reward: 'scarce' })).rejects.toMatchObject({
      details: { reason: 'out_of_stock' },
    });
    expect(await stockOf(shop)).toMatchObject({ total: 2, left: 0 });
  });
});
