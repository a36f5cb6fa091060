import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { isDrawn, isPartDrawn } from './draw.mjs';

const FOUND = fileURLToPath(new URL('../../.cache/mutants/found.ndjson', import.meta.url));

/** Lines and columns begin with 1 in reports, and with 0 here. @param {import('@stryker-mutator/api/core').Mutant} mutant */
const asReported = ({ location: { start }, ...mutant }) => ({
  ...mutant,
  location: { start: { line: start.line + 1, column: start.column + 1 } },
});

/**
 * Leaves parts of files as they are.
 * @type {import('@stryker-mutator/api/ignore').Ignorer}
 */
const parts = {
  shouldIgnore(path) {
    if (!path.parentPath?.isProgram() || !path.node.loc) return undefined;
    return isPartDrawn(path.hub?.file?.opts?.filename ?? '', path.node.loc.start) ? undefined : 'not in the sample';
  },
};

/** Leaves out the mutants that were not drawn, which only a checker may do one by one. */
class Sample {
  static inject = /** @type {const} */ ([]);

  async init() {}

  /** @param {import('@stryker-mutator/api/core').Mutant[]} mutants */
  group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  /** @param {import('@stryker-mutator/api/core').Mutant[]} mutants */
  async check(mutants) {
    return Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        isDrawn(mutant.fileName, asReported(mutant))
          ? { status: 'passed' }
          : { status: 'compileError', reason: 'not in the sample' },
      ]),
    );
  }
}

/** Says after each mutant how it stands, and keeps what was found: a run that is ended before its time has not been for nothing. */
class Told {
  static inject = /** @type {const} */ ([]);
  all = 0;
  tried = 0;
  missed = 0;

  constructor() {
    mkdirSync(dirname(FOUND), { recursive: true });
    writeFileSync(FOUND, '');
  }

  /** @param {import('@stryker-mutator/api/report').MutationTestingPlanReadyEvent} plans */
  onMutationTestingPlanReady({ mutantPlans }) {
    const left = mutantPlans.filter(({ mutant }) => !['Ignored', 'CompileError'].includes(mutant.status ?? ''));
    this.all = left.filter(({ mutant }) => isDrawn(mutant.fileName, asReported(mutant))).length;
  }

  /** @param {import('@stryker-mutator/api/core').MutantResult} mutant */
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    if (status === 'Ignored' || status === 'CompileError') return;
    const mutant = { mutatorName, replacement, location };
    if (!isDrawn(fileName, mutant)) return;
    this.tried += 1;
    if (status === 'Survived' || status === 'NoCoverage') this.missed += 1;
    appendFileSync(FOUND, `${JSON.stringify({ status, fileName, ...mutant })}\n`);
    console.log(`${this.tried} of ${this.all} tried, ${this.missed} of them not noticed`);
  }
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'parts', parts),
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
  declareClassPlugin(PluginKind.Reporter, 'told', Told),
];
