import { mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { takeLock } from './lock.ts';
import { LOCK_FILE, URI_FILE } from './names.ts';

export interface Folder {
  /** Writes down where the store is served. */
  announce(uri: string): Promise<void>;
  release(): Promise<void>;
}

/** Makes the folder and takes its lock. */
export async function prepareFolder(dataDir: string): Promise<Folder> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new EmbeddedStoreError(
      'folder',
      `The data folder ${dataDir} cannot be made: ${error.message}. Choose a folder you may write to.`,
      { cause: error },
    );
  });
  const lock = await takeLock(join(dataDir, LOCK_FILE));
  const file = join(dataDir, URI_FILE);
  return {
    async announce(uri) {
      await writeFile(`${file}.new`, `${uri}\n`, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    async release() {
      await unlink(file).catch(() => undefined);
      await lock.release();
    },
  };
}
