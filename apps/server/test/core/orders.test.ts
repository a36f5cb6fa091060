import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendEvents } from '../../src/use/events/send.ts';
import { codeOf, order, pointsOf, refund, review, send } from './support/events.ts';
import { type TestShop, testShop } from './support/shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('an event', () => {
  test('is answered in full, and the same again as a replay', async () => {
    const event = order({ member: 'ann' }, 'a1', 100);
    const first = await send(shop, event);
    expect(first).toMatchObject({
      replayed: false,
      member: 'ann',
      points: { balance: 100, available: 100, pending: 0, owed: 0 },
      entry: { outcome: 'applied', key: 'k:a1', awards: [{ rule: 'purchase', points: 100 }] },
    });
    await send(shop, review('ann', 'a1-review'));
    const again = await send(shop, event);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 150 });
  });

  test('under a used key with another body, or of another member, is a conflict', async () => {
    await send(shop, review('bob', 'b1'));
    expect(await codeOf(send(shop, { ...review('bob', 'b1'), data: { stars: 1 } }))).toBe('idempotency_conflict');
    expect(await codeOf(send(shop, review('ben', 'b1')))).toBe('idempotency_conflict');
    expect(await pointsOf(shop, 'bob')).toMatchObject({ balance: 50 });
  });

  test('that is broken, late or ahead leaves nothing, and its key may be used again', async () => {
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    expect(await codeOf(send(shop, { ...review('cat', 'c1'), type: 'Nonsense' }))).toBe('bad_request');
    expect(await codeOf(send(shop, { ...review('cat', 'c1'), occurredAt: at(-31) }))).toBe('too_late');
    expect(await codeOf(send(shop, { ...review('cat', 'c1'), occurredAt: at(1) }))).toBe('too_early');
    expect(await codeOf(pointsOf(shop, 'cat'))).toBe('member_not_found');
    expect(await send(shop, review('cat', 'c1'))).toMatchObject({ replayed: false });
  });

  test('in a batch has an answer of its own, in order, whatever becomes of the others', async () => {
    const answers = await sendEvents(shop.laurel, shop.program, [
      review('dan', 'd1'),
      { type: 'order.paid' },
      review('dan', 'd1'),
      review('dora', 'd2'),
      { ...review('dan', 'd1'), data: {} },
    ]);
    expect(answers.map((answer) => ('code' in answer ? answer.code : answer.replayed))).toEqual([
      false,
      'bad_request',
      true,
      false,
      'idempotency_conflict',
    ]);
  });

  test('of five hundred for one member come to what they would have come to one by one', async () => {
    const events = Array.from({ length: 500 }, (_, n) => order({ member: 'eve' }, `e${n}`, n));
    const answers = await sendEvents(shop.laurel, shop.program, events);
    const balances = answers.map((answer) => ('code' in answer ? answer.code : answer.points.balance));
    expect(balances).toEqual(events.map((_, n) => (n * (n + 1)) / 2));
  });
});

describe('an order', () => {
  test('is one whatever its key: an equal repeat is a replay, another body a conflict', async () => {
    const first = await send(shop, order({ member: 'fay' }, 'f1', 10));
    expect(await send(shop, order({ member: 'fay' }, 'f1', 10, { key: 'other' }))).toEqual({
      ...first,
      replayed: true,
    });
    expect(await codeOf(send(shop, order({ member: 'fay' }, 'f1', 11, { key: 'third' })))).toBe('order_conflict');
    // The key of what was refused for good may be used for something else.
    expect(await send(shop, review('fay', 'third'))).toMatchObject({ replayed: false });
    expect(await pointsOf(shop, 'fay')).toMatchObject({ balance: 60 });
  });

  test('of another account is a replay of theirs', async () => {
    await send(shop, order({ member: 'gus' }, 'g1', 10));
    expect(await send(shop, order({ member: 'gil' }, 'g1', 10, { key: 'gil' }))).toMatchObject({
      replayed: true,
      member: 'gus',
    });
    expect(await codeOf(send(shop, order({ member: 'gil' }, 'g1', 10)))).toBe('idempotency_conflict');
    expect(await pointsOf(shop, 'gus')).toMatchObject({ balance: 10 });
    expect(await pointsOf(shop, 'gil')).toMatchObject({ balance: 0 });
  });

  test.each([
    ['another key', 'k2'],
    ['the same key', 'k:h-same'],
  ])('for a guest and then for the account under %s earns once, for the account', async (_, key) => {
    const [id, account] = [key === 'k2' ? 'h1' : 'h-same', `hal-${key}`];
    const guest = await send(shop, order({ guest: `visit-${key}` }, id, 10));
    expect(guest.entry).toMatchObject({ outcome: 'kept', reason: 'not_joined' });
    const won = await send(shop, order({ member: account }, id, 10, { key }));
    expect(won).toMatchObject({ member: account, entry: { outcome: 'applied' }, points: { balance: 10 } });
    // Through either door again.
    expect(await send(shop, order({ guest: `visit-${key}` }, id, 10))).toMatchObject({ replayed: true });
    expect(await send(shop, order({ member: account }, id, 10, { key: `${key}-3` }))).toMatchObject({ replayed: true });
    expect(await pointsOf(shop, account)).toMatchObject({ balance: 10 });
  });

  test('of the account sent again for a guest stays the account’s', async () => {
    await send(shop, order({ member: 'ida' }, 'i1', 10));
    expect(await send(shop, order({ guest: 'v' }, 'i1', 10, { key: 'i2' }))).toMatchObject({
      replayed: true,
      member: 'ida',
    });
    expect(await pointsOf(shop, 'ida')).toMatchObject({ balance: 10 });
  });

  test('in another currency is refused by the rules, and its entry says so for ever', async () => {
    const event = order({ member: 'jan' }, 'j1', 10, { data: { currency: 'USD' } });
    const first = await send(shop, event);
    expect(first.entry).toMatchObject({ outcome: 'refused', reason: 'currency_mismatch' });
    expect(await send(shop, event)).toEqual({ ...first, replayed: true });
  });
});

