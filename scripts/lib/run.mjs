import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './root.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);
const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] where it runs; the project's root otherwise
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {string} [log] a file that gets everything it prints
 * @property {(line: string) => void} [onLine] called with each line as it comes
 * @property {boolean} [show] whether it prints straight to the screen instead of being collected
 * @property {boolean} [shell] whether `command` is a line for the shell
 * @property {number} [minutes] after which it is ended
 */

/**
 * Runs a command to its end, in a process group of its own so that ending it ends what it started too.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, late: boolean }>} the exit code (128 and more after a signal, 127 if it
 *   could not be started), what it printed unless shown, and whether it ran out of time
 */
export function run(command, args, options = {}) {
  const { cwd = root, env, log, onLine, show = false, shell = false, minutes } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...home(), ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell,
      detached: !windows,
    });
    running.add(child);
    if (log) mkdirSync(dirname(log), { recursive: true });
    const file = log ? createWriteStream(log).on('error', () => {}) : undefined;
    let output = '';
    let rest = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (printed) => {
        // What is collected goes into logs and is shown in pieces, where colours would be noise.
        const text = stripVTControlCharacters(printed);
        output += text;
        file?.write(text);
        const lines = (rest + text).split(/\r?\n/);
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.trim() !== '') onLine?.(line);
      });
    }
    const limit = minutes
      ? setTimeout(() => {
          late = true;
          end(child);
        }, minutes * 60_000)
      : undefined;
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(limit);
      running.delete(child);
      file?.end();
      resolve({ code, output, late });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal ? 143 : 1)));
  });
}

/**
 * Runs a script of a package with this very Node, which needs no shell and no PATH.
 * @param {string} script path relative to the root
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNode(script, args, options) {
  return run(process.execPath, [`${root}/${script}`, ...args], options);
}

/**
 * Runs a script of a room's package.json, with the room's and the project's commands at hand.
 * @param {string} script
 * @param {string} room the folder
 * @param {RunOptions} [options]
 */
export function runScript(script, room, options) {
  const bins = [`${room}/node_modules/.bin`, `${root}/node_modules/.bin`];
  const env = { ...options?.env, PATH: [...bins, process.env.PATH].join(windows ? ';' : ':') };
  return run(script, [], { ...options, cwd: room, shell: true, env });
}

/**
 * Runs npx, which is a command file on Windows and so needs the shell there.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNpx(args, options) {
  return run('npx', ['--yes', ...args], { ...options, shell: windows });
}

/**
 * On Ctrl-C or a request to stop, ends everything that runs, then this process.
 * @returns {() => void} puts an end to that
 */
export function endWithSignals() {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    for (const { pid } of running) if (pid !== undefined) signalGroup(pid, 'SIGTERM');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => {
    if (running.has(child)) signalGroup(pid, 'SIGKILL');
  }, 10_000).unref();
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(windows ? pid : -pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** npm and pnpm put their caches beside the working folder when HOME is set to nothing. */
function home() {
  return process.env.HOME === '' ? { HOME: userInfo().homedir } : {};
}
