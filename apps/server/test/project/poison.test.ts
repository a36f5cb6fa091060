import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Laurel, PublishedProgram } from '../../src/laurel.ts';
import { startProjector } from '../../src/project/projector.ts';
import { rebuildProjections } from '../../src/project/rebuild.ts';
import { openLaurel } from '../../src/start/laurel.ts';
import type { EntryDocument } from '../../src/store/documents.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { dropLetters, listLetters } from '../../src/use/letters/list.ts';
import { retryLetters } from '../../src/use/letters/retry.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { until } from '../core/support/events.ts';
import { testStore } from '../core/support/shop.ts';
import { order, PROGRAM } from '../doors/support/house.ts';

/** An entry such as no engine writes, at the end of a member's log. */
async function poison({ store }: Laurel, externalId: string, spoilt: Partial<EntryDocument>): Promise<EntryDocument> {
  const member = await store.members.findOne({ externalId }).lean();
  const last = (await store.entries.collection
    .find({ member: member?._id } as never)
    .sort({ seq: -1 })
    .next()) as unknown as EntryDocument;
  const seq = last.seq + 1;
  const entry = { ...last, _id: `${last.member}:${seq}`, seq, keys: [`poison-${seq}`], effects: [], ...spoilt };
  await store.entries.collection.insertOne(entry as never);
  return entry;
}

async function send(laurel: Laurel, program: PublishedProgram, events: unknown[]): Promise<void> {
  for (const answer of await sendEvents(laurel, program, events)) expect(answer).not.toBeInstanceOf(Error);
}

test('an entry that projections cannot take is set aside with its reason, and the rest goes on', async () => {
  await using store = await testStore();
  const laurel = await store.open();
  const { program } = await createProgram(laurel, PROGRAM);
  await send(laurel, program, [order('ann', 10), order('bob', 10)]);
  const projector = startProjector(laurel);
  await projector.settled();
  const { _id: entry, member } = await poison(laurel, 'ann', { changes: null as never });
  await send(laurel, program, [order('bob', 20), order('cat', 30)]);
  await projector.settled();
  const bob = await laurel.store.members.findOne({ externalId: 'bob' }).lean();
  expect((await laurel.store.scores.findById(bob?._id).lean())?.scores.ever?.all).toMatchObject({ n: 30 });
  const letters = await listLetters(laurel);
  expect(letters.map(({ _id }) => _id).sort()).toEqual([`scores:${member}`, `sums:${entry}`]);
  for (const { reason, program: of } of letters)
    expect([reason, of]).toEqual([expect.stringContaining('not iterable'), program.id]);
  const report = await audit(laurel);
  expect(report.letters).toHaveLength(2);
  expect(report.faults.filter(({ id }) => !id.includes(member))).toEqual([]);
  await projector.stop();
  // A rebuild tries again; once the entry can be taken, nothing is set aside any more.
  await rebuildProjections(laurel);
  expect(await listLetters(laurel)).toHaveLength(2);
  await laurel.store.entries.deleteOne({ _id: entry });
  await rebuildProjections(laurel);
  expect(await listLetters(laurel)).toEqual([]);
  expect((await audit(laurel)).faults).toEqual([]);
});

test('an effect that always fails is set aside, the others are done, and it can be tried again or given up', async () => {
  await using store = await testStore();
  const laurel = await store.open();
  const { program } = await createProgram(laurel, PROGRAM);
  await send(laurel, program, [order('ann', 10), order('bob', 10)]);
  const ann = await laurel.store.members.findOne({ externalId: 'ann' }).lean();
  const points = (to: string | undefined) => ({
    kind: 'react',
    id: `gift:${to}`,
    to,
    reaction: { kind: 'unheard of' },
  });
  const spoilt = await poison(laurel, 'bob', { effects: [points(ann?._id)] as never, changes: [], postings: [] });
  await until(async () => (await listLetters(laurel)).length > 0, 'it is set aside');
  const [letter] = await listLetters(laurel);
  expect(letter).toMatchObject({ _id: `effect:${spoilt._id}`, kind: 'effect', member: spoilt.member });
  expect(letter?.reason).not.toBe('');
  expect(letter?.again).toBeInstanceOf(Date);
  // What comes after it is done: a friend's first order rewards the advocate.
  const { getMember } = await import('../../src/use/members/get.ts');
  const { putMember } = await import('../../src/use/members/put.ts');
  await putMember(laurel, program, 'ann', {});
  const code = (await getMember(laurel, program, 'ann', { locale: 'en' })).referral?.code;
  await send(laurel, program, [order('friend', 50, { referralCode: code })]);
  const pointsOfAnn = async () => (await getMember(laurel, program, 'ann', { locale: 'en' })).points.balance;
  await until(async () => (await pointsOfAnn()) >= 300, 'the advocate is rewarded');
  expect(await retryLetters(laurel)).toEqual({ done: 0, failed: 1 });
  expect((await listLetters(laurel))[0]?.tries).toBeGreaterThan(letter?.tries ?? 0);
  // Once it can be carried out, a retry does it, once.
  await laurel.store.entries.updateOne({ _id: spoilt._id }, { $set: { effects: [] } });
  expect(await retryLetters(laurel, { ids: [`effect:${spoilt._id}`] })).toEqual({ done: 1, failed: 0 });
  expect(await listLetters(laurel)).toEqual([]);
  await laurel.store.letters.collection.insertOne({ _id: 'effect:x', kind: 'effect' } as never);
  expect(await dropLetters(laurel, ['effect:x'])).toBe(1);
});

test('a projector whose place in the stream is history rebuilds, and says so', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'));
  const mongo = await startEmbeddedMongo({ dataDir, oplogMaxEntries: 200 });
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const env = { mongodbUri: mongo.uri, dataDir, logLevel: 'warn' as const };
  const laurel = await openLaurel(env, { logger, follow: false });
  try {
    const { program } = await createProgram(laurel, PROGRAM);
    const first = startProjector(laurel);
    await send(laurel, program, [order('ann', 10)]);
    await first.settled();
    await first.stop();
    for (let n = 0; n < 10; n += 1)
      await send(
        laurel,
        program,
        Array.from({ length: 50 }, () => order(`m${n}`, 1)),
      );
    const second = startProjector(laurel);
    await second.settled();
    await second.stop();
    expect(lines.join('')).toContain('made anew from the logs');
    expect((await audit(laurel)).faults).toEqual([]);
    // Effects are followed from a place of their own, which is lost too; each is done once all the same.
    const other = await openLaurel(env, { logger });
    await send(other, program, [order('ann', 10)]);
    await other.close();
  } finally {
    await laurel.close();
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
