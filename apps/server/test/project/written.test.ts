import { describe, expect, test } from 'vitest';
import type { PublishedProgram } from '../../src/laurel.ts';
import { WrittenLogs } from '../../src/log/written.ts';
import { startProjector } from '../../src/project/projector.ts';
import type { OpenedLaurel } from '../../src/start/laurel.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { sendEvents } from '../../src/use/events/send.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { testStore } from '../core/support/shop.ts';
import { order, PROGRAM } from '../doors/support/house.ts';

async function* history(from: number, count: number): AsyncGenerator<string> {
  for (let n = from; n < from + count; n += 1) yield JSON.stringify(order(`member-${n % 9}`, n));
}

/** What an import says that all logs come to, and what is projected of them, are what they are when read. */
async function exact(laurel: OpenedLaurel, program: PublishedProgram, written: WrittenLogs, entries: number) {
  const summary = await importEvents(laurel, program, history(100, 40), { strict: true, written });
  const projector = startProjector(laurel, { written });
  await projector.settled().finally(projector.stop);
  const report = await audit(laurel);
  expect(report.faults).toEqual([]);
  expect([report.scores, report.sums]).toEqual([9, 1]);
  const again = await importEvents(laurel, program, history(100, 0), { strict: true });
  expect(summary.points).toEqual(again.points);
  expect(await laurel.store.entries.countDocuments({})).toBe(entries);
}

describe('logs that one process has written', () => {
  test('need not be read for boards, sums and what an import came to', async () => {
    await using store = await testStore();
    const laurel = await store.open();
    const { program } = await createProgram(laurel, PROGRAM);
    const written = await WrittenLogs.open(laurel);
    await exact(laurel, program, written, 9 * 2 + 40);
    expect((await written.whole())?.flat().length).toBe(9 * 2 + 40);
  });

  test('are read when another process has written to them, or to others', async () => {
    await using store = await testStore();
    const laurel = await store.open();
    const other = await store.open();
    const { program } = await createProgram(laurel, PROGRAM);
    const written = await WrittenLogs.open(laurel);
    for (const answer of await sendEvents(other, program, [order('member-3', 1), order('member-4', 2)]))
      expect(answer).not.toBeInstanceOf(Error);
    await exact(laurel, program, written, 9 * 2 + 42);
    expect(await written.whole()).toBeNull();
  });

  test('are read when the store had some before', async () => {
    await using store = await testStore();
    const laurel = await store.open();
    const { program } = await createProgram(laurel, PROGRAM);
    await sendEvents(laurel, program, [order('member-3', 1)]);
    const written = await WrittenLogs.open(laurel);
    await exact(laurel, program, written, 9 * 2 + 41);
    expect(await written.whole()).toBeNull();
  });
});
