import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listRooms } from './rooms.mjs';
import { root, shown } from './root.mjs';
import { runNode } from './run.mjs';

/**
 * Checks the types of every folder that has a tsconfig.json (or several, such as tsconfig.browser.json), two at a time.
 * @param {(detail: string) => void} [tell]
 * @returns {Promise<{ checked: string[], failed: string[], output: string }>} configurations by path, and what was found
 */
export async function checkTypes(tell = () => {}) {
  const folders = [
    ...listRooms().map(({ path }) => path),
    join(root, 'bench'),
    join(root, 'programs'),
    join(root, 'tests'),
  ];
  const waiting = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter(isConfig)
        .map((name) => shown(join(folder, name))),
    );
  /** @type {string[]} */
  const checked = [];
  /** @type {string[]} */
  const failed = [];
  let output = '';
  const work = async () => {
    for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
      tell(config);
      // What it found of files that have not changed since is taken from the time before.
      const memory = join(root, '.cache/types', `${config.replaceAll(/[^\w.-]+/g, '-')}.tsbuildinfo`);
      const flags = ['-p', config, '--incremental', '--tsBuildInfoFile', memory];
      const result = await runNode('node_modules/typescript/bin/tsc', flags);
      checked.push(config);
      if (result.code === 0) continue;
      failed.push(config);
      output += result.output;
    }
  };
  await Promise.all([work(), work()]);
  return { checked, failed, output };
}

/** @param {string} name */
function isConfig(name) {
  return /^tsconfig(\.[\w-]+)?\.json$/.test(name) && name !== 'tsconfig.base.json';
}
