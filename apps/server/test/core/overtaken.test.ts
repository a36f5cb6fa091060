import { expect, test } from 'vitest';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { order, pointsOf, refund, send } from './support/events.ts';
import { PROGRAM, testStore } from './support/shop.ts';

/** What is done once, between the claim of an order and its judgement, as another request would. */
type Meanwhile = (laurel: OpenedLaurel) => Promise<unknown>;

/** An order of 10 whose claim stands when something else is done; `known`: this process has seen the member's log before. */
async function judged(
  known: boolean,
  meanwhile: (other: OpenedLaurel, same: OpenedLaurel) => Promise<unknown>,
): Promise<number> {
  await using store = await testStore();
  let now: Meanwhile | null = null;
  const laurel = await store.open({
    follow: false,
    async step(name) {
      const doing = now;
      if (name !== 'claimed' || !doing) return;
      now = null;
      await doing(laurel);
    },
  });
  const other = await store.open({ follow: false });
  const { program } = await createProgram(other, PROGRAM);
  const ann = { member: 'ann' };
  await send({ laurel: known ? laurel : other, program }, order(ann, 'before', 5));
  now = (same) => meanwhile(other, same);
  await send({ laurel, program }, order(ann, 'o', 10));
  return (await pointsOf({ laurel: other, program }, 'ann')).balance;
}

const giveBack = async (laurel: OpenedLaurel) => {
  const [program] = await laurel.store.programs.find({}).lean();
  const published = program && (await laurel.programs.byId(program._id));
  if (!published) throw new Error('there is one program');
  await send({ laurel, program: published }, refund({ member: 'ann' }, 'o', 20));
};

test.each([true, false])(
  'a refund that another process kept while the order was claimed is applied (known log: %s)',
  async (known) => {
    expect(await judged(known, (other) => giveBack(other))).toBe(5);
  },
);

test.each([true, false])(
  'a refund that this process kept while the order was claimed is applied (known log: %s)',
  async (known) => {
    expect(await judged(known, (_, same) => giveBack(same))).toBe(5);
  },
);

test('an order that was sent under two keys and stood still under one of them is answered by the other', async () => {
  await using store = await testStore();
  const quick = await store.open({ follow: false });
  const { program } = await createProgram(quick, PROGRAM);
  const ann = { member: 'ann' };
  // What is given back of an order that nobody knows lies in a log of its own, from which the order takes it over.
  await send({ laurel: quick, program }, refund({}, 'o', 3));
  let meanwhile: Promise<{ entry: { id: string } }> | null = null;
  const slow = await store.open({
    follow: false,
    async step(name) {
      if (name !== 'claim.moved' || meanwhile) return;
      meanwhile = send({ laurel: quick, program }, order(ann, 'o', 10, { key: 'quick' }));
      await meanwhile;
    },
  });
  const late = await send({ laurel: slow, program }, order(ann, 'o', 10, { key: 'slow' }));
  const first = await (meanwhile as unknown as Promise<{ entry: { id: string } }>);
  expect(late).toMatchObject({ replayed: true, entry: { id: first.entry.id, outcome: 'applied' } });
  expect((await pointsOf({ laurel: quick, program }, 'ann')).balance).toBe(7);
});
