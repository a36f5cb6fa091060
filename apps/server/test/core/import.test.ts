import { describe, expect, test } from 'vitest';
import type { EntryDocument } from '../../src/store/documents.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { order, pointsOf, refund, review, type Shop, send } from './support/events.ts';
import { testShop } from './support/shop.ts';

const at = (day: number) => new Date(Date.UTC(2020, 0, day)).toISOString();

/** Forty members over some weeks, with refunds before and after their orders. */
const HISTORY: object[] = Array.from({ length: 150 }, (_, n) => {
  const member = `m${n % 20}`;
  if (n % 7 === 3) return { ...refund({ member }, `o${n - 1}`, 3, `r${n}`), occurredAt: at(1 + n / 10) };
  if (n % 11 === 5) return { ...refund({}, `o${n + 2}`, 2, `r${n}`), occurredAt: at(1 + n / 10) };
  return order({ member }, `o${n}`, n, { occurredAt: at(1 + n / 10) });
});
const FADING = { points: { pending: { days: 3 }, expiry: { days: 30 } } } as const;

async function* lines(events: readonly (object | string)[]): AsyncGenerator<string> {
  for (const event of events) yield typeof event === 'string' ? event : JSON.stringify(event);
}

const bring = ({ laurel, program }: Shop, events: readonly (object | string)[], strict = false, signal?: AbortSignal) =>
  importEvents(laurel, program, lines(events), { strict, ...(signal ? { signal } : {}) });

/** Everything that the logs say, without the ids that differ from store to store. */
async function logsOf({ laurel, program }: Shop): Promise<string[]> {
  const members = await laurel.store.members.find({ program: program.id }).lean();
  const names = new Map(members.map(({ _id, externalId }) => [_id, externalId ?? '']));
  const entries = await laurel.store.entries.find({ program: program.id }).lean<EntryDocument[]>();
  return entries
    .filter(({ kind }) => kind !== 'due.settled')
    .map(({ _id, program: _, check: __, changes, ...rest }) => {
      const said = JSON.stringify({ ...rest, changes: changes.filter(({ kind }) => kind !== 'created') });
      // A member's draw comes of the member's own random id.
      return said.replace(/mem_[0-9a-f]+/g, (member) => names.get(member) ?? member).replace(/,"draw":\d+/g, '');
    })
    .sort();
}

describe('an import', () => {
  test('records what happened as of then, and what has expired since has expired', async () => {
    await using shop = await testShop(FADING);
    const summary = await bring(shop, [order({ member: 'ann' }, '1', 10, { occurredAt: at(1) }), refund({}, '1', 4)]);
    expect(summary).toMatchObject({ read: 2, taken: 2, repeated: 0, refusedCount: 0, stopped: null });
    expect(summary.points).toEqual({ issued: 10, reversed: 4, expired: 6 });
    const [entry] = await shop.laurel.store.entries.find({ program: shop.program.id, kind: 'fact.judged' }).lean();
    expect(entry?.recordedAt).toEqual(new Date(at(1)));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 0 });
  });

  test('refuses broken lines by number and goes on', async () => {
    await using shop = await testShop();
    const summary = await bring(shop, [
      order({ member: 'ann' }, '1', 10, { occurredAt: at(1) }),
      '{ "type": "order.paid", ',
      '',
      { type: 'order.paid', key: 'x', member: 'ann', data: { orderId: 'x' } },
      order({ member: 'ann' }, '1', 11, { key: 'y', occurredAt: at(1) }),
      order({ member: 'ann' }, '2', 10, { data: { currency: 'USD' }, occurredAt: at(2) }),
      order({ member: 'ann' }, '1', 10, { occurredAt: at(1) }),
    ]);
    expect(summary).toMatchObject({ read: 6, taken: 1, repeated: 1, refusedCount: 4 });
    expect(summary.reasons).toEqual({ bad_request: 2, order_conflict: 1, currency_mismatch: 1 });
    expect(summary.refused.map(({ line, code }) => [line, code]).sort()).toEqual([
      [2, 'bad_request'],
      [4, 'bad_request'],
      [5, 'order_conflict'],
      [6, 'currency_mismatch'],
    ]);
  });

  test('told to be strict stops at the first of them', async () => {
    await using shop = await testShop();
    const summary = await bring(
      shop,
      [order({ member: 'ann' }, '1', 10), 'broken', order({ member: 'ann' }, '2', 10)],
      true,
    );
    expect(summary).toMatchObject({ taken: 1, stopped: { line: 2, why: expect.stringContaining('bad_request') } });
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 10 });
  });

  test('told to be strict takes nothing that was still to be read when the rules refused a line', async () => {
    await using shop = await testShop();
    const many = Array.from({ length: 2_600 }, (_, n) => review(`m${n % 40}`, `late${n}`));
    const wrong = order({ member: 'ann' }, '1', 10, { data: { currency: 'USD' } });
    const summary = await bring(shop, [wrong, ...many], true);
    expect(summary.stopped).toMatchObject({ line: 1, why: expect.stringContaining('currency_mismatch') });
    expect(summary.taken).toBeLessThan(1_000);
  });

  test('run twice, or broken off and run again, comes to the same as run once', async () => {
    await using once = await testShop(FADING);
    await using twice = await testShop(FADING);
    await using broken = await testShop(FADING);
    const first = await bring(once, HISTORY);
    expect(first.taken).toBe(HISTORY.length);
    await bring(twice, HISTORY);
    const again = await bring(twice, HISTORY);
    expect(again).toMatchObject({ taken: 0, repeated: HISTORY.length, points: first.points });
    expect(await bring(broken, HISTORY.slice(0, 70), false, AbortSignal.abort())).toMatchObject({ taken: 70 });
    // Members, keys and orders of the rest are claimed when it dies.
    let claimed = 0;
    const step = () => {
      claimed += 1;
      if (claimed === 2) throw new Error('dead');
    };
    const dying = { laurel: await broken.open({ step, follow: false }), program: broken.program };
    await expect(bring(dying, HISTORY)).rejects.toThrow('dead');
    const fresh = { laurel: await broken.open(), program: broken.program };
    const last = await bring(fresh, HISTORY);
    expect(last.points).toEqual(first.points);
    expect(await logsOf(fresh)).toEqual(await logsOf(once));
    expect(await logsOf(twice)).toEqual(await logsOf(once));
  });

  test('sends no effects', async () => {
    await using shop = await testShop({ referral: { advocate: { points: 300 } } });
    await send(shop, order({ member: 'ann' }, 'a', 1));
    const ann = await shop.laurel.store.members.findOne({ program: shop.program.id }).lean();
    await bring(shop, [order({ member: 'bob' }, 'b', 10, { data: { referralCode: ann?.referralCode } })]);
    await shop.laurel.effects.idle();
    const reactions = await shop.laurel.store.entries.countDocuments({ program: shop.program.id, kind: 'reaction' });
    expect(reactions).toBe(0);
  });
});
