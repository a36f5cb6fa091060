import { checkEntry, copyState, emptyState, evolve, settled } from '@laurel/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryDocument } from '../../src/store/documents.ts';
import { entryOf } from '../../src/store/entries.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { cancelRedemption } from '../../src/use/redemptions/cancel.ts';
import { createRedemption } from '../../src/use/redemptions/create.ts';
import { ledgerOf, order, refund, review, type Shop, send } from './support/events.ts';
import { testShop } from './support/shop.ts';

const who = fc.oneof(
  fc.constantFrom('ann', 'bob').map((member) => ({ member })),
  fc.constantFrom('v', 'w').map((guest) => ({ guest })),
);
const n = fc.integer({ min: 0, max: 5 });
const key = fc.integer({ min: 0, max: 2 });

/** What a shop may do, now and again the same thing twice, in any order and through any process. */
const deed = fc.oneof(
  fc.record({ do: fc.constant('order' as const), who, n, key, euros: fc.constant(10) }),
  fc.record({ do: fc.constant('refund' as const), who, n, key, euros: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ do: fc.constant('review' as const), n }),
  fc.record({ do: fc.constant('redeem' as const), n }),
  fc.record({ do: fc.constant('cancel' as const), n }),
);
type Deed = typeof deed extends fc.Arbitrary<infer Of> ? Of : never;

async function carryOut(shop: Shop, done: Deed): Promise<unknown> {
  const { laurel, program } = shop;
  switch (done.do) {
    case 'order':
      return send(
        shop,
        order(done.who, `o${done.n}`, done.euros, { key: `o${done.n}-${done.key}-${JSON.stringify(done.who)}` }),
      );
    case 'refund':
      return send(
        shop,
        refund(
          done.who,
          `o${done.n}`,
          done.euros,
          `r${done.key}`,
          `r${done.n}-${done.key}-${done.euros}-${JSON.stringify(done.who)}`,
        ),
      );
    case 'review':
      return send(shop, review('ann', `review${done.n}`));
    case 'redeem':
      return createRedemption(laurel, program, {
        key: `buy${done.n}`,
        member: 'ann',
        reward: done.n % 2 ? 'five' : 'scarce',
      });
    case 'cancel': {
      const { id } = await createRedemption(laurel, program, {
        key: `buy${done.n}`,
        member: 'ann',
        reward: done.n % 2 ? 'five' : 'scarce',
      });
      return cancelRedemption(laurel, program, id, `cancel${done.n}`);
    }
  }
}

test('whatever is done at once, twice and through any process, the books balance and every log folds to what is shown', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.tuple(deed, fc.nat({ max: 1 })), { maxLength: 12 }), { maxLength: 4 }),
      async (waves) => {
        await using shop = await testShop({
          rewards: [
            { id: 'five', cost: 5, give: { shipping: 'free' } },
            { id: 'scarce', cost: 5, give: { shipping: 'free' }, stock: 2 },
          ],
        });
        const processes: Shop[] = [shop, { laurel: await shop.open(), program: shop.program }];
        for (const wave of waves) {
          const done = wave.map(([each, at]) => carryOut(processes[at] as Shop, each));
          for (const outcome of await Promise.allSettled(done)) {
            const allowed = [
              'refused',
              'order_conflict',
              'refund_conflict',
              'idempotency_conflict',
              'member_not_found',
            ];
            if (outcome.status === 'rejected') expect(allowed).toContain(outcome.reason.code);
          }
        }
        await check(shop);
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
  const { faults } = await audit((await testShop()).laurel);
  expect(faults).toEqual([]);
}, 240_000);

async function check(shop: Shop): Promise<void> {
  const { laurel, program } = shop;
  const stored = await laurel.store.entries
    .find({ program: program.id })
    .sort({ member: 1, seq: 1 })
    .lean<EntryDocument[]>();
  const judged = new Map<string, number>();
  const logs = new Map<string, EntryDocument[]>();
  for (const entry of stored) logs.set(entry.member, [...(logs.get(entry.member) ?? []), entry]);
  for (const [member, log] of logs) {
    let state = emptyState();
    for (const document of log) {
      const entry = entryOf(document);
      expect(checkEntry(state, entry)).toEqual([]);
      state = evolve(copyState(state), entry);
      if (entry.fact?.type === 'order.paid' && entry.outcome === 'applied') {
        const id = String(entry.fact.data.orderId);
        judged.set(id, (judged.get(id) ?? 0) + 1);
      }
    }
    expect(await laurel.log.state(program.id, member)).toEqual(state);
    expect(settled(program.document, state, laurel.now()).state.available).toBeGreaterThanOrEqual(0);
  }
  expect([...judged.values()].every((times) => times === 1)).toBe(true);
  const sums = await ledgerOf(shop);
  expect(Object.values(sums).reduce((sum, points) => sum + points, 0)).toBe(0);
  const stock = await laurel.store.stocks.findById(`${program.id}:reward:scarce`).lean();
  const standing = stored.flatMap(({ changes }) => changes);
  const bought = standing.filter((change) => change.kind === 'redeemed' && change.reservation !== null).length;
  const scarce = new Set(
    standing.flatMap((change) => (change.kind === 'redeemed' && change.reservation ? [change.redemption] : [])),
  );
  const back = standing.filter(
    (change) => change.kind === 'redemption.cancelled' && scarce.has(change.redemption),
  ).length;
  if (stock) expect(stock.left).toBe(2 - bought + back);
}
