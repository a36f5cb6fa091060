import { describe, expect, test } from 'vitest';
import { startProjector } from '../../src/project/projector.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { getMember } from '../../src/use/members/get.ts';
import { putMember } from '../../src/use/members/put.ts';
import { removeMember } from '../../src/use/members/remove.ts';
import { mergeMembers } from '../../src/use/merges/merge.ts';
import { adjustPoints, listAdjustments } from '../../src/use/points/adjust.ts';
import { transferPoints } from '../../src/use/points/transfer.ts';
import { cancelRedemption } from '../../src/use/redemptions/cancel.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { codeOf, ledgerOf, order, pointsOf, refund, review, type Shop, send } from './support/events.ts';
import { testShop } from './support/shop.ts';

const merge = ({ laurel, program }: Shop, from: string, into: string) =>
  mergeMembers(laurel, program, { from: { member: from }, into });

describe('a merge', () => {
  test('leads everybody who asks for the old id on: reads, facts, refunds, redemptions, boards', async () => {
    await using shop = await testShop({
      rewards: [{ id: 'gift', cost: 40, give: { product: 'mug' } }],
      boards: [{ id: 'all', score: { sum: 'points.earned' }, period: 'all' }],
    });
    const { laurel, program } = shop;
    await putMember(laurel, program, 'old', { email: 'a@shop.example', alias: 'Heron' });
    await send(shop, order({ member: 'old' }, 'o1', 100));
    const bought = await createRedemption(laurel, program, { key: 'buy', member: 'old', reward: 'gift' });
    await send(shop, order({ member: 'new' }, 'n1', 30));
    expect(await merge(shop, 'old', 'new')).toMatchObject({
      externalId: 'new',
      alias: 'Heron',
      points: { balance: 90 },
    });
    expect(await merge(shop, 'old', 'new')).toMatchObject({ externalId: 'new', points: { balance: 90 } });
    expect(await getMember(laurel, program, 'old')).toMatchObject({ externalId: 'new', points: { balance: 90 } });
    expect(await send(shop, order({ member: 'old' }, 'o2', 10))).toMatchObject({
      member: 'new',
      points: { balance: 100 },
    });
    expect(await send(shop, order({ member: 'old' }, 'o1', 100))).toMatchObject({ replayed: true });
    expect(await send(shop, refund({ member: 'old' }, 'o1', 20))).toMatchObject({
      member: 'new',
      entry: { reversed: 20 },
    });
    await cancelRedemption(laurel, program, bought.id, 'cancel');
    expect(await pointsOf(shop, 'new')).toMatchObject({ balance: 120 });
    expect(await ledgerOf(shop)).toMatchObject({ transit: 0, available: 120, redeemed: 0 });
    const projector = startProjector(laurel);
    await projector.settled(30_000);
    await projector.stop();
    const scores = await laurel.store.scores.find({ program: program.id }).lean();
    expect(scores.map(({ status, scores: of }) => [status, of.all?.all?.n])).toEqual(
      expect.arrayContaining([
        ['joined', 120],
        ['closed', undefined],
      ]),
    );
    expect((await audit(laurel)).faults).toEqual([]);
  });

  test('through several processes at once happens once; what comes meanwhile is in one log or the other', async () => {
    await using shop = await testShop();
    const { program } = shop;
    await send(shop, order({ member: 'old' }, 'o', 100));
    await send(shop, order({ member: 'new' }, 'n', 100));
    const shops = [shop, { laurel: await shop.open(), program }, { laurel: await shop.open(), program }];
    const facts = shops.flatMap((each, at) =>
      Array.from({ length: 10 }, (_, n) => send(each, review(n % 2 ? 'old' : 'new', `r${at}-${n}`))),
    );
    await Promise.all([...shops.map((each) => merge(each, 'old', 'new')), ...facts]);
    expect(await pointsOf(shop, 'new')).toMatchObject({ balance: 1_700 });
    expect(await ledgerOf(shop)).toEqual({ issued: -1_700, available: 1_700, transit: 0 });
    const absorbed = await shop.laurel.store.entries.countDocuments({ program: program.id, kind: 'member.absorbed' });
    expect(absorbed).toBe(1);
  });

  test('that crosses another ends in one of the two, with everything', async () => {
    await using shop = await testShop();
    const { program } = shop;
    for (const id of ['a', 'b', 'c']) await send(shop, order({ member: id }, `o-${id}`, 10));
    const other = { laurel: await shop.open(), program };
    const codes = await Promise.all([
      codeOf(merge(shop, 'a', 'b')),
      codeOf(merge(other, 'b', 'a')),
      codeOf(merge(shop, 'b', 'c')),
      codeOf(merge(other, 'c', 'a')),
    ]);
    expect(codes).toContain('taken');
    // What is left undone is done now, one after the other.
    for (const from of ['a', 'b']) await codeOf(merge(shop, from, 'c'));
    const ids = new Set(
      await Promise.all(['a', 'b', 'c'].map(async (id) => (await getMember(other.laurel, program, id)).externalId)),
    );
    expect(ids.size).toBe(1);
    expect(await pointsOf(shop, 'a')).toMatchObject({ balance: 30 });
    expect(await ledgerOf(shop)).toEqual({ issued: -30, available: 30, transit: 0 });
  });

  test('of a merged member follows the chain; into somebody erased, or of somebody with themselves, is refused', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    for (const id of ['a', 'b', 'c', 'd']) await send(shop, order({ member: id }, `o-${id}`, 10));
    await merge(shop, 'a', 'b');
    await merge(shop, 'b', 'c');
    expect(await getMember(laurel, program, 'a')).toMatchObject({ externalId: 'c', points: { balance: 30 } });
    expect(await send(shop, refund({}, 'o-a', 10))).toMatchObject({ member: 'c', entry: { reversed: 10 } });
    expect(await codeOf(merge(shop, 'a', 'd'))).toBe('member_closed');
    expect(await codeOf(merge(shop, 'd', 'd'))).toBe('bad_request');
    expect(await codeOf(merge(shop, 'c', 'a'))).toBe('bad_request');
    expect(await codeOf(merge(shop, 'nobody', 'c'))).toBe('member_not_found');
    await removeMember(laurel, program, 'd');
    expect(await codeOf(merge(shop, 'c', 'd'))).toBe('member_closed');
    // Erasing the person erases what was merged into them.
    await removeMember(laurel, program, 'a');
    for (const id of ['a', 'c']) expect(await codeOf(getMember(laurel, program, id))).toBe('member_closed');
  });

  test('into somebody who is erased in that very moment leaves nothing on its way; an audit would tell', async () => {
    let erase: (() => Promise<unknown>) | null = null;
    await using shop = await testShop();
    const { laurel, program } = shop;
    const other = await shop.open({
      async step(name) {
        const now = name === 'merged' ? erase : null;
        if (now) erase = null;
        await now?.();
      },
    });
    for (const id of ['a', 'b']) await send(shop, order({ member: id }, `o-${id}`, 10));
    erase = () => removeMember(laurel, program, 'b');
    expect(await codeOf(merge({ ...shop, laurel: other }, 'a', 'b'))).toBe('member_closed');
    await other.effects.idle();
    expect(await ledgerOf(shop)).toEqual({ issued: -20, available: 0, expired: 20, transit: 0 });
    expect((await audit(laurel)).faults).toEqual([]);
    for (const id of ['a', 'b']) expect(await codeOf(getMember(laurel, program, id))).toBe('member_closed');
    // What never arrived is found, once nobody can still be carrying it.
    const arrived = { program: program.id, kind: 'member.absorbed' } as never;
    const { entries } = laurel.store;
    const standing = await entries.collection.findOne(arrived);
    await entries.collection.updateOne(arrived, { $set: { keys: ['another'] } });
    const later = Object.assign(Object.create(laurel), { now: () => Date.now() + 3_600_000 });
    const faults = (await audit(later)).faults.map(({ what }) => what);
    await entries.collection.updateOne(arrived, { $set: { keys: standing?.keys } });
    expect(faults).toContain('the 10 points that it sent never arrived: they are in transit');
  });

  test('of a visitor credits what was kept lately, and an order that the account sends again counts once', async () => {
    await using shop = await testShop({ credit: { lastDays: 7 } });
    const { laurel, program } = shop;
    await send(shop, order({ guest: 'v' }, 'g1', 50, { key: 'by-guest' }));
    await putMember(laurel, program, 'ann', {});
    await mergeMembers(laurel, program, { from: { guest: 'v' }, into: 'ann' });
    await laurel.effects.idle();
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 50 });
    await send(shop, order({ member: 'ann' }, 'g1', 50, { key: 'by-account' }));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 50 });
    expect((await getMember(laurel, program, 'ann')).externalId).toBe('ann');
  });
});

