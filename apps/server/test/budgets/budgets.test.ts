import type { ProgramInput } from '@laurel/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { performEffects } from '../../src/effects/perform.ts';
import { releaseReservations } from '../../src/effects/reservations.ts';
import { entryOf } from '../../src/store/entries.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { listBudgets } from '../../src/use/budgets/list.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { preview } from '../../src/use/preview/preview.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { amended, ledgerOf, order, pointsOf, refund, review, type Shop, send, until } from '../core/support/events.ts';
import { buildChild, type Children } from '../core/support/run-child.ts';
import { act } from '../core/support/scenarios.ts';
import type { TestStore } from '../core/support/shop.ts';
import { type House, openHouse, PROGRAM } from '../doors/support/house.ts';

const PLAIN: ProgramInput = { ...PROGRAM, challenges: [], tiers: [], boards: [] };
let house: House;
let store: TestStore;
let children: Children;
beforeAll(async () => {
  [house, children] = await Promise.all([openHouse(PLAIN), buildChild()]);
  store = house.store;
}, 120_000);
afterAll(async () => {
  await children[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});

async function shopWith(document: Partial<ProgramInput>): Promise<Shop & { secretKey: string }> {
  const { program, secretKey } = await createProgram(house.laurel, { ...PLAIN, ...document });
  return { laurel: house.laurel, program, secretKey };
}

const budgetsOf = ({ laurel, program }: Shop) => listBudgets(laurel, program);
/** How a budget stands once everything that stands is counted. */
async function settled(shop: Shop, used: number) {
  await until(async () => (await budgetsOf(shop))[0]?.used === used, `${used} are used`);
  return (await budgetsOf(shop))[0];
}
const marksOf = async ({ laurel, program }: Shop) =>
  (await laurel.store.outbox.find({ program: program.id }).lean()).map(({ data }) => data.percent).toSorted();

describe('a budget', () => {
  test('clips the event that it ends in, which says so, and is listed through the door', async () => {
    const { program } = await shopWith({ budget: 150 });
    const shop = { laurel: house.laurel, program };
    expect(await send(shop, order({ member: 'ann' }, 'a1', 100))).toMatchObject({
      entry: { awards: [{ points: 100 }] },
    });
    expect(await send(shop, order({ member: 'bob' }, 'b1', 100))).toMatchObject({
      entry: { awards: [{ points: 50, before: 100, clippedBy: 'budget' }] },
    });
    expect(await send(shop, order({ member: 'cat' }, 'c1', 100))).toMatchObject({
      entry: { awards: [{ points: 0, before: 100, clippedBy: 'budget' }] },
    });
    // Whoever was answered finds it counted.
    expect((await budgetsOf(shop))[0]).toMatchObject({ used: 150, left: 0, percent: 100, total: 150 });
    await until(async () => (await marksOf(shop)).length === 3, 'all marks are told');
  });

  test('a refund frees room once, whatever is tried again, and tells no mark twice', async () => {
    const shop = await shopWith({ budget: 150 });
    await send(shop, order({ member: 'ann' }, 'a1', 100));
    await send(shop, order({ member: 'bob' }, 'b1', 100));
    await send(shop, refund({}, 'a1', 40));
    await send(shop, refund({}, 'a1', 40));
    expect(await settled(shop, 110)).toMatchObject({ left: 40 });
    const freeing = await shop.laurel.store.entries
      .findOne({ program: shop.program.id, 'changes.kind': 'pool.freed' })
      .lean();
    if (!freeing) throw new Error('no entry frees anything');
    await performEffects(shop.laurel, entryOf(freeing));
    expect((await budgetsOf(shop))[0]).toMatchObject({ used: 110, left: 40 });
    await send(shop, order({ member: 'cat' }, 'c1', 100));
    expect(await pointsOf(shop, 'cat')).toMatchObject({ balance: 40 });
    await settled(shop, 150);
    expect(await marksOf(shop)).toEqual([100, 50, 80]);
  });

  test('is of its own window: yesterday’s points come from yesterday’s', async () => {
    const shop = await shopWith({
      rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, budget: { points: 100, per: 'day' } }],
    });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await send(shop, order({ member: 'ann' }, 'a1', 80));
    await send(shop, order({ member: 'ann' }, 'a2', 80, { occurredAt: yesterday }));
    await send(shop, order({ member: 'ann' }, 'a3', 80));
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 180 });
    expect(await settled(shop, 100)).toMatchObject({ of: 'rule', owner: 'purchase', left: 0 });
  });

  test('that a newer version raises has more room, and warns of its marks again', async () => {
    const shop = await shopWith({ budget: 100 });
    await send(shop, order({ member: 'ann' }, 'a1', 150));
    await settled(shop, 100);
    const program = await putProgram(shop.laurel, shop.program.id, { ...PLAIN, budget: 200 });
    const raised = { laurel: shop.laurel, program };
    expect((await budgetsOf(raised))[0]).toMatchObject({ total: 200, used: 100, left: 100, percent: 50 });
    await send(raised, order({ member: 'ann' }, 'a2', 150));
    expect(await pointsOf(raised, 'ann')).toMatchObject({ balance: 200 });
    await until(async () => (await marksOf(raised)).length === 6, 'the marks of both totals are told');
  });

  test('is looked at by a preview, which reserves nothing', async () => {
    const shop = await shopWith({ budget: 60 });
    const ask = () =>
      preview(
        shop.laurel,
        shop.program,
        { member: 'ann', event: { type: 'order.paid', data: { orderId: 'p', currency: 'EUR', total: 10_000 } } },
        'en',
      );
    expect(await ask()).toMatchObject({ points: 60 });
    expect(await ask()).toMatchObject({ points: 60 });
    expect((await budgetsOf(shop))[0]).toMatchObject({ used: 0, left: 60 });
  });

  test('is taken from by an import', async () => {
    const shop = await shopWith({ budget: 2_000 });
    const at = (minute: number) => ({ occurredAt: new Date(Date.UTC(2025, 0, 1, 0, minute)).toISOString() });
    async function* lines(batch: string) {
      for (let n = 0; n < 50; n += 1)
        yield JSON.stringify({ ...order({ member: `m${n % 10}` }, `${batch}${n}`, 30), ...at(n) });
      if (batch === 'a') yield JSON.stringify({ ...refund({}, 'a0', 30), ...at(60) });
    }
    for (const run of ['first', 'again']) {
      const { taken } = await importEvents(shop.laurel, shop.program, lines('a'), { strict: true });
      expect(taken, run).toBe(run === 'first' ? 51 : 0);
      expect(await settled(shop, 1_470)).toMatchObject({ left: 530 });
    }
    await importEvents(shop.laurel, shop.program, lines('b'), { strict: true });
    expect(await ledgerOf(shop)).toMatchObject({ available: 2_000 });
    expect(await settled(shop, 2_000)).toMatchObject({ left: 0 });
  });
});

