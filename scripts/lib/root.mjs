import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the project lies, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

/**
 * A path as people like to read it: relative to the project, with forward slashes.
 * @param {string} path
 */
export function shown(path) {
  return relative(root, path).replaceAll('\\', '/') || '.';
}
