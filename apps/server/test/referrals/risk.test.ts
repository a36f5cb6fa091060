import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore } from '../core/support/shop.ts';
import { FILES } from './story.ts';
import { printed, type Table, tablesOf } from './table.ts';

const time = { now: Date.parse('2026-03-02T09:00:00Z') };
let store: Awaited<ReturnType<typeof testStore>>;
let tables: Map<string, Table>;

beforeAll(async () => {
  store = await testStore();
  tables = await tablesOf(await store.open({ follow: false, now: () => time.now }), time, FILES);
}, 1_200_000);
afterAll(() => store[Symbol.asyncDispose]());

test.each(FILES)(
  'of the labelled recommendations (%s), at least 95 of 100 frauds are caught and fewer than 1 of 100 honest ones refused',
  (name) => {
    const table = tables.get(name) as Table;
    const { frauds, honest } = table;
    expect(frauds.of + honest.of).toBeGreaterThanOrEqual(120);
    expect((frauds.refused + frauds.review) / frauds.of, printed(name, table)).toBeGreaterThanOrEqual(0.95);
    expect(honest.refused / honest.of, printed(name, table)).toBeLessThan(0.01);
    // Whoever is honest is hardly ever kept waiting, also with a card or a device of somebody else's.
    expect(honest.review / honest.of, printed(name, table)).toBeLessThan(0.05);
  },
);
