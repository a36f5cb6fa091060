import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { codeOf, ledgerOf, order, pointsOf, refund, review, type Shop, send } from './support/events.ts';
import { type TestShop, testShop } from './support/shop.ts';

let shop: TestShop;
let processes: Shop[];
beforeAll(async () => {
  shop = await testShop();
  const others = await Promise.all(Array.from({ length: 3 }, (): Promise<OpenedLaurel> => shop.open()));
  processes = [shop.laurel, ...others].map((laurel) => ({ laurel, program: shop.program }));
});
afterAll(() => shop[Symbol.asyncDispose]());

const one = (n: number): Shop => processes[n % processes.length] as Shop;
const all = <Result>(count: number, doing: (n: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, n) => doing(n)));

describe('several processes on one store', () => {
  test('judge the same order, sent at once under one key or many, once', async () => {
    const same = await all(20, (n) => send(one(n), order({ member: 'ann' }, 'a1', 10)));
    expect(same.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(same.map(({ entry }) => entry.id)).size).toBe(1);
    const other = await all(20, (n) => send(one(n), order({ member: 'ann' }, 'a2', 10, { key: `a2-${n}` })));
    expect(new Set(other.map(({ entry }) => entry.id)).size).toBe(1);
    expect(await pointsOf(shop, 'ann')).toMatchObject({ balance: 20 });
  });

  test('judge one order for a guest and for the account, sent at once, once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const account = `bob${round}`;
      await all(8, (n) =>
        send(
          one(n),
          order(n % 2 ? { guest: `g${round}` } : { member: account }, `b${round}`, 10, { key: `b${round}-${n % 4}` }),
        ),
      );
      await send(shop, order({ member: account }, `b${round}`, 10, { key: `b${round}-last` }));
      expect(await pointsOf(shop, account)).toMatchObject({ balance: 10 });
    }
  });

  test('judge an order of which refunds came first, sent at once by two, for one of them', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [id, left, right] = [`t${round}`, `tia${round}`, `tom${round}`];
      await send(shop, review(left, `${left}-joins`));
      await send(shop, refund({ member: left }, id, 4));
      await all(8, (n) =>
        n < 6
          ? send(one(n), order({ member: n % 2 ? left : right }, id, 10, { key: `${id}-${n % 2}` }))
          : send(one(n), refund({}, id, 1, `r${n}`)),
      );
      const { laurel, program } = shop;
      const judged = await laurel.store.entries
        .find({ program: program.id, kind: 'fact.judged', 'fact.type': 'order.paid', subjects: `order:${id}` })
        .lean();
      expect(judged.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
      const [mine, other] = await Promise.all([left, right].map((who) => pointsOf(shop, who)));
      expect([50, 54]).toContain(mine?.balance);
      expect((mine?.balance ?? 0) + (other?.balance ?? 0)).toBe(54);
    }
    expect((await audit(shop.laurel)).faults).toEqual([]);
  });

  test('write one member’s log without losing a fact, each seeing what the others wrote', async () => {
    const answers = await all(100, (n) => send(one(n), order({ member: 'cat' }, `c${n}`, 1)));
    expect(answers.map(({ entry }) => entry.seq).sort((a, b) => a - b)).toEqual(answers.map((_, n) => n + 3));
    for (const each of processes) expect(await pointsOf(each, 'cat')).toMatchObject({ balance: 100 });
  });

  test('take refunds and their orders in any order', async () => {
    await all(60, (n) => {
      const id = `d${n % 10}`;
      if (n < 20) return send(one(n), refund({}, id, 3, `r${n % 20 < 10 ? 1 : 2}`));
      return send(
        one(n),
        n < 40 ? order({ member: 'dan' }, id, 10) : refund({ member: 'dan' }, id, 3, 'r1', `${id}-named`),
      );
    });
    expect(await pointsOf(shop, 'dan')).toMatchObject({ balance: 40 });
  });

  test('publish and refuse as one', async () => {
    const { laurel, program } = shop;
    const [first, second] = [processes[1] as Shop, processes[2] as Shop];
    const rules = (points: number) => ({
      ...program.document,
      rules: [{ id: 'review', on: 'review.published', earn: points }],
    });
    const put = await all(4, (n) =>
      codeOf(putProgram(one(n).laurel, program.id, rules(101 + n), { base: program.version })),
    );
    expect(put.filter((code) => code === 'taken')).toHaveLength(1);
    expect(put.filter((code) => code === 'version_conflict')).toHaveLength(3);
    const published = await laurel.programs.refresh(program.id);
    // A process that still holds the old version does not judge by it once the log has seen the newer one.
    await send({ ...first, program: published ?? program }, review('eve', 'e1'));
    const late = await send(second, review('eve', 'e2'));
    expect(late.entry.programVersion).toBe(published?.version);
    expect(await pointsOf(shop, 'eve')).toMatchObject({ balance: 2 * Number(published?.document.rules[0]?.earn) });
  });

  test('leave books that balance', async () => {
    const sums = await ledgerOf(shop);
    expect(Object.values(sums).reduce((sum, n) => sum + n, 0)).toBe(0);
  });
});
