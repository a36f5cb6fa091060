import type { ProgramInput } from '@laurel/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillNext } from '../../src/use/fills/fill.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { eventually, type House, openHouse, order, PROGRAM } from '../doors/support/house.ts';

type Challenges = NonNullable<ProgramInput['challenges']>;

describe('a challenge that is published over a past', () => {
  let house: House;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse({ challenges: [], rewards: [{ id: 'mug', cost: 900, give: { product: 'mug' } }] });
    for (const member of ['ada', 'bob']) {
      for (const euros of [30, 20, 10]) {
        const paid = order(member, euros);
        ids[`${member}${euros}`] = paid.data.orderId;
        await house.rest('POST', '/v1/events', paid);
      }
    }
    // One of three of Bob's came back before anybody thought of a challenge.
    await refund('bob', 'bob10', 1_000);
    await house.rest('PUT', '/v1/members/eve', {});
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const refund = (member: string, which: string, amount: number) =>
    house.rest('POST', '/v1/events', {
      type: 'order.refunded',
      key: `back:${which}`,
      member,
      data: { orderId: ids[which], refundId: `back:${which}`, amount },
    });
  const document = (challenges: Challenges): ProgramInput => ({
    ...PROGRAM,
    rewards: [{ id: 'mug', cost: 900, give: { product: 'mug' } }],
    challenges,
  });
  const put = (challenges: Challenges, more: object = {}) =>
    house.rest('PUT', '/v1/program', { program: document(challenges), ...more });
  const member = async (id: string) => (await house.rest('GET', `/v1/members/${id}`)).body;
  const standing = async (id: string, challenge: string) =>
    (await member(id)).challenges.find((one: { id: string }) => one.id === challenge);
  const lines = async (id: string) => (await house.rest('GET', `/v1/members/${id}/entries`)).body.rows;

  const plain: Challenges[number] = {
    id: 'three-orders',
    steps: [{ on: 'order.paid', times: 3, grant: { points: 1 } }],
    grant: { points: 50, badge: 'critic' },
  };
  const spree: Challenges[number] = {
    id: 'spree',
    steps: [{ on: 'order.paid', sum: 'subtotal', reach: 5_000 }],
    grant: { points: 70, reward: 'mug' },
    retroactive: true,
  };

  test('is filled from it, and gives nothing for it', async () => {
    const [ada, bob] = [(await member('ada')).points, (await member('bob')).points];
    expect((await put([plain])).status).toBe(200);
    expect(
      await eventually(
        () => standing('ada', 'three-orders'),
        (one) => one.completedAt !== null,
      ),
    ).toMatchObject({
      steps: [{ value: 3 }],
      times: 0,
    });
    expect(
      await eventually(
        () => standing('bob', 'three-orders'),
        (one) => one.steps[0].value === 2,
      ),
    ).toMatchObject({
      completedAt: null,
    });
    expect([(await member('ada')).points, (await member('bob')).points]).toEqual([ada, bob]);
    expect((await member('ada')).badges).toEqual([]);
    expect((await lines('ada'))[0].text).toContain('gives nothing for that');
    expect(await lines('eve')).toHaveLength(2);

    // What completes it from now on is given for in full.
    await house.rest('POST', '/v1/events', order('bob', 5));
    expect(await member('bob')).toMatchObject({
      badges: [{ id: 'critic' }],
      points: { available: bob.available + 56 },
    });
    // A refund finds what an order of the past had added.
    await refund('bob', 'bob20', 2_000);
    expect((await standing('bob', 'three-orders')).completedAt).not.toBe(null);
  });

  test('gives for it once that was confirmed with its cost, to each once, by an entry', async () => {
    const refused = await put([plain, spree]);
    expect([refused.status, refused.body.code]).toEqual([409, 'retroactive_unconfirmed']);
    const { confirm, challenges } = refused.body.details;
    expect(challenges).toEqual([{ challenge: 'spree', members: 1, completions: 1, points: 70, badges: 0, rewards: 1 }]);
    const other = [plain, { ...spree, grant: { points: 7_000 } }];
    expect((await put(other, { confirm })).body.code).toBe('retroactive_unconfirmed');
    expect((await house.rest('GET', '/v1/program')).body.version).toBe(2);

    const before = (await member('ada')).points.available;
    expect((await put([plain, spree], { confirm })).body.version).toBe(3);
    const filled = await eventually(
      () => member('ada'),
      ({ coupons }) => coupons.length === 1,
    );
    expect(filled).toMatchObject({ points: { available: before + 70 }, coupons: [{ reward: 'mug' }] });
    // All are filled side by side: Bob's may come after hers.
    const bob = await eventually(
      () => standing('bob', 'spree'),
      ({ steps }) => steps[0].value === 3_500,
    );
    expect(bob.completedAt).toBe(null);
    await house.rest('POST', '/v1/events', order('ada', 60));
    expect((await member('ada')).points.available).toBe(before + 70 + 60);
    expect((await lines('ada')).filter(({ kind }: { kind: string }) => kind === 'challenge.filled')).toHaveLength(2);
  });
});

test('each is given once, whoever is killed on the way and whatever comes meanwhile', async () => {
  let left = Number.POSITIVE_INFINITY;
  const house = await openHouse(
    { challenges: [] },
    {},
    {
      follow: false,
      step: (name) => {
        if (name !== 'appended') return;
        left -= 1;
        if (left < 0) throw new Error('killed');
      },
    },
  );
  try {
    const members = Array.from({ length: 25 }, (_, n) => `m${n}`);
    for (const each of members) await house.rest('POST', '/v1/events', order(each, 10));
    const challenge = {
      id: 'first',
      steps: [{ on: 'order.paid', times: 1 }],
      grant: { points: 5 },
      retroactive: true,
    };
    const document = { ...PROGRAM, challenges: [challenge] };
    const shown = await house.rest('PUT', '/v1/program', { program: document });
    expect(shown.body.details.challenges).toMatchObject([{ members: 25, points: 125 }]);
    await putProgram(house.laurel, house.program.id, document, { confirm: shown.body.details.confirm });
    // Who orders before it is their turn is filled before that, and what they order now is not the past.
    await house.rest('POST', '/v1/events', order('m3', 10));
    const past = () => house.laurel.store.fills.collection.updateMany({}, { $set: { at: new Date(0) } });
    await past();
    left = 7;
    await expect(fillNext(house.laurel)).rejects.toThrow();
    left = Number.POSITIVE_INFINITY;
    await house.laurel.log.idle();
    expect(await fillNext(house.laurel)).toBe(true);
    expect(await fillNext(house.laurel)).toBe(false);
    for (const each of members) {
      const { body } = await house.rest('GET', `/v1/members/${each}`);
      expect([each, body.points.available]).toEqual([each, each === 'm3' ? 25 : 15]);
    }
  } finally {
    await house[Symbol.asyncDispose]();
  }
});
