import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ProgramInput } from '@laurel/contract';
import { startEmbeddedMongo } from '@laurel/embedded-mongodb';
import { pino } from 'pino';
import type { PublishedProgram } from '../../../src/laurel.ts';
import { type LaurelOptions, type OpenedLaurel, openLaurel } from '../../../src/start/laurel.ts';
import { createProgram } from '../../../src/use/programs/create.ts';

/** A store of its own, on the server that MONGODB_URI names or in a folder that goes with it. */
export interface TestStore extends AsyncDisposable {
  uri: string;
  /** Another process of the same shop: its own memory, the same store. */
  open(options?: LaurelOptions): Promise<OpenedLaurel>;
}

export const silent = pino({ level: process.env.LOG_LEVEL ?? 'silent' });

export async function testStore(): Promise<TestStore> {
  const opened: OpenedLaurel[] = [];
  const { uri, remove } = await freshStore();
  return {
    uri,
    async open(options = {}) {
      const laurel = await openLaurel(
        { mongodbUri: uri, dataDir: '', logLevel: 'silent' },
        { logger: silent, ...options },
      );
      opened.push(laurel);
      return laurel;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((laurel) => laurel.close().catch(() => {})));
      await remove();
    },
  };
}

async function freshStore(): Promise<{ uri: string; remove(): Promise<void> }> {
  const given = process.env.MONGODB_URI;
  if (given) {
    const uri = new URL(given);
    uri.pathname = `/laurel-test-${process.pid}-${Math.random().toString(36).slice(2)}`;
    return { uri: uri.href, remove: async () => {} };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'));
  const mongo = await startEmbeddedMongo({ dataDir });
  return {
    uri: mongo.uri,
    async remove() {
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A shop with one open heart and a published program. */
export interface TestShop extends AsyncDisposable {
  laurel: OpenedLaurel;
  program: PublishedProgram;
  /** Another process beside the first: its own memory, the same store. */
  open(options?: LaurelOptions): Promise<OpenedLaurel>;
}

let shared: Promise<{ store: TestStore; laurel: OpenedLaurel }> | null = null;

/** Closes the store that a test file shared; the next one has its own. */
export async function closeShared(): Promise<void> {
  const closing = shared;
  shared = null;
  await (await closing)?.store[Symbol.asyncDispose]();
}

/** A program of its own, on the one store of a test file. */
export async function testShop(document: Partial<ProgramInput> = {}): Promise<TestShop> {
  shared ??= testStore().then(async (store) => ({ store, laurel: await store.open() }));
  const { store, laurel } = await shared;
  const { program } = await createProgram(laurel, { ...PROGRAM, ...document });
  const others: OpenedLaurel[] = [];
  return {
    laurel,
    program,
    async open(options) {
      const other = await store.open(options);
      others.push(other);
      return other;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(others.map((other) => other.close()));
    },
  };
}

/** One point per euro, at once. */
export const PROGRAM: ProgramInput = {
  name: 'Test',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  rules: [
    { id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'review', on: 'review.published', earn: 50 },
  ],
};
