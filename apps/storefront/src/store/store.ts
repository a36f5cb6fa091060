import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { ShopData, Shopper } from './data.ts';

export interface Store {
  /** What stands now. Not to be changed by those who read it. */
  readonly data: Readonly<ShopData>;
  /**
   * Changes what the shop remembers, one change after the other. Nobody sees a change before it is on disk; one that
   * throws or cannot be written never was.
   */
  change<Result>(make: (draft: ShopData) => Result): Promise<Result>;
}

/** The shop's file cannot be used, and only somebody who looks can say why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/**
 * Opens the shop's file, or begins one.
 * @param folder made where it does not exist
 * @param shoppers who has an account from the beginning
 * @throws StoreError if the file is damaged
 */
export async function openStore(folder: string, shoppers: readonly Shopper[]): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'shop.json');
  let data = (await read(file)) ?? empty();
  for (const shopper of shoppers) data.shoppers[shopper.id] ??= shopper;
  let queue: Promise<unknown> = writeFileAtomic(file, JSON.stringify(data));
  await queue;
  return {
    get data() {
      return data;
    },
    change(make) {
      const done = queue.then(async () => {
        const draft = structuredClone(data);
        const result = make(draft);
        await writeFileAtomic(file, JSON.stringify(draft));
        data = draft;
        return result;
      });
      queue = done.catch(() => undefined);
      return done;
    },
  };
}

async function read(file: string): Promise<ShopData | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const data = JSON.parse(text) as ShopData;
    if (data.version !== 1) throw new Error(`its version is ${data.version}`);
    return data;
  } catch (error) {
    const why = (error as Error).message;
    throw new StoreError(
      `The shop's file ${file} is damaged (${why}). Restore it from a copy, or move it away to begin anew.`,
    );
  }
}

function empty(): ShopData {
  return {
    version: 1,
    secret: randomBytes(32).toString('base64url'),
    nextOrder: 1001,
    shoppers: {},
    sessions: {},
    orders: {},
    reviews: [],
    outbox: [],
    refused: [],
  };
}
