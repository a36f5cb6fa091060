import { expect, test } from 'vitest';
import { readArguments } from '../../scripts/lib/arguments.mjs';

const names = ['lint', 'types', 'vitest', 'playwright'];
const read = (...args: string[]) => readArguments(args, names, ['vitest', 'playwright']);

test('asks for everything, for some in their usual order, or for one with arguments of its own', () => {
  expect(read()).toEqual({ only: names, rest: [] });
  expect(read('--only=vitest,lint')).toEqual({ only: ['lint', 'vitest'], rest: [] });
  expect(read('--only=vitest', 'packages/engine', '-t', 'refund')).toEqual({
    only: ['vitest'],
    rest: ['packages/engine', '-t', 'refund'],
  });
});

test('refuses what it does not know, and arguments nobody would take', () => {
  expect(() => read('--only=lnt')).toThrow('There is no lnt; there are lint, types, vitest, playwright.');
  expect(() => read('packages/engine')).toThrow('packages/engine can go to one runner only');
  expect(() => read('--only=lint', '-t', 'refund')).toThrow('can go to one runner only');
});
