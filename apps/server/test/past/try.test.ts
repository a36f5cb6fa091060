import type { ProgramInput } from '@laurel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lease } from '../../src/store/lease.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { tryDraft } from '../../src/use/try/draft.ts';
import { eventually, type House, openHouse, PROGRAM } from '../doors/support/house.ts';

const PUBLISHED: Partial<ProgramInput> = {
  rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } }],
  tiers: [{ id: 'gold', from: { points: 100 }, earn: { times: 1.5 } }],
  challenges: [],
  rewards: [{ id: 'five-off', cost: 100, give: { discount: { amount: 500 } } }],
};
const DRAFT = {
  ...PROGRAM,
  ...PUBLISHED,
  rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 2, per: 100 } }],
  tiers: [],
  challenges: [{ id: 'two', steps: [{ on: 'order.paid', times: 2 }], grant: { points: 10 } }],
  rewards: [{ id: 'five-off', cost: 200, give: { discount: { amount: 500 } } }],
};

let house: House;
const at = (day: string) => `2026-${day}T12:00:00Z`;
const paid = (member: string, orderId: string, euros: number, day: string) => ({
  type: 'order.paid',
  key: orderId,
  member,
  occurredAt: at(day),
  data: { orderId, currency: 'EUR', total: euros * 100 },
});

beforeAll(async () => {
  house = await openHouse(PUBLISHED);
  const events = [
    paid('ada', 'A1', 120, '01-10'),
    paid('ada', 'A2', 80, '02-10'),
    {
      type: 'order.refunded',
      key: 'R1',
      member: 'ada',
      occurredAt: at('02-20'),
      data: { refundId: 'R1', orderId: 'A1', amount: 3_000 },
    },
    paid('bob', 'B1', 60, '02-01'),
  ];
  const answers = await sendEvents(house.laurel, house.program, events, { imported: true });
  for (const answer of answers) expect(answer).toMatchObject({ entry: { outcome: 'applied' } });
});
afterAll(() => house[Symbol.asyncDispose]());

const attempt = (body: object, key?: string) =>
  house.rest('POST', '/v1/program/try', body, key === undefined ? {} : { authorization: `Bearer ${key}` });

test('both versions over the same facts, to the point', async () => {
  const entries = await house.laurel.store.entries.countDocuments({});
  const { status, body } = await attempt({ program: DRAFT });
  expect(status).toBe(200);
  expect(body).toMatchObject({ facts: 4, members: 2, until: at('02-20').replace('Z', '.000Z') });

  // By the published one: 120, then 80 × 1.5 as gold, less 30; bob 60.
  expect(body.published.points).toMatchObject({ earned: 300, reversed: 30, outstanding: 270, owed: 0 });
  expect(body.published.months).toEqual([
    {
      month: '2026-01',
      earned: 120,
      reversed: 0,
      redeemed: 0,
      expired: 0,
      adjusted: 0,
      outstanding: 120,
      liability: 600,
    },
    {
      month: '2026-02',
      earned: 180,
      reversed: 30,
      redeemed: 0,
      expired: 0,
      adjusted: 0,
      outstanding: 270,
      liability: 1_350,
    },
  ]);
  expect(body.published.tiers).toEqual([
    { id: null, name: null, members: 1 },
    { id: 'gold', name: 'gold', members: 1 },
  ]);
  // 5 € for 100 points, on 230 € of orders.
  expect(body.published.worth).toEqual({ amount: 500, points: 100, reward: 'five-off' });
  expect(body.published).toMatchObject({ spend: 23_000, rebate: { promised: 5.87, redeemed: 0 } });
  expect(body.published.firstReward).toMatchObject({ cost: 100, members: 1, share: 50, medianDays: 0 });

  // By the draft: 240, 160 and 10 for two orders, less 60; bob 120.
  expect(body.draft.points).toMatchObject({ earned: 530, reversed: 60, outstanding: 470 });
  expect(body.draft.challenges).toEqual([{ id: 'two', name: 'two', completed: 1, points: 10 }]);
  expect(body.draft.rebate.promised).toBe(5.11);
  expect(body).toMatchObject({ better: 2, worse: 0, same: 0, losers: [] });
  expect(body.winners).toEqual([
    { externalId: 'ada', published: 210, draft: 350, difference: 140 },
    { externalId: 'bob', published: 60, draft: 120, difference: 60 },
  ]);
  expect(await house.laurel.store.entries.countDocuments({})).toBe(entries);
});

test('a budget that all members share stops to the point, whoever bought first', async () => {
  const rules = [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, budget: 150 }];
  const { body } = await attempt({ program: { ...DRAFT, challenges: [], rules } });
  // 120 of ada's in January, 30 of bob's 60; nothing is left for the order after that, and 30 go back in the end.
  expect(body.draft.points).toMatchObject({ earned: 150, reversed: 30 });
  expect(body.published.points).toMatchObject({ earned: 300, reversed: 30 });
});

