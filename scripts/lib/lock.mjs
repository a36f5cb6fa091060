import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

const file = join(root, '.cache/preparing.pid');

// Its holder touches the file this often; untouched for long, it was left behind by a machine that went down.
const beat = 2_000;
const abandoned = 30_000;

/**
 * Does some work while no other process of this project does: two starts at once must not install over each other.
 * @template T
 * @param {(line: string) => void} say told once if another process is waited for
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(say, work) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  let told = false;
  while (!take()) {
    if (!told) say('Another command is just preparing this project; waiting for it to finish …');
    told = true;
    await sleep(200);
  }
  process.once('exit', release);
  const heart = setInterval(() => utimesSync(file, new Date(), new Date()), beat);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    release();
    process.off('exit', release);
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isLeftBehind()) release();
    return false;
  }
}

function release() {
  rmSync(file, { force: true });
}

function isLeftBehind() {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Date.now() - statSync(file).mtimeMs > abandoned || (pid > 0 && !isAlive(pid));
  } catch {
    return false; // It was removed just now.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
