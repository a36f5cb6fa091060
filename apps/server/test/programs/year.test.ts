import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { ProgramInput } from '@laurel/contract';
import { TEMPLATES } from '@laurel/programs';
import { expect, test } from 'vitest';
import { startProjector } from '../../src/project/projector.ts';
import { audit } from '../../src/use/audit/audit.ts';
import { importEvents } from '../../src/use/import/import.ts';
import { tryDraft } from '../../src/use/try/draft.ts';
import { testShop } from '../core/support/shop.ts';

interface Fact {
  type: string;
  data: { orderId: string; subtotal?: number };
}

/** A part of a real shop's year; `npm run year` does the whole. */
const EXCERPT = gunzipSync(await readFile(new URL('../../../storefront/demo/events.ndjson.gz', import.meta.url)))
  .toString()
  .split('\n')
  .slice(0, 250);
const facts = EXCERPT.map((line) => JSON.parse(line) as Fact);

async function* lines(): AsyncGenerator<string> {
  yield* EXCERPT;
}

test.each(['coffee-chain', 'beauty-club', 'paid-membership'])(
  'a real shop’s trade under %s: all of it is taken, the audit finds nothing, and tried again it comes to the same',
  async (id) => {
    const template = TEMPLATES.find((one) => one.id === id)?.document as ProgramInput;
    await using shop = await testShop({ ...template, currency: 'GBP', timeZone: 'Europe/London' });
    const summary = await importEvents(shop.laurel, shop.program, lines(), { strict: true });
    expect(summary).toMatchObject({ read: 250, taken: 250, refusedCount: 0, stopped: null });
    if (id === 'paid-membership') {
      const orders = facts.filter(({ type }) => type === 'order.paid');
      const promised = orders.reduce((sum, { data }) => sum + Math.floor(((data.subtotal ?? 0) * 3) / 100), 0);
      expect(summary.points.issued).toBe(promised);
    }
    const projector = startProjector(shop.laurel);
    await projector.settled();
    await projector.stop();
    const report = await audit(shop.laurel);
    expect([report.faults, report.more, report.letters]).toEqual([[], 0, []]);

    const tried = await tryDraft(shop.laurel, shop.program, shop.program.document as ProgramInput);
    expect(tried).toMatchObject({ facts: 250, better: 0, worse: 0 });
    expect(tried.draft.points).toEqual(tried.published.points);
    expect(tried.published.points).toMatchObject({
      earned: summary.points.issued,
      reversed: summary.points.reversed,
    });
  },
);