describe('a refund', () => {
  test('finds its order without naming anybody', async () => {
    await send(shop, order({ member: 'kay' }, 'k1', 100));
    expect(await send(shop, refund({}, 'k1', 30))).toMatchObject({ member: 'kay', points: { balance: 70 } });
  });

  test.each([
    ['naming the member', { member: 'lea' }],
    ['naming a guest', { guest: 'visit-l' }],
    ['naming nobody', {}],
  ])('before its order, %s, waits for it and is applied once', async (name, who) => {
    const id = `l-${name}`;
    const early = await send(shop, refund(who, id, 30));
    expect(early.entry).toMatchObject({ outcome: 'kept', reason: 'unknown_order' });
    expect(await send(shop, refund(who, id, 30))).toEqual({ ...early, replayed: true });
    const before = await pointsOf(shop, 'lea').catch(() => ({ balance: 0 }));
    expect((await send(shop, order({ member: 'lea' }, id, 100))).points.balance - before.balance).toBe(70);
    await send(shop, refund(who, id, 30));
    await send(shop, refund({}, id, 30, 'r1', `${id}-door-2`));
    expect((await pointsOf(shop, 'lea')).balance - before.balance).toBe(70);
  });

  test('of a guest’s order follows it to the account', async () => {
    await send(shop, order({ guest: 'visit-m' }, 'm1', 100));
    await send(shop, refund({}, 'm1', 30));
    expect(await send(shop, order({ member: 'mia' }, 'm1', 100, { key: 'm1-account' }))).toMatchObject({
      replayed: false,
      points: { balance: 70 },
    });
    expect(await send(shop, refund({ guest: 'visit-m' }, 'm1', 20, 'r2'))).toMatchObject({
      member: 'mia',
      points: { balance: 50 },
    });
  });

  test('of an order that came back to where refunds of it had come first is taken off it', async () => {
    const joy = { member: 'joy' };
    await send(shop, review('joy', 'joy-joins'));
    const { balance } = await pointsOf(shop, 'joy');
    await send(shop, refund(joy, 'y1', 10));
    await send(shop, order({ guest: 'visit-y' }, 'y1', 100));
    await send(shop, refund({}, 'y1', 20, 'r2'));
    await send(shop, order(joy, 'y1', 100, { key: 'y1-account' }));
    expect(await pointsOf(shop, 'joy')).toMatchObject({ balance: balance + 70 });
    await send(shop, refund({}, 'y1', 30, 'r3'));
    expect(await pointsOf(shop, 'joy')).toMatchObject({ balance: balance + 40 });
  });

  test('naming an account makes no member of it, nor of the visitor whose order it is', async () => {
    await send(shop, order({ guest: 'visit-q' }, 'q1', 100));
    await send(shop, refund({ member: 'quin' }, 'q1', 30));
    expect(await codeOf(pointsOf(shop, 'quin'))).toBe('member_not_found');
    expect((await send(shop, order({ guest: 'visit-q' }, 'q2', 100))).entry).toMatchObject({ outcome: 'kept' });
  });

  test('for more than remains takes what remains', async () => {
    await send(shop, order({ member: 'ned' }, 'n1', 100));
    expect(await send(shop, refund({}, 'n1', 60))).toMatchObject({ points: { balance: 40 } });
    expect(await send(shop, refund({}, 'n1', 999, 'r2'))).toMatchObject({ points: { balance: 0, owed: 0 } });
  });

  test('of one refundId under another key is a replay, with another body a conflict', async () => {
    await send(shop, order({ member: 'oda' }, 'o1', 100));
    const first = await send(shop, refund({}, 'o1', 30));
    expect(await send(shop, refund({}, 'o1', 30, 'r1', 'o-2'))).toEqual({ ...first, replayed: true });
    expect(await codeOf(send(shop, refund({}, 'o1', 31, 'r1', 'o-3')))).toBe('refund_conflict');
    expect(await pointsOf(shop, 'oda')).toMatchObject({ balance: 70 });
  });

  test('in one batch with its order, before or after it, comes to the same', async () => {
    await sendEvents(shop.laurel, shop.program, [order({ member: 'pam' }, 'p1', 100), refund({}, 'p1', 30)]);
    await sendEvents(shop.laurel, shop.program, [refund({}, 'p2', 30), order({ member: 'pip' }, 'p2', 100)]);
    expect(await pointsOf(shop, 'pam')).toMatchObject({ balance: 70 });
    expect(await pointsOf(shop, 'pip')).toMatchObject({ balance: 70 });
  });
});
