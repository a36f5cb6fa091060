import { createHash } from 'node:crypto';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const share = Number(process.env.LAUREL_MUTATE_SHARE ?? 1);
const seed = process.env.LAUREL_MUTATE_SEED ?? '1';

/** Statements that hold other statements: their parts are drawn one by one. */
const HOLDERS = /^(If|For|ForIn|ForOf|While|DoWhile|Switch|Try|Block|Labeled)Statement$|Declaration$/;

/**
 * Draws a share of the statements and of the conditions, by a hash of the seed and the place; mutants elsewhere are left out.
 * The same seed draws the same places as long as the code stands.
 * @type {import('@stryker-mutator/api/ignore').Ignorer}
 */
const sample = {
  shouldIgnore(path) {
    if (share >= 1 || !path.node.loc) return undefined;
    const unit =
      path.key === 'test' ||
      path.isVariableDeclarator?.() ||
      (path.isStatement() && !HOLDERS.test(path.node.type)) ||
      (path.listKey === 'properties' && path.isObjectProperty?.());
    if (!unit) return undefined;
    const { start } = path.node.loc;
    const file = path.hub?.file?.opts?.filename ?? '';
    const place = `${seed}:${file.split('/src/').pop()}:${path.node.type}:${start.line}:${start.column}`;
    const drawn = createHash('sha256').update(place).digest().readUInt32BE(0) / 2 ** 32;
    return drawn < share ? undefined : 'not in the sample';
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'sample', sample)];
