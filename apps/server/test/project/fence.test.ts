import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startProjector } from '../../src/project/projector.ts';
import { openLaurel } from '../../src/start/laurel.ts';
import type { ScoreDocument } from '../../src/store/documents.ts';
import { Lease } from '../../src/store/lease.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { openLine } from '../chaos/line.ts';
import { randomOf } from '../chaos/random.ts';
import { silent, testStore } from '../core/support/shop.ts';
import { order, PROGRAM } from '../doors/support/house.ts';

test('a term rises with every process that takes the job, and whoever had it before cannot prolong it', async () => {
  await using store = await testStore();
  const { store: documents } = await store.open({ follow: false });
  const [first, second] = [new Lease(documents, 'job', 'first'), new Lease(documents, 'job', 'second')];
  expect([await first.take(), await second.take()]).toEqual([true, false]);
  const { term } = first;
  await second.seize();
  expect(second.term).toBeGreaterThan(term);
  await documents.leases.updateOne({ _id: 'job' }, { $set: { until: new Date(0) } });
  expect(await second.keep()).toBe('kept');
  await second.release();
  expect(await second.held()).toBe(false);
  expect(await first.take()).toBe(true);
  expect(first.term).toBe(second.term + 1);
  await first.release();
});

test('a projector that stalls with its writes on the way does not write over the one that took over', async () => {
  await using store = await testStore();
  const laurel = await store.open();
  const { program } = await createProgram(laurel, PROGRAM);
  const send = async (from: number, count: number) => {
    const events = Array.from({ length: count }, (_, n) => order(`member-${(from + n) % 5}`, 10));
    for (const answer of await sendEvents(laurel, program, events)) expect(answer).not.toBeInstanceOf(Error);
  };
  const line = await openLine(store.uri, randomOf(1));
  const stalling = await openLaurel(
    { mongodbUri: line.uri, dataDir: '', logLevel: 'silent' },
    { logger: silent, follow: false },
  );
  const first = startProjector(stalling);
  try {
    await send(0, 50);
    await first.settled();
    expect(await laurel.store.leases.findById('projector').lean()).toMatchObject({ holder: stalling.process });
    // Its next writes are on the way to the store while others take its place, and arrive when those have long gone on.
    await send(0, 50);
    line.freeze();
    await send(0, 50);
    const second = startProjector(laurel);
    try {
      await second.settled();
      expect(await laurel.store.leases.findById('projector').lean()).toMatchObject({ holder: laurel.process });
      await send(0, 50);
      await second.settled();
      const before = await scores(laurel.store.scores.find({}).lean<ScoreDocument[]>());
      line.thaw();
      await setTimeout(2_000);
      await second.settled();
      expect(await scores(laurel.store.scores.find({}).lean<ScoreDocument[]>())).toEqual(before);
      expect((await audit(laurel)).faults).toEqual([]);
    } finally {
      await second.stop();
    }
  } finally {
    line.thaw();
    await first.stop();
    await stalling.close();
    await line.close();
  }
});

test('a fold of the whole log that comes late gives way to what was projected since', async () => {
  await using store = await testStore();
  const laurel = await store.open();
  const { program } = await createProgram(laurel, PROGRAM);
  await sendEvents(laurel, program, [order('ann', 10)]);
  const projector = startProjector(laurel);
  await projector.settled();
  const early = (await laurel.store.scores.findOne({}).lean<ScoreDocument>()) as ScoreDocument;
  await sendEvents(laurel, program, [order('ann', 10)]);
  await projector.settled();
  const { term } = (await laurel.store.scores.findOne({}).lean<ScoreDocument>()) as ScoreDocument;
  const { replaceOne, write } = await import('../../src/project/scores/apply.ts');
  const { term: _, ...scores } = early;
  await write(laurel, [replaceOne(term - 1, scores, {}, true)]);
  expect(await laurel.store.scores.findOne({}).lean()).toMatchObject({ seq: early.seq + 1, term });
  await projector.stop();
});

/** In the order of members, so that two looks can be compared. */
async function scores(found: Promise<ScoreDocument[]>) {
  return (await found).map(({ term: _, ...rest }) => rest).sort((a, b) => a._id.localeCompare(b._id));
}
