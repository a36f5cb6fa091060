import { join } from 'node:path';
import {
  installedChromium,
  isDebianRoot,
  namedChromium,
  ownChromium,
  playwrightVersion,
  whyNotStarting,
} from './chromium.mjs';
import { Failure } from './failure.mjs';
import { readStamp, writeStamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { run, runNode } from './run.mjs';

const log = join(root, '.cache/logs/chromium.log');
const refused = join(root, '.cache/chromium-refused');
const day = 24 * 60 * 60 * 1000;

/**
 * Finds a Chromium that starts, or gets one: Playwright's own, else one that is installed, else Debian's.
 * @param {(detail: string) => void} tell
 * @returns {Promise<string | undefined>} its path, or nothing for Playwright's own
 * @throws {Failure} if none can be had, with what to do
 */
export async function ensureChromium(tell) {
  const named = namedChromium();
  if (named) {
    const why = await whyNotStarting(named);
    if (!why) return named;
    throw new Failure(
      `The browser named by LAUREL_CHROMIUM or CHROME_BIN, ${named}, does not start.`,
      'unset that variable, or set it to the path of a working Chromium or Chrome.',
      { output: why },
    );
  }
  if (await haveOwn(tell)) return undefined;
  const installed = installedChromium();
  if (installed && !(await whyNotStarting(installed))) return installed;
  if (isDebianRoot()) {
    tell('apt-get install chromium');
    await run('apt-get', ['update'], { log });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      log,
      onLine: tell,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const last = installedChromium();
  const why = last ? await whyNotStarting(last) : 'No Chromium or Chrome was found.';
  if (last && !why) return last;
  throw new Failure(
    'There is no browser to test with, and none could be installed.',
    'install Chromium or Chrome and set LAUREL_CHROMIUM to its path, or run `npx playwright install --with-deps chromium`.',
    { output: why, log },
  );
}

/** @param {(detail: string) => void} tell */
async function haveOwn(tell) {
  if (!ownChromium() && !(await download(tell))) return false;
  if (!(await whyNotStarting())) return true;
  if (!isDebianRoot()) return false;
  tell("installing the browser's libraries");
  await runNode('node_modules/@playwright/test/cli.js', ['install-deps', 'chromium'], { onLine: tell, log });
  return !(await whyNotStarting());
}

/**
 * Playwright's own browser, unless its download was refused here within a day and another browser is at hand.
 * @param {(detail: string) => void} tell
 */
async function download(tell) {
  const [version, at = '0'] = readStamp(refused).split(' ');
  if (version === playwrightVersion() && Date.now() - Number(at) < day && installedChromium()) return false;
  tell('downloading Chromium');
  const { code } = await runNode('node_modules/@playwright/test/cli.js', ['install', 'chromium'], {
    onLine: tell,
    log,
    minutes: 15,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  if (code !== 0) writeStamp(refused, `${playwrightVersion()} ${Date.now()}`);
  return code === 0 && ownChromium() !== undefined;
}
