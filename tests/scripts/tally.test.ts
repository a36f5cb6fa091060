import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tallyPlaywright, tallyVitest } from '../../scripts/lib/tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'laurel-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

describe('a Vitest run', () => {
  test('counts its tests over all files', () => {
    const content = {
      testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')],
    };
    expect(tallyVitest(report(content), 1)).toMatchObject({ passed: 3, failed: 1, skipped: 1 });
  });

  test('counts a file that could not be loaded as a failure', () => {
    const content = { testResults: [file('passed', 'passed'), file('failed')] };
    const tally = tallyVitest(report(content), 1);
    expect(tally).toMatchObject({ passed: 1, failed: 1 });
    expect(tally.problems).toEqual(['a.test.ts failed outside its tests.']);
  });

  test('tells each test that failed, and how it began to say why', () => {
    const failed = {
      status: 'failed',
      fullName: 'adds up',
      failureMessages: ['\u001b[31mexpected 2 to be 3\u001b[39m'],
    };
    const content = { testResults: [{ ...file('failed', 'passed'), assertionResults: [failed] }] };
    expect(tallyVitest(report(content), 1).failures).toEqual(['a.test.ts › adds up\n    expected 2 to be 3']);
  });

  test('fails when it exits with an error although every test passed', () => {
    expect(tallyVitest(report({ testResults: [file('passed', 'passed')] }), 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  test.each([
    ['there is no report', undefined],
    ['the report is cut off', '{"testResults": ['],
    ['no test ran', { testResults: [] }],
    ['every test was skipped', { testResults: [file('passed', 'skipped')] }],
  ])('fails when %s', (_, content) => {
    const path = content === undefined ? join(folder, 'none.json') : report(content);
    expect(tallyVitest(path, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('a Playwright run', () => {
  test('counts its tests, and one that needed a second try as failed', () => {
    const content = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
    expect(tallyPlaywright(report(content), 1)).toMatchObject({ passed: 4, failed: 2, skipped: 2 });
  });

  test('tells each test that failed by file, group and name', () => {
    const spec = { title: 'opens', ok: false, tests: [{ results: [{}, { error: { message: 'it stayed shut' } }] }] };
    const suites = [
      { title: 'hub.spec.ts', suites: [{ title: 'the hub', specs: [spec, { title: 'shuts', ok: true }] }] },
    ];
    const content = { stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }, errors: [], suites };
    expect(tallyPlaywright(report(content), 1).failures).toEqual(['hub.spec.ts › the hub › opens\n    it stayed shut']);
  });

  test('fails when nothing could be loaded, and says why', () => {
    const content = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'a typo' }] };
    const tally = tallyPlaywright(report(content), 1);
    expect(tally).toMatchObject({ passed: 0, failed: 1 });
    expect(tally.problems[0]).toBe('a typo');
  });
});
