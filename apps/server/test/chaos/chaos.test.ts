import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chaos } from './run.ts';

test('after a small storm nothing is lost, nothing counts twice, and every page shows the truth', async () => {
  const { faults, counts } = await chaos({
    ops: 600,
    minutes: 10,
    seed: 20_261_122,
    writers: 24,
    browsers: 4,
    cuts: 5,
    seasons: { count: 0, seconds: 0 },
    every: { from: 100, to: 200 },
    logs: fileURLToPath(new URL('../../../../.cache/chaos/test', import.meta.url)),
    say: () => {},
  });
  expect(faults.join('\n')).toBe('');
  // It was a storm.
  expect(counts['facts judged']).toBeGreaterThan(300);
  expect(Number(counts.killed) + Number(counts.stalled) + Number(counts['stopped by an operator'])).toBeGreaterThan(0);
  expect(counts['lines cut']).toBeGreaterThan(0);
  expect(counts['calls that the shop heard']).toBeGreaterThan(50);
  expect(counts['pages cut off']).toBeGreaterThanOrEqual(20);
}, 600_000);
