import { afterEach, describe, expect, test } from 'vitest';
import type { PublishedProgram } from '../../src/laurel.ts';
import { startProjector } from '../../src/project/projector.ts';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import type { ScoreDocument, SumDocument } from '../../src/store/documents.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { testStore } from '../core/support/shop.ts';
import { order, PROGRAM } from '../doors/support/house.ts';

const running: { stop(): Promise<void> }[] = [];
const project = (laurel: OpenedLaurel) => {
  const projector = startProjector(laurel);
  running.push(projector);
  return projector;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((projector) => projector.stop()));
});

async function history(laurel: OpenedLaurel, program: PublishedProgram, count: number, from = 0): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => order(`member-${(from + n) % 7}`, (from + n) % 50));
  for (const answer of await sendEvents(laurel, program, events)) expect(answer).not.toBeInstanceOf(Error);
}

/** What is projected equals what the logs come to, folded afresh. */
async function whole(laurel: OpenedLaurel, members: number): Promise<void> {
  const report = await audit(laurel);
  expect(report.faults).toEqual([]);
  expect([report.scores, report.sums]).toEqual([members, 1]);
  const stored = await laurel.store.scores.find({}).lean<ScoreDocument[]>();
  for (const { _id, seq } of stored) expect(seq).toBe(await laurel.store.entries.countDocuments({ member: _id }));
}

const opened = async (store: Awaited<ReturnType<typeof testStore>>) => {
  const laurel = await store.open();
  const { program } = await createProgram(laurel, PROGRAM);
  return { laurel, program };
};

describe('the projector', () => {
  test('brings in what was there before, what comes while it reads, and what comes later', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    await history(laurel, program, 60);
    const projector = project(laurel);
    await history(laurel, program, 60, 60);
    await projector.settled();
    await history(laurel, program, 60, 120);
    await projector.settled();
    await whole(laurel, 7);
  });

  test('goes on where the last one stopped, and counts nothing twice', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const first = startProjector(laurel);
    await first.settled();
    await history(laurel, program, 30);
    await first.settled();
    await first.stop();
    const generation = (await laurel.store.batches.findOne({}).sort({ n: -1 }).lean())?.generation;
    await history(laurel, program, 30, 30);
    const second = project(laurel);
    await second.settled();
    await whole(laurel, 7);
    expect(await laurel.store.batches.distinct('generation')).toEqual([generation]);
  });

  test('of two, one projects; when it goes, the other takes over', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const other = await store.open();
    const first = startProjector(laurel);
    await first.settled();
    const second = project(other);
    await history(laurel, program, 40);
    await first.settled();
    expect(await laurel.store.leases.findById('projector').lean()).toMatchObject({ holder: laurel.process });
    await first.stop();
    await history(laurel, program, 40, 40);
    await second.settled();
    expect(await laurel.store.leases.findById('projector').lean()).toMatchObject({ holder: other.process });
    await whole(laurel, 7);
  });

  test('finishes what was committed and not yet applied when its process died', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const first = startProjector(laurel);
    await history(laurel, program, 30);
    await first.settled();
    await first.stop();
    // As it stands when a process dies between the insert of the batch and the sums.
    const last = await laurel.store.batches
      .findOne({ 'sums.0': { $exists: true } })
      .sort({ n: -1 })
      .lean();
    const day = last?.sums[0]?.day;
    const _id = `${last?.generation}:${program.id}:${day}`;
    const sum = await laurel.store.sums.findById(_id).lean<SumDocument>();
    const before = Object.fromEntries(
      Object.entries(sum?.sums ?? {}).map(([name, n]) => [name, n - (last?.sums[0]?.add[name] ?? 0)]),
    );
    await laurel.store.batches.collection.deleteMany({ n: { $gt: last?.n ?? 0 } });
    await laurel.store.sums.collection.replaceOne(
      { _id } as never,
      { ...sum, batch: (last?.n ?? 0) - 1, sums: before } as never,
    );
    const second = project(laurel);
    await second.settled();
    await whole(laurel, 7);
  });

  test('makes all anew when its place in the stream is lost', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const first = startProjector(laurel);
    await history(laurel, program, 30);
    await first.settled();
    await first.stop();
    await laurel.store.batches.deleteMany({});
    await laurel.store.scores.deleteMany({});
    await history(laurel, program, 30, 30);
    const second = project(laurel);
    await second.settled();
    await whole(laurel, 7);
  });

  test('mends a gap in scores with the next entry of the member', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const projector = project(laurel);
    await history(laurel, program, 30);
    await projector.settled();
    await laurel.store.scores.collection.updateMany({}, { $inc: { seq: -1 }, $set: { scores: {} } } as never);
    await history(laurel, program, 7);
    await projector.settled();
    await whole(laurel, 7);
  });

  test('fills a board that is published later from the log', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const projector = project(laurel);
    await history(laurel, program, 30);
    await projector.settled();
    const boards = [
      ...(PROGRAM.boards ?? []),
      { id: 'orders', score: { sum: 'orders' as const }, period: 'all' as const },
    ];
    await putProgram(laurel, program.id, { ...PROGRAM, boards });
    await projector.settled();
    const stored = await laurel.store.scores.find({}).lean<ScoreDocument[]>();
    expect(stored.reduce((sum, { scores }) => sum + (scores.orders?.all?.n ?? 0), 0)).toBe(30);
    await whole(laurel, 7);
  });

  test('scores a program whose first version it saw before the program itself stood', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const { programs } = laurel.store;
    const stands = await programs.collection.findOne({ _id: program.id } as never);
    const version = await laurel.store.versions.collection.findOne({ program: program.id } as never);
    await programs.collection.deleteOne({ _id: program.id } as never);
    await laurel.store.versions.collection.deleteOne({ program: program.id } as never);
    const projector = project(laurel);
    await projector.settled();
    await laurel.store.versions.collection.insertOne(version as never);
    await projector.settled();
    await programs.collection.insertOne(stands as never);
    await projector.settled();
    expect(await laurel.store.positions.countDocuments({ _id: `boards:${program.id}` })).toBe(1);
    await history(laurel, program, 14);
    await projector.settled();
    expect(await laurel.store.scores.countDocuments()).toBe(7);
    await whole(laurel, 7);
  });

  test('leaves those who have not joined, and those who left, without status to stand on a board', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const projector = project(laurel);
    const { key, data, type } = order('x', 5);
    await sendEvents(laurel, program, [{ type, key, data, guest: 'visitor' }, order('joined', 5)]);
    await projector.settled();
    const statuses = (await laurel.store.scores.find({}).lean<ScoreDocument[]>()).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(['guest', 'joined']);
  });
});

