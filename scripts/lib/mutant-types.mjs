import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';
import { runNode } from './run.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

/** Changed engines that the type checker reads at once: reading the libraries takes as long as reading several of them. */
const AT_ONCE = 12;

/**
 * Asks the type checker about mutants, as `npm test` would before any test runs. Marks those that it refuses as `isRefused`, in place.
 * @param {import('./mutants.mjs').Report} report
 * @param {(mutant: Mutant) => boolean} isAsked
 * @param {(detail: string) => void} tell
 * @returns {Promise<number>} how many it refused
 */
export async function askTypes({ files }, isAsked, tell) {
  // Two folders below the root, as the engine is: its tsconfig.json finds what it extends, and imports what they name.
  const room = join(root, '.mutants/types');
  const engine = join(root, 'packages/engine');
  rmSync(room, { recursive: true, force: true });
  mkdirSync(room, { recursive: true });
  symlinkSync(join(engine, 'node_modules'), join(room, 'node_modules'));
  const config = JSON.parse(readFileSync(join(engine, 'tsconfig.json'), 'utf8'));
  const copies = Array.from({ length: AT_ONCE }, (_, at) => join(room, `src-${at}`));
  for (const copy of copies) cpSync(join(engine, 'src'), copy, { recursive: true });
  writeFileSync(join(room, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src-*/**/*.ts'] }));
  const asked = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.filter(isAsked).map((mutant) => ({ path: file.replace(/^.*?src\//, ''), source, mutant })),
  );
  let refused = 0;
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    tell(`${from} of ${asked.length} were asked for their types, ${refused} have wrong ones`);
    const some = asked.slice(from, from + AT_ONCE);
    for (const [at, { path, source, mutant }] of some.entries())
      writeFileSync(join(room, `src-${at}`, path), changed(source, mutant));
    const { code, output } = await runNode('node_modules/typescript/bin/tsc', ['-p', room, '--pretty', 'false']);
    const wrong = new Set([...output.matchAll(/src-(\d+)\/[^\n]*?: error TS/g)].map(([, at]) => Number(at)));
    if (code !== 0 && wrong.size === 0)
      throw new Failure('The types could not be asked for.', 'see below.', { output });
    for (const [at, { path, source, mutant }] of some.entries()) {
      writeFileSync(join(room, `src-${at}`, path), source);
      if (!wrong.has(at)) continue;
      mutant.isRefused = true;
      refused += 1;
    }
  }
  rmSync(room, { recursive: true, force: true });
  return refused;
}

/**
 * @param {string} source
 * @param {Mutant} mutant
 */
function changed(source, { replacement = '', location: { start, end } }) {
  const lines = source.split('\n');
  const offset = (/** @type {{ line: number, column: number }} */ { line, column }) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return source.slice(0, offset(start)) + replacement + source.slice(offset(end));
}
