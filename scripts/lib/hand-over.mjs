import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';

const cli = join(root, 'apps/server/dist/laurel.js');

/**
 * Becomes the `laurel` command: same process, so that signals, exit status and streams are its own and nothing can be left
 * behind when this process ends, however it ends.
 * @param {string[]} args
 * @throws {Failure} when the build left no such command
 */
export async function handOver(args) {
  if (!existsSync(cli))
    throw new Failure(
      'The build did not leave apps/server/dist/laurel.js.',
      'run `npm run build` and read what it says.',
    );
  process.argv.splice(1, process.argv.length, cli, ...args);
  process.setSourceMapsEnabled(true);
  oneSignalPerKeystroke();
  await import(pathToFileURL(cli).href);
}

/**
 * On a terminal Ctrl-C reaches this process twice, from the terminal and again from npm. The command should see a stop that
 * it has begun, not a second demand; only one that comes two seconds later is meant, and ends it at once.
 */
function oneSignalPerKeystroke() {
  let first = 0;
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.on(signal, () => {
      const handled = process.listenerCount(signal) > 1;
      if (first === 0 && handled) first = Date.now();
      else if (first === 0 || Date.now() - first > 2000) process.exit(code);
    });
  }
}
