import { describe, expect, test } from 'vitest';
import { sendEvents } from '../../src/use/events/send.ts';
import { aliasOf } from '../../src/use/members/alias.ts';
import { listEntries } from '../../src/use/members/entries.ts';
import { getMember } from '../../src/use/members/get.ts';
import { personOf, storedId, toldId } from '../../src/use/members/person.ts';
import { putMember } from '../../src/use/members/put.ts';
import { removeMember } from '../../src/use/members/remove.ts';
import { codeOf, order, pointsOf, review, send, until } from './support/events.ts';
import { testShop } from './support/shop.ts';

describe('who becomes a member', () => {
  test('by `account`: whoever has an account, by a fact of theirs; a visitor’s facts are kept', async () => {
    await using shop = await testShop();
    await send(shop, review('ann', '1'));
    expect(await getMember(shop.laurel, shop.program, 'ann')).toMatchObject({
      status: 'joined',
      points: { balance: 50 },
    });
    const kept = await send(shop, { ...review('x', '2'), member: undefined, guest: 'visit' });
    expect(kept).toMatchObject({
      member: 'guest:visit',
      entry: { outcome: 'kept', reason: 'not_joined' },
      points: { balance: 0 },
    });
  });

  test('by `all`: visitors too', async () => {
    await using shop = await testShop({ enrol: 'all' });
    expect(await send(shop, order({ guest: 'visit' }, '1', 10))).toMatchObject({ points: { balance: 10 } });
    // What it earned stands where it was earned.
    expect(await send(shop, order({ member: 'ann' }, '1', 10, { key: 'other' }))).toMatchObject({
      replayed: true,
      member: 'guest:visit',
    });
  });

  test('by `explicit`: who says so; kept facts of the last days are judged then, once', async () => {
    await using shop = await testShop({ enrol: 'explicit', credit: { lastDays: 7 } });
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await sendEvents(shop.laurel, shop.program, [
      order({ member: 'ann' }, 'old', 1, { occurredAt: ago(8) }),
      order({ member: 'ann' }, 'new', 10, { occurredAt: ago(6) }),
      review('ann', 'r'),
    ]);
    await putMember(shop.laurel, shop.program, 'ann', { name: 'Ann' });
    expect(await getMember(shop.laurel, shop.program, 'ann')).toMatchObject({
      status: 'guest',
      points: { balance: 0 },
    });
    await Promise.all(Array.from({ length: 5 }, () => putMember(shop.laurel, shop.program, 'ann', { join: true })));
    await until(async () => (await pointsOf(shop, 'ann')).balance === 60, 'kept facts are credited');
    await shop.laurel.effects.idle();
    expect(await send(shop, order({ member: 'ann' }, 'new', 10, { occurredAt: ago(6) }))).toMatchObject({
      replayed: true,
    });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 60 });
  });

  test('the holdout is drawn once, and sees no programme', async () => {
    await using shop = await testShop({ holdout: { percent: 50 } });
    const ids = Array.from({ length: 60 }, (_, n) => `m${n}`);
    await sendEvents(
      shop.laurel,
      shop.program,
      ids.map((id) => review(id, id)),
    );
    const views = await Promise.all(ids.map((id) => getMember(shop.laurel, shop.program, id)));
    const control = views.filter(({ status }) => status === 'control');
    expect(control.length).toBeGreaterThan(10);
    expect(control.length).toBeLessThan(50);
    expect(control.every(({ points }) => points.balance === 0)).toBe(true);
    expect(views.filter(({ status }) => status === 'joined').every(({ points }) => points.balance === 50)).toBe(true);
  });
});

