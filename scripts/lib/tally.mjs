import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} problems what the numbers alone do not say
 * @property {string[]} failures each test that failed: where it stands, and how it began to say why
 */

/**
 * Counts a Vitest run: its tests, files that could not even be loaded, and a crash.
 * @param {string} file its JSON report
 * @param {number} code its exit code
 * @returns {Tally}
 */
export function tallyVitest(file, code) {
  const report = readReport(file);
  const files = report?.testResults ?? [];
  const tests = files.flatMap((/** @type {any} */ each) => each.assertionResults);
  const count = (/** @type {string[]} */ kinds) =>
    tests.filter((/** @type {any} */ { status }) => kinds.includes(status)).length;
  const unloaded = files.filter(
    (/** @type {any} */ each) => each.status === 'failed' && !each.assertionResults.some(hasFailed),
  );
  return checked('Vitest', code, {
    passed: count(['passed']),
    failed: count(['failed']) + unloaded.length,
    skipped: count(['skipped', 'pending', 'todo', 'disabled']),
    problems: unloaded.map((/** @type {any} */ { name }) => `${name} failed outside its tests.`),
    failures: files.flatMap((/** @type {any} */ { name, assertionResults }) =>
      assertionResults
        .filter(hasFailed)
        .map((/** @type {any} */ { fullName, failureMessages }) => told(`${name} › ${fullName}`, failureMessages?.[0])),
    ),
  });
}

/**
 * Counts a Playwright run: its tests and a crash. A test that passed only at a second try failed.
 * @param {string} file its JSON report
 * @param {number} code its exit code
 * @returns {Tally}
 */
export function tallyPlaywright(file, code) {
  const report = readReport(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const problems = (report?.errors ?? []).map((/** @type {any} */ { message }) => String(message));
  const failures = specsOf(report?.suites)
    .filter(({ spec }) => !spec.ok)
    .map(({ spec, path }) =>
      told(path, spec.tests?.flatMap((/** @type {any} */ { results }) => results).find(hasError)?.error?.message),
    );
  return checked('Playwright', code, { passed: expected, failed: unexpected + flaky, skipped, problems, failures });
}

/** @type {(suites: any[] | undefined, above?: string[]) => { spec: any, path: string }[]} */
function specsOf(suites = [], above = []) {
  return suites.flatMap(({ title, specs = [], suites: below }) => [
    ...specs.map((/** @type {any} */ spec) => ({ spec, path: [...above, title, spec.title].join(' › ') })),
    ...specsOf(below, [...above, title]),
  ]);
}

/** @param {any} result */
function hasError(result) {
  return result.error !== undefined;
}

/** @type {(where: string, why: string | undefined) => string} */
function told(where, why = '') {
  const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  return [where, ...why.replaceAll(colour, '').split('\n').slice(0, 12)].join('\n    ');
}

/**
 * A runner that ran nothing, or that failed without saying which test, counts as one failure.
 * @param {string} runner
 * @param {number} code
 * @param {Tally} tally
 * @returns {Tally}
 */
function checked(runner, code, tally) {
  if (tally.passed + tally.failed === 0) return worse(tally, `${runner} ran no test (exit ${code}).`);
  if (code !== 0 && tally.failed === 0) return worse(tally, `${runner} failed outside its tests (exit ${code}).`);
  return tally;
}

/** @type {(tally: Tally, problem: string) => Tally} */
function worse(tally, problem) {
  return { ...tally, failed: tally.failed + 1, problems: [...tally.problems, problem] };
}

/** @param {any} test */
function hasFailed(test) {
  return test.status === 'failed';
}

/** @type {(file: string) => any} the report as its runner wrote it; nothing if it died before */
function readReport(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
