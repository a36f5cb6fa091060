import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs';
import { listRooms, readRoom } from './rooms.mjs';
import { root } from './root.mjs';
import { runNpx } from './run.mjs';

const stamp = join(root, 'node_modules/.cache/laurel/installed');
const log = join(root, '.cache/logs/install.log');

/** Whether what is installed is what the lock file and the package files ask for. */
export function isInstalled() {
  return existsSync(join(root, 'node_modules/.modules.yaml')) && readStamp(stamp) === wanted();
}

/**
 * Installs every package of the workspace with pnpm, if anything about them has changed.
 * @param {(detail: string) => void} tell
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {Failure} with the end of the log and what to do
 */
export async function install(tell) {
  if (isInstalled()) return false;
  const { code, output } = await runNpx(
    [
      'pnpm@10',
      'install',
      // A stranger's first start must never rewrite the lock file; a developer who edits a package.json runs pnpm.
      '--frozen-lockfile',
      '--config.confirm-modules-purge=false',
      '--reporter=append-only',
    ],
    { onLine: (line) => tell(counted(line) ?? ''), log },
  );
  if (code !== 0) throw new Failure(`The packages could not be installed.`, advise(output), { output, log });
  writeStamp(stamp, wanted());
  return true;
}

function wanted() {
  const rooms = listRooms();
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => join(root, name));
  const asked = [readRoom(root), ...rooms].map(({ name, dependencies }) => ({ name, dependencies }));
  return fingerprint(root, files, { asked, on: `${process.platform}-${process.arch}` });
}

/**
 * What of pnpm's many lines is of use to somebody who waits.
 * @param {string} line such as "Progress: resolved 249, reused 200, downloaded 12, added 3"
 */
function counted(line) {
  const [, resolved, added] = /^Progress: resolved (\d+),.* added (\d+)/.exec(line) ?? [];
  return resolved && `${added} of ${resolved} packages`;
}

/** @param {string} output */
function advise(output) {
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output))
    return 'a package.json has changed and pnpm-lock.yaml has not: run `npx --yes pnpm@10 install` and commit both.';
  if (/ENOSPC/.test(output)) return 'the disk is full: make some room (about 1 GB) and run the same command again.';
  if (/EACCES|EPERM/.test(output))
    return 'a file may not be written: check that the project and your home folder belong to you, then run it again.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|CERT/.test(output))
    return 'the package registry did not answer: check the connection (and the proxy, if there is one) with `npm ping`, then run it again.';
  return 'read the lines above; if they say nothing of use, delete node_modules and run the same command again.';
}
