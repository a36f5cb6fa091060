import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { isDrawn, isPartDrawn } from './draw.mjs';

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

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'parts', parts),
  declareClassPlugin(PluginKind.Checker, 'sample', Sample),
];
