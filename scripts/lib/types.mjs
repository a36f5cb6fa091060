import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listRooms } from './rooms.mjs';
import { root, shown } from './root.mjs';
import { runNode, runScript } from './run.mjs';

/**
 * Checks the types of every folder that has a tsconfig.json (or several, such as tsconfig.browser.json), two at a time. What is
 * written for a checker of its own says so by a script `types`.
 * @param {(detail: string) => void} [tell]
 * @returns {Promise<{ checked: string[], failed: string[], output: string }>} configurations by path, and what was found
 */
export async function checkTypes(tell = () => {}) {
  const rooms = listRooms();
  const own = rooms.filter(({ scripts }) => scripts.types);
  const folders = [
    ...rooms.filter(({ scripts }) => !scripts.types).map(({ path }) => path),
    join(root, 'bench'),
    join(root, 'programs'),
    join(root, 'tests'),
  ];
  /** @type {{ name: string, check: () => Promise<{ code: number, output: string }> }[]} */
  const waiting = [
    ...own.map(({ path, scripts }) => ({
      name: shown(path),
      check: () => runScript(/** @type {string} */ (scripts.types), path),
    })),
    ...folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) =>
        readdirSync(folder)
          .filter(isConfig)
          .map((name) => shown(join(folder, name))),
      )
      .map((name) => ({ name, check: () => checkConfig(name) })),
  ];
  /** @type {string[]} */
  const checked = [];
  /** @type {string[]} */
  const failed = [];
  let output = '';
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      tell(next.name);
      const result = await next.check();
      checked.push(next.name);
      if (result.code === 0) continue;
      failed.push(next.name);
      output += result.output;
    }
  };
  await Promise.all([work(), work()]);
  return { checked, failed, output };
}

/** What it found of files that have not changed since is taken from the time before. @param {string} name */
function checkConfig(name) {
  const memory = join(root, '.cache/types', `${name.replaceAll(/[^\w.-]+/g, '-')}.tsbuildinfo`);
  return runNode('node_modules/typescript/bin/tsc', ['-p', name, '--incremental', '--tsBuildInfoFile', memory]);
}

/** @param {string} name */
function isConfig(name) {
  return /^tsconfig(\.[\w-]+)?\.json$/.test(name) && name !== 'tsconfig.base.json';
}
