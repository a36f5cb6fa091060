// Builds dist/worker.js and dist/bin.js, since Node runs no TypeScript in threads. With --if-stale only when the source is newer.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = dirname(fileURLToPath(import.meta.url));
const dist = join(room, 'dist');
const src = join(room, 'src');

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }, statSync(folder).mtimeMs);

const ENTRIES = ['worker.js', 'bin.js'];

const isFresh = () =>
  ENTRIES.every((name) => {
    const file = join(dist, name);
    return (
      existsSync(file) &&
      statSync(file).mtimeMs > Math.max(newest(src), statSync(fileURLToPath(import.meta.url)).mtimeMs)
    );
  });

if (!process.argv.includes('--if-stale') || !isFresh()) {
  const { build } = await import('vite');
  // Built aside and moved, so that two builds at once never show half a file.
  const aside = mkdtempSync(join(room, '.build-'));
  try {
    await build({
      root: room,
      configFile: false,
      // One file to read at the start instead of hundreds; lmdb has native code and stays where it is.
      ssr: { noExternal: ['bson', 'mingo'] },
      logLevel: 'warn',
      build: {
        ssr: true,
        outDir: aside,
        target: 'node20',
        minify: false,
        rollupOptions: {
          input: { worker: join(src, 'worker.ts'), bin: join(src, 'bin.ts') },
          output: { entryFileNames: '[name].js', chunkFileNames: 'shared.js' },
        },
      },
    });
    mkdirSync(dist, { recursive: true });
    // What others import first.
    for (const name of readdirSync(aside).sort((a, b) => Number(ENTRIES.includes(a)) - Number(ENTRIES.includes(b)))) {
      renameSync(join(aside, name), join(dist, name));
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
