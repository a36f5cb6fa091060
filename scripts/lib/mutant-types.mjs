import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runNode } from './run.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

/**
 * Asks the type checker about mutants that no test noticed, as `npm test` would before any test runs. Marks those that it refuses as
 * `CompileError`, in place.
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
  cpSync(join(engine, 'src'), join(room, 'src'), { recursive: true });
  symlinkSync(join(engine, 'node_modules'), join(room, 'node_modules'));
  const config = JSON.parse(readFileSync(join(engine, 'tsconfig.json'), 'utf8'));
  writeFileSync(join(room, 'tsconfig.json'), JSON.stringify({ ...config, include: ['src'] }));
  const memory = join(room, 'tsbuildinfo');
  const asked = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.filter(isAsked).map((mutant) => ({ path: join(room, file.replace(/^.*?src\//, 'src/')), source, mutant })),
  );
  let refused = 0;
  for (const [at, { path, source, mutant }] of asked.entries()) {
    tell(`${at} of ${asked.length} that no test noticed are asked for their types, ${refused} have wrong ones`);
    writeFileSync(path, changed(source, mutant));
    const { code } = await runNode('node_modules/typescript/bin/tsc', [
      '-p',
      room,
      '--incremental',
      '--tsBuildInfoFile',
      memory,
    ]);
    writeFileSync(path, source);
    if (code === 0) continue;
    mutant.status = 'CompileError';
    refused += 1;
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