test('amendments upward, sixty at a time, take the last point of a budget and not one more', async () => {
  const shop = await shopWith({ budget: 1_000 });
  const members = Array.from({ length: 60 }, (_, n) => `m${n}`);
  await Promise.all(members.map((member) => send(shop, order({ member }, `o-${member}`, 10))));
  await Promise.all(members.map((member) => send(shop, amended({ member }, `o-${member}`, 30))));
  expect(await ledgerOf(shop)).toMatchObject({ available: 1_000 });
  expect(await settled(shop, 1_000)).toMatchObject({ left: 0 });
  // What came before it keeps its room: all that is refunded is free again, and nothing else.
  await Promise.all(members.map((member) => send(shop, refund({}, `o-${member}`, 30))));
  expect(await ledgerOf(shop)).toEqual({ issued: 0, available: 0 });
  expect(await settled(shop, 0)).toMatchObject({ left: 1_000 });
});

test('a limit that all share counts times, and gives back those of what was refunded', async () => {
  const shop = await shopWith({
    rules: [{ id: 'review', on: 'review.published', earn: 50, limit: { times: 3, per: 'ever', shared: true } }],
  });
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((member) => send(shop, review(member, `r-${member}`))));
  expect(await ledgerOf(shop)).toMatchObject({ available: 150 });
  expect(await settled(shop, 3)).toMatchObject({ kind: 'limit', unit: 'times', left: 0, reached: [] });
  expect(await marksOf(shop)).toEqual([]);
});

test('a process that is killed between any two steps loses nothing of a budget', async () => {
  const kill = (program: string, steps: number | null) =>
    children.run({ uri: store.uri, program, scenario: 'award', after: steps });
  const document = { budget: 150 };
  const { steps } = await kill((await shopWith(document)).program.id, null);
  expect(steps).toContain('reserved');
  for (let death = 1; death <= steps.length; death += 1) {
    const shop = await shopWith(document);
    expect(await kill(shop.program.id, death)).toMatchObject({ signal: 'SIGKILL' });
    // Of what the dead process holds the same event gets all, without a wait.
    await act(shop, 'award');
    await act(shop, 'award');
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 100 });
    await releaseReservations(shop.laurel, -1_000);
    expect((await budgetsOf(shop))[0]).toMatchObject({ used: 100, left: 50 });
  }
  // Nobody asks again: what was reserved is given back by itself, though the member has no log yet.
  const shop = await shopWith(document);
  await kill(shop.program.id, steps.indexOf('reserved') + 1);
  expect((await budgetsOf(shop))[0]).toMatchObject({ used: 0, left: 50 });
  await releaseReservations(shop.laurel, -1_000);
  expect((await budgetsOf(shop))[0]).toMatchObject({ used: 0, left: 150 });
}, 240_000);

test('after all that an audit finds nothing amiss, and names a budget that was changed by hand', async () => {
  const { faults, budgets } = await audit(house.laurel);
  expect(faults.filter(({ collection }) => ['budgets', 'entries', 'claims'].includes(collection))).toEqual([]);
  expect(budgets).toBeGreaterThan(5);
  const one = await house.laurel.store.budgets.findOneAndUpdate({ used: { $gt: 0 } }, { $inc: { used: 1, left: -1 } });
  expect((await audit(house.laurel)).faults.filter(({ collection }) => collection === 'budgets')).toEqual([
    expect.objectContaining({ id: String(one?._id) }),
  ]);
}, 60_000);

test('the door lists budgets to whoever may read', async () => {
  expect(await house.rest('GET', '/v1/budgets')).toMatchObject({ status: 200, body: [] });
});