test('threads that share the logs come to the same as one, which has them at hand for a second look or reads them again', async () => {
  const rules = [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 }, budget: 150 }];
  const draft = { ...DRAFT, rules } as ProgramInput;
  const tried = async (threads: number, hold?: number) => {
    let taken = 0;
    const { took: _, ...view } = await tryDraft(house.laurel, house.program, draft, {
      threads,
      hold,
      onProgress: (members) => {
        taken = members;
      },
    });
    return { ...view, taken };
  };
  const one = await tried(1);
  expect(one).toMatchObject({ facts: 4, members: 2, taken: 2 });
  expect(await tried(3)).toEqual(one);
  expect(await tried(2, 0)).toEqual(one);
});

test('what comes about by itself: segments, streaks, draws and common goals', async () => {
  const playing = {
    ...DRAFT,
    challenges: [],
    rules: [
      { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'missed', on: 'segment.entered', when: { 'event.segment': 'sleeping' }, earn: 50 },
    ],
    segments: [{ id: 'sleeping', when: { 'member.orders': { $gte: 1 }, 'member.last.30.orders': 0 } }],
    streaks: [{ id: 'monthly', on: ['order.paid'], per: 'month', milestones: [{ at: 2, grant: { points: 30 } }] }],
    draws: [
      {
        id: 'till',
        on: 'order.paid',
        total: 4,
        prizes: [
          { id: 'some', odds: 3, grant: { points: 8 } },
          { id: 'more', odds: 1, grant: { points: 8, reward: 'five-off' } },
        ],
        consolation: 'some',
      },
    ],
    goals: [
      {
        id: 'together',
        score: { sum: 'spend' },
        target: 20_000,
        from: '2026-01-01T00:00:00Z',
        until: '2026-03-01T00:00:00Z',
        grant: { points: 25 },
      },
    ],
  };
  const { status, body } = await attempt({ program: playing, until: '2026-02-28T12:00:00Z' });
  expect([status, body.details]).toEqual([200, undefined]);
  const { draft } = body;
  // Ada had not ordered for thirty days on the ninth of February, and came back the day after.
  expect(draft.segments).toEqual([
    { id: 'sleeping', name: 'sleeping', members: 0 },
    { id: 'loyal', name: 'Loyal', members: 0 },
  ]);
  expect(draft.streaks).toEqual([{ id: 'monthly', name: 'monthly', reached: 1, points: 30 }]);
  expect(draft.draws).toEqual([{ id: 'till', name: 'till', played: 3, points: 24, expected: 8 }]);
  // 120 and 60 were not enough; the 80 of the tenth of February were.
  expect(draft.goals).toEqual([
    { id: 'together', name: 'together', reachedAt: at('02-10').replace('Z', '.000Z'), members: 2, points: 50 },
  ]);
  expect(draft.points.earned).toBe(120 + 80 + 60 + 50 + 30 + 24 + 50);
  // The same seed: asked again, it comes to the same.
  const again = await attempt({ program: playing, until: '2026-02-28T12:00:00Z' });
  expect(again.body.draft).toEqual(draft);
});

test('only what happened since', async () => {
  const { body } = await attempt({ program: DRAFT, since: at('02-01') });
  // The refund speaks of an order from before: it waits for it.
  expect(body.published.points).toMatchObject({ earned: 140, reversed: 0 });
  expect(body.published.months.map(({ month }: { month: string }) => month)).toEqual(['2026-02']);
});

test('a broken draft is told where it is broken', async () => {
  const { status, body } = await attempt({ program: { ...DRAFT, currency: 'euro' } });
  expect([status, body.code]).toEqual([422, 'program_invalid']);
});

test('one at a time for a program, whichever process has it', async () => {
  const other = new Lease(house.laurel.store, `try:${house.program.id}`, 'another process');
  expect(await other.take()).toBe(true);
  const { status, body, headers } = await attempt({ program: DRAFT });
  expect([status, body.code]).toEqual([429, 'try_running']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  await other.release();
  expect((await attempt({ program: DRAFT })).status).toBe(200);
});

test('whoever goes away ends it, and the next may begin', async () => {
  const gone = new AbortController();
  const asked = fetch(`${house.url}/v1/program/try`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ program: DRAFT }),
    signal: gone.signal,
  });
  const lease = new Lease(house.laurel.store, `try:${house.program.id}`, 'looker');
  await eventually(
    () => lease.held(),
    (held) => held,
  );
  gone.abort();
  await expect(asked).rejects.toThrow();
  await eventually(
    () => lease.held(),
    (held) => !held,
  );
  expect((await attempt({ program: DRAFT })).status).toBe(200);
});