describe('what the shop says of a member', () => {
  test('stands beside the log, field by field', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    await putMember(laurel, program, 'ann', { name: 'Ann', email: 'ann@shop.example', attributes: { vip: true } });
    await putMember(laurel, program, 'ann', { name: 'Anna', alias: 'Étoile du Nord', onBoards: false });
    const [document] = await laurel.store.members.find({ program: program.id }).lean();
    expect(document?.profile).toEqual({ name: 'Anna', email: 'ann@shop.example', attributes: { vip: true } });
    expect(await getMember(laurel, program, 'ann')).toMatchObject({ alias: 'Étoile du Nord', onBoards: false });
    const entries = await laurel.store.entries.find({ program: program.id }).lean();
    expect(JSON.stringify(entries)).not.toMatch(/Ann|example|Étoile/);
  });

  test('is asked for by conditions', async () => {
    await using shop = await testShop({
      rules: [{ id: 'vip', on: 'review.published', earn: 7, when: { 'member.attributes.vip': true } }],
    });
    await putMember(shop.laurel, shop.program, 'ann', { attributes: { vip: true } });
    expect(await send(shop, review('ann', '1'))).toMatchObject({ points: { balance: 7 } });
    expect(await send(shop, review('bob', '2'))).toMatchObject({ points: { balance: 0 } });
  });

  test.each(['x', 'a'.repeat(31), '<b>me</b>', 'you\u202Eevil', 'tab\tbed!', '--', '😀😀'])(
    'alias %j is refused',
    async (alias) => {
      await using shop = await testShop();
      expect(await codeOf(putMember(shop.laurel, shop.program, 'ann', { alias }))).toBe('bad_request');
    },
  );

  test('by default a member appears under a friendly name, the same each time, in the reader’s language', async () => {
    await using shop = await testShop();
    await putMember(shop.laurel, shop.program, 'ann', {});
    const alias = async (locale: string) => (await getMember(shop.laurel, shop.program, 'ann', { locale })).alias;
    expect(await alias('en')).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
    expect(await alias('en')).toBe(await alias('en-GB'));
    expect(await alias('fr')).not.toBe(await alias('en'));
    expect(new Set(Array.from({ length: 200 }, (_, n) => aliasOf(`mem_${n}`, 'fr'))).size).toBeGreaterThan(150);
  });

  test('an account may be called whatever the shop likes', () => {
    for (const id of ['ann', 'guest:ann', 'order:1', 'account:guest:ann']) {
      const stored = storedId({ kind: 'account', id });
      expect(personOf(stored)).toEqual({ kind: 'account', id });
      expect(toldId(stored)).toBe(id);
      expect(stored).not.toBe(storedId({ kind: 'guest', id: id.replace('guest:', '') }));
    }
  });
});

describe('a log', () => {
  test('is listed newest first, a page at a time', async () => {
    await using shop = await testShop();
    await sendEvents(
      shop.laurel,
      shop.program,
      Array.from({ length: 5 }, (_, n) => review('ann', `${n}`)),
    );
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEntries(shop.laurel, shop.program, 'ann', { cursor, limit: 3 });
      seen.push(...page.rows.map(({ seq }) => seq));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await codeOf(listEntries(shop.laurel, shop.program, 'ann', { cursor: 'nonsense', limit: 3 }))).toBe(
      'bad_request',
    );
    expect(await codeOf(listEntries(shop.laurel, shop.program, 'nobody', { limit: 3 }))).toBe('member_not_found');
  });

  test('is folded from its snapshot to the same state as from its beginning', async () => {
    await using shop = await testShop();
    await sendEvents(
      shop.laurel,
      shop.program,
      Array.from({ length: 150 }, (_, n) => order({ member: 'ann' }, `o${n}`, n)),
    );
    await shop.laurel.log.idle();
    const [snapshot] = await shop.laurel.store.snapshots.find({ program: shop.program.id }).lean();
    expect(snapshot?.seq).toBeGreaterThanOrEqual(64);
    const member = String(snapshot?._id);
    const fromSnapshot = await (await shop.open()).log.state(shop.program.id, member);
    await shop.laurel.store.snapshots.deleteMany({ program: shop.program.id });
    const fromEntries = await (await shop.open()).log.state(shop.program.id, member);
    expect(fromSnapshot).toEqual(fromEntries);
    expect(fromEntries).toEqual(await shop.laurel.log.state(shop.program.id, member));
  });
});

describe('an erasure', () => {
  test('takes the person and leaves the sums; facts that come later are refused', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    const other = await shop.open();
    await putMember(laurel, program, 'ann', { name: 'Ann', email: 'ann@shop.example', alias: 'Nightingale' });
    const before = order({ member: 'ann' }, '1', 10);
    await send(shop, before);
    await send({ laurel: other, program }, review('ann', 'r'));
    expect(await removeMember(laurel, program, 'ann')).toEqual({ erased: true });
    expect(await removeMember(laurel, program, 'ann')).toEqual({ erased: true });
    for (const each of [laurel, other]) {
      expect(await codeOf(send({ laurel: each, program }, review('ann', 'r2')))).toBe('member_closed');
      expect(await codeOf(getMember(each, program, 'ann'))).toBe('member_closed');
      expect(await codeOf(putMember(each, program, 'ann', {}))).toBe('member_closed');
    }
    expect(await send(shop, before)).toMatchObject({ replayed: true });
    const all = await Promise.all(
      ['members', 'entries', 'claims', 'snapshots'].map((name) =>
        laurel.store.connection.collection(name).find({ program: program.id }).toArray(),
      ),
    );
    expect(JSON.stringify(all)).not.toMatch(/ann@shop|Nightingale|"Ann"|"ann"/);
    expect(await codeOf(removeMember(laurel, program, 'nobody'))).toBe('member_not_found');
  });
});
