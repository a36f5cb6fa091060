import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

// What a build writes, or never reads.
const passedOver = new Set([
  'node_modules',
  'dist',
  'test',
  'e2e',
  'coverage',
  'test-results',
  'playwright-report',
  'README.md',
]);

/**
 * Every file under a folder that a build may read, sorted; hidden files and tests are passed over.
 * @param {string} folder
 * @returns {string[]}
 */
export function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !passedOver.has(name) && !name.startsWith('.') && !/\.(test|spec)\.\w+$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourcesIn(path) : entry.isFile() ? [path] : [];
    });
}

/**
 * One hash over the names and contents of files, and over values beside them.
 * @param {string} base names count relative to it, so that a project that was moved is still fresh
 * @param {string[]} files
 * @param {unknown} [values]
 */
export function fingerprint(base, files, values) {
  const hash = createHash('sha256').update(JSON.stringify(values ?? null));
  for (const file of files) {
    const content = existsSync(file) ? readFileSync(file) : 'none';
    hash.update(`\0${relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * The names and sizes of everything under a folder: enough to see that a build's output is no longer whole.
 * @param {string} folder
 */
export function outline(folder) {
  if (!existsSync(folder)) return 'none';
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  const sizes = names.map((name) => {
    const { size } = statSync(join(folder, name));
    return `${name} ${size}`;
  });
  return createHash('sha256').update(sizes.join('\n')).digest('hex');
}

/**
 * What was noted under a name, or nothing.
 * @param {string} stamp a file
 * @returns {string}
 */
export function readStamp(stamp) {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
}

/**
 * @param {string} stamp a file
 * @param {string} value
 */
export function writeStamp(stamp, value) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}