describe('a rebuild', () => {
  test('fills a board that looks into the lines of orders, which others do without', async () => {
    await using store = await testStore();
    const laurel = await store.open();
    const score = { best: 'data.lines.0.quantity', on: 'order.paid' } as const;
    const boards = [...(PROGRAM.boards ?? []), { id: 'most', score, period: 'all' as const }];
    const { program } = await createProgram(laurel, { ...PROGRAM, boards });
    const lines = [{ sku: 'cup', quantity: 5, unitPrice: 1_000 }];
    const [answer] = await sendEvents(laurel, program, [order('member', 50, { lines })]);
    expect(answer).not.toBeInstanceOf(Error);
    const projector = project(laurel);
    await projector.settled();
    const [stored] = await laurel.store.scores.find({}).lean<ScoreDocument[]>();
    expect(stored?.scores.most?.all?.n).toBe(5);
    await whole(laurel, 1);
  });

  test('makes all anew beside a running projector, which goes on from it', async () => {
    await using store = await testStore();
    const { laurel, program } = await opened(store);
    const projector = project(laurel);
    await history(laurel, program, 50);
    await projector.settled();
    await laurel.store.scores.collection.updateMany({}, {
      $set: { scores: { ever: { all: { n: 1, at: 1 } } } },
    } as never);
    await laurel.store.sums.collection.updateMany({}, { $set: { sums: { facts: -1 } } } as never);
    await laurel.store.scores.collection.insertOne({
      _id: 'mem_stray',
      program: program.id,
      seq: 1,
      scores: {},
    } as never);
    const other = await store.open();
    const progress: number[] = [];
    await rebuildProjections(other, { onProgress: (entries) => progress.push(entries) });
    await history(laurel, program, 50, 50);
    await projector.settled();
    await whole(laurel, 7);
    expect(await laurel.store.scores.exists({ _id: 'mem_stray' })).toBeNull();
    expect(progress.at(-1)).toBeGreaterThan(0);
  });
});
