import { expect, test } from 'vitest';
import { startProjector } from '../../src/project/projector.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { getMember } from '../../src/use/members/get.ts';
import { sweepDue } from '../../src/use/occasions/due.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { sortDaily } from '../../src/use/segments/daily.ts';
import { listSegmentMembers, listSegments } from '../../src/use/segments/list.ts';
import { segmentReport } from '../../src/use/segments/report.ts';
import { testStore } from '../core/support/shop.ts';

const DAY = 86_400_000;

async function shop() {
  const store = await testStore();
  const time = { now: Date.parse('2026-03-02T09:00:00Z') };
  const options = { follow: false, now: () => time.now };
  const laurel = await store.open(options);
  const { program } = await createProgram(laurel, {
    name: 'Café',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    rules: [
      {
        id: 'back',
        on: 'segment.entered',
        when: { 'event.segment': 'sleeping' },
        earn: 50,
      },
    ],
    segments: [
      { id: 'sleeping', when: { 'member.orders': { $gte: 1 }, 'member.last.60.orders': 0 } },
      { id: 'coffee-no-filter', when: { 'member.bought.categories': { $eq: 'coffee', $ne: 'filters' } } },
      { id: 'best', when: { 'member.top.spent': { $lte: 10 } } },
    ],
  });
  let n = 0;
  const buy = async (member: string, category: string, total = 1_000) => {
    n += 1;
    const lines = [{ sku: `${category}-1`, quantity: 1, unitPrice: total, category }];
    const data = { orderId: `o${n}`, currency: 'EUR', total, lines };
    await sendEvents(laurel, program, [{ type: 'order.paid', key: `k${n}`, member, data }]);
    await laurel.effects.idle();
    return `o${n}`;
  };
  const refund = async (orderId: string, amount: number) => {
    n += 1;
    const data = { refundId: `r${n}`, orderId, amount };
    await sendEvents(laurel, program, [{ type: 'order.refunded', key: `k${n}`, data }]);
    await laurel.effects.idle();
  };
  const names = async (member: string) =>
    (await getMember(laurel, program, member)).segments.map(({ id }) => id).sort();
  const listed = async (segment: string) =>
    (await listSegmentMembers(laurel, program, segment, { limit: 20 })).rows.map(({ externalId }) => externalId);
  return { store, options, time, laurel, program, buy, refund, names, listed };
}

test('who buys coffee and never filters is in, until they buy filters, and again once those are sent back', async () => {
  const { store, buy, refund, names, listed } = await shop();
  await using _ = store;
  await buy('ann', 'coffee');
  expect(await names('ann')).toContain('coffee-no-filter');
  expect(await listed('coffee-no-filter')).toEqual(['ann']);
  const filters = await buy('ann', 'filters');
  expect(await names('ann')).not.toContain('coffee-no-filter');
  expect(await listed('coffee-no-filter')).toEqual([]);
  await refund(filters, 1_000);
  expect(await listed('coffee-no-filter')).toEqual(['ann']);
});

test('sixty days without an order make a member fall asleep, once, whichever process writes it down', async () => {
  const { store, options, time, laurel, program, buy, listed } = await shop();
  await using _ = store;
  await buy('ann', 'coffee');
  time.now += 59 * DAY;
  await sweepDue(laurel);
  expect(await listed('sleeping')).toEqual([]);
  time.now += DAY + 60_000;
  const other = await store.open(options);
  await Promise.all([sweepDue(laurel), sweepDue(other)]);
  await Promise.all([laurel.effects.idle(), other.effects.idle()]);
  expect(await listed('sleeping')).toEqual(['ann']);
  const found = await laurel.store.entries.collection
    .find({ program: program.id, 'fact.type': 'segment.entered', 'fact.data.segment': 'sleeping' })
    .toArray();
  expect(found).toHaveLength(1);
  // A rule listened.
  expect((await getMember(laurel, program, 'ann')).points.balance).toBe(50);
  await buy('ann', 'coffee');
  expect(await listed('sleeping')).toEqual([]);
});

test('the best tenth by spend is counted over all members, and counted anew the next day', async () => {
  const { store, time, laurel, program, buy, listed } = await shop();
  await using _ = store;
  for (let at = 1; at <= 20; at += 1) await buy(`m${at}`, 'tea', at * 1_000);
  await sortDaily(laurel);
  await laurel.effects.idle();
  expect((await listed('best')).sort()).toEqual(['m19', 'm20']);
  await buy('m1', 'tea', 100_000);
  time.now += DAY;
  await sortDaily(laurel);
  await laurel.effects.idle();
  expect((await listed('best')).sort()).toEqual(['m1', 'm20']);
  const segments = await listSegments(laurel, program, 'en');
  expect(segments.map(({ id, members, own }) => ({ id, members, own }))).toContainEqual({
    id: 'best',
    members: 2,
    own: true,
  });
  expect(segments).toContainEqual(expect.objectContaining({ id: 'loyal', own: false }));
});

test('a history that is brought in: who was loyal when, and how much of what was spent is theirs', async () => {
  await using store = await testStore();
  const laurel = await store.open({ follow: false, now: () => Date.parse('2026-03-02T09:00:00Z') });
  const { program } = await createProgram(laurel, {
    name: 'Past',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    rules: [{ id: 'away', on: 'segment.left', when: { 'event.segment': 'loyal' }, earn: 7 }],
    segments: [{ id: 'loyal', when: { 'member.last.60.orders': { $gte: 2 } } }],
  });
  const paid = (member: string, orderId: string, total: number, day: string) => {
    const occurredAt = `2025-${day}T10:00:00Z`;
    const data = { orderId, currency: 'EUR', total, lines: [{ sku: 's', quantity: 1, unitPrice: total }] };
    return JSON.stringify({ type: 'order.paid', key: orderId, member, occurredAt, data });
  };
  const lines = async function* () {
    yield paid('ann', 'a1', 1_000, '01-10');
    // Loyal from here on.
    yield paid('ann', 'a2', 1_000, '01-20');
    yield paid('bob', 'b1', 6_000, '02-01');
    yield paid('ann', 'a3', 2_000, '02-10');
    // No longer loyal since 21 March, sixty days after the one before the last.
    yield paid('ann', 'a4', 1_000, '06-01');
  };
  const { refusedCount } = await importEvents(laurel, program, lines(), { strict: true });
  expect(refusedCount).toBe(0);
  const projector = startProjector(laurel);
  await projector.settled();
  await projector.stop();
  const report = await segmentReport(laurel, program, { segment: 'loyal', by: 'month', locale: 'en' });
  const rows = report.periods.map(({ period, entered, left, members, spend, share }) => [
    period,
    entered,
    left,
    members,
    spend,
    share,
  ]);
  expect(rows).toEqual([
    ['2025-01', 1, 0, 1, 0, 0],
    ['2025-02', 0, 0, 1, 2_000, 25],
    ['2025-03', 0, 1, 0, 0, null],
    ['2025-06', 0, 0, 0, 0, 0],
  ]);
  expect(report).toMatchObject({
    members: 0,
    orders: 1,
    spend: 2_000,
    ofAll: { orders: 5, spend: 11_000 },
    share: 18.18,
  });
  // A rule listened then.
  expect((await getMember(laurel, program, 'ann')).points.balance).toBe(7);
});
