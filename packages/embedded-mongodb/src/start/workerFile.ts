import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';

/**
 * The built file a thread can run. Where this module runs as TypeScript (in tests), the build is brought up to date first, so that
 * tests always see the present source; where it is part of a bundle, `npm run build` has made it.
 */
export async function workerFile(): Promise<string> {
  const here = import.meta.url;
  if (here.endsWith('.ts'))
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../build.mjs', here)), '--if-stale']);
  const file = resolveWorker(here);
  if (!existsSync(file))
    throw new EmbeddedStoreError('unsupported', 'The embedded store has not been built. Run: npm run build');
  return file;
}

function resolveWorker(here: string): string {
  if (here.endsWith('.ts')) return fileURLToPath(new URL('../../dist/worker.js', here));
  try {
    return createRequire(here).resolve('@laurel/embedded-mongodb/worker');
  } catch (error) {
    throw new EmbeddedStoreError(
      'unsupported',
      'The embedded store is not installed beside this program. Run: npm install && npm run build, or set MONGODB_URI.',
      { cause: error },
    );
  }
}