describe('a transfer', () => {
  test('arrives once, with whatever keys and processes; the same key answers the same', async () => {
    await using shop = await testShop({ transfers: {} });
    const { laurel, program } = shop;
    await send(shop, order({ member: 'ann' }, 'o', 100));
    await putMember(laurel, program, 'bob', {});
    const other = await shop.open();
    const input = { key: 'gift', from: 'ann', to: 'bob', points: 30 };
    const views = await Promise.all([laurel, other, laurel, other].map((each) => transferPoints(each, program, input)));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(views.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const many = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        codeOf(transferPoints(n % 2 ? laurel : other, program, { ...input, key: `g${n}`, points: 20 })),
      ),
    );
    expect(many.filter((code) => code === 'taken')).toHaveLength(3);
    expect(await ledgerOf(shop)).toEqual({ issued: -100, available: 100, transit: 0 });
    expect([await pointsOf(shop, 'ann'), await pointsOf(shop, 'bob')]).toMatchObject([
      { balance: 10 },
      { balance: 90 },
    ]);
    expect(await codeOf(transferPoints(laurel, program, { ...input, points: 1 }))).toBe('idempotency_conflict');
    expect(await codeOf(transferPoints(laurel, program, { ...input, key: 'x', to: 'ann' }))).toBe('bad_request');
  });
});

describe('an adjustment', () => {
  test('stands once under its key, and is listed with who and why', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    await putMember(laurel, program, 'ann', {});
    const input = { key: 'a1', member: 'ann', points: 40, by: 'Zoé', why: 'a late parcel' };
    expect(await adjustPoints(laurel, program, input)).toMatchObject({ replayed: false, left: { balance: 40 } });
    expect(await adjustPoints(laurel, program, input)).toMatchObject({ replayed: true, left: { balance: 40 } });
    expect(await codeOf(adjustPoints(laurel, program, { ...input, points: 41 }))).toBe('idempotency_conflict');
    await adjustPoints(laurel, program, { ...input, key: 'a2', points: -50, why: 'a mistake' });
    const { rows } = await listAdjustments(laurel, program, 'ann', { limit: 10 });
    expect(rows).toMatchObject([
      { points: -50, by: 'Zoé', why: 'a mistake', left: { balance: -10, owed: 10 } },
      { points: 40, by: 'Zoé', why: 'a late parcel', left: { balance: 40 } },
    ]);
    expect(await codeOf(adjustPoints(laurel, program, { ...input, key: 'a3', member: 'nobody' }))).toBe(
      'member_not_found',
    );
  });
});
