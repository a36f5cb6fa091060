import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the demo keeps of itself between starts, beside the store. Its keys open nothing but the demo. */
export interface DemoFile {
  program: string;
  secretKey: string;
  signingSecret: string;
  /** How far the history was moved so that it ends today, in milliseconds. */
  shift: number;
  /** The whole history is in. */
  seeded: boolean;
}

const fileOf = (dataDir: string) => join(dataDir, 'demo.json');

/** Null where there is none yet, or none that can be read. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as DemoFile;
  } catch {
    return null;
  }
}

/** Written whole or not at all, readable by this user only. */
export async function writeDemoFile(dataDir: string, demo: DemoFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const fresh = `${fileOf(dataDir)}.new`;
  await writeFile(fresh, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, fileOf(dataDir));
}
