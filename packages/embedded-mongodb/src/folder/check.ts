import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedStoreError } from '../errors/EmbeddedStoreError.ts';
import { bootId } from './lock.ts';
import { BOOT_FILE, DATA_FILE, FORMAT, FORMAT_FILE } from './names.ts';
import { verifyFile } from './verify.ts';

/** Checks what lies in a folder that is locked already, before LMDB opens it. */
export function checkFolder(dataDir: string): void {
  const data = join(dataDir, DATA_FILE);
  const formatFile = join(dataDir, FORMAT_FILE);
  const isEmpty = !existsSync(data) || statSync(data).size === 0;
  if (existsSync(formatFile)) {
    const format = readFileSync(formatFile, 'utf8').trim();
    if (isEmpty)
      throw new EmbeddedStoreError(
        'damaged',
        `The store's file ${data} is missing or empty, but there was one. Restore the data folder from a backup, or remove the folder to start anew.`,
      );
    if (format !== FORMAT)
      throw new EmbeddedStoreError(
        'unsupported',
        `The data folder ${dataDir} has format '${format.slice(0, 20)}', and this version reads ${FORMAT}. Start it with the version that wrote it.`,
      );
  }
  if (!isEmpty) verifyFile(data, readBoot(dataDir) !== bootId() || bootId() === '');
  // LMDB's table of readers: nobody else may have this file open, so whatever it says is of the past.
  rmSync(`${data}-lock`, { force: true });
}

const readBoot = (dataDir: string): string | undefined => {
  const file = join(dataDir, BOOT_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
};

/** Writes down that there is a store here now, and since which start of the machine. */
export async function markFolder(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, BOOT_FILE), `${bootId()}\n`, { mode: 0o600 });
  const file = join(dataDir, FORMAT_FILE);
  if (!existsSync(file)) await writeFile(file, `${FORMAT}\n`, { mode: 0o600 });
}
