import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const require = createRequire(import.meta.url);

// Nothing but the pages under test should use the machine or the network.
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser the environment names, if it names one. */
export function namedChromium(env = process.env) {
  return env.LAUREL_CHROMIUM || env.CHROME_BIN || undefined;
}

/** Where Playwright's own Chromium is, if it has been downloaded. */
export function ownChromium() {
  /** @type {typeof import('@playwright/test')} */
  const { chromium } = require('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** The first Chromium or Chrome on the PATH or where macOS keeps it. */
export function installedChromium(env = process.env) {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const mac = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...mac].find((path) =>
    existsSync(path),
  );
}

/**
 * What Playwright needs to launch a Chromium here: the one the environment names, else Playwright's own, else one that is
 * installed. Root may not use Chromium's sandbox.
 * @returns {{ args: string[], executablePath?: string }}
 */
export function launchOptions(env = process.env) {
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
  const path = namedChromium(env) ?? (ownChromium() ? undefined : installedChromium(env));
  return path === undefined ? { args } : { args, executablePath: path };
}

/** Whether packages can be installed here as Debian does, without asking anybody. */
export function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Launches a browser and closes it again: the only proof that it works, libraries and all.
 * @param {string} [executablePath] Playwright's own if absent
 * @returns {Promise<string>} why it does not start; empty if it does
 */
export async function whyNotStarting(executablePath) {
  /** @type {typeof import('@playwright/test')} */
  const { chromium } = require('@playwright/test');
  const { args } = launchOptions({});
  try {
    const browser = await chromium.launch({ args, timeout: 60_000, ...(executablePath && { executablePath }) });
    await browser.close();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The version of Playwright, which decides the browser it downloads. */
export function playwrightVersion() {
  return String(JSON.parse(readFileSync(require.resolve('@playwright/test/package.json'), 'utf8')).version);
}
