import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { testStore } from './support.ts';

const BIN = fileURLToPath(new URL('../bin/embedded-mongodb.mjs', import.meta.url));
/** `CRASH_ROUNDS=100` for the long run. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 4);

interface Process {
  readonly uri: string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

async function startProcess(dataDir: string, limitKiB?: number): Promise<Process> {
  const command = `${limitKiB ? `ulimit -f ${limitKiB};` : ''} exec "$0" "$1" --data "$2"`;
  const child = spawn('bash', ['-c', command, process.execPath, BIN, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const uri = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))),
    exited.then(() => Promise.reject(new Error(`it did not start: ${trouble}`))),
  ]);
  return {
    uri,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Builds what the processes run. */
async function built(): Promise<void> {
  const store = await testStore();
  await store[Symbol.asyncDispose]();
}

test('killed under load again and again, it has every acknowledged write once', async () => {
  await built();
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  const acknowledged = new Set<number>();
  let next = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const server = await startProcess(dataDir);
    const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 2000 }).connect();
    const collection = client.db('test').collection('log');
    if (round === 0) await collection.createIndex({ n: 1 }, { unique: true });
    const there = (await collection.find({}, { projection: { n: 1 } }).toArray()).map(({ n }) => n as number);
    expect(new Set(there).size).toBe(there.length);
    expect([...acknowledged].filter((n) => !there.includes(n))).toEqual([]);
    expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(there.length);
    const writers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const n = next++;
        const done = await collection.insertOne({ n, text: 'x'.repeat(300) }).then(
          () => true,
          () => false,
        );
        if (!done) return;
        acknowledged.add(n);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 30 + round * 15));
    await server.kill('SIGKILL');
    await client.close(true);
    await Promise.all(writers);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
  await rm(dataDir, { recursive: true });
}, 600_000);

test('a full disk is an error to the writer, and what was there can be read', async () => {
  await built();
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  const server = await startProcess(dataDir, 1500);
  const client = await new MongoClient(server.uri).connect();
  const collection = client.db('test').collection('a');
  let written = 0;
  const failure = await (async () => {
    for (;;) {
      const error = await collection.insertOne({ _id: written as never, text: 'x'.repeat(5000) }).then(
        () => undefined,
        (e: { code: number }) => e,
      );
      if (error) return error;
      written += 1;
    }
  })();
  expect(failure).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
  expect(await collection.countDocuments({})).toBe(written);
  await client.close();
  await server.kill('SIGTERM');
  const roomier = await startProcess(dataDir);
  const again = await new MongoClient(roomier.uri).connect();
  await again
    .db('test')
    .collection('a')
    .insertOne({ _id: 'after' as never });
  expect(await again.db('test').collection('a').countDocuments({})).toBe(written + 1);
  await again.close();
  await roomier.kill('SIGTERM');
  await rm(dataDir, { recursive: true });
});

test('a truncated, an overwritten and a missing file are refused with a sentence', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  {
    await using store = await testStore({ dataDir });
    await store
      .collection('a')
      .insertMany(Array.from({ length: 500 }, (_, i) => ({ i, text: 'some text '.repeat(20) })));
  }
  const file = join(dataDir, 'data.mdb');
  await copyFile(file, `${file}.good`);
  const refused = async () => {
    const failure = await startEmbeddedMongo({ dataDir }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      name: 'EmbeddedStoreError',
      code: 'damaged',
      message: expect.stringMatching(/backup/),
    });
  };
  await truncate(file, Math.floor((await stat(file)).size / 2));
  await refused();
  await copyFile(`${file}.good`, file);
  const handle = await open(file, 'r+');
  const bytes = (await handle.read(Buffer.alloc((await stat(file)).size), 0)).buffer;
  const at = bytes.lastIndexOf('some text ');
  await handle.write(Buffer.from('SOME TEXT '), 0, 10, at);
  await handle.close();
  await refused();
  await rm(file);
  await refused();
  await copyFile(`${file}.good`, file);
  await using store = await testStore({ dataDir });
  expect(await store.collection('a').countDocuments()).toBe(500);
});

test('of a commit that a power failure has torn, nothing is left, and nothing else is lost', async () => {
  await built();
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
  const file = join(dataDir, 'data.mdb');
  const server = await startProcess(dataDir);
  const client = await new MongoClient(server.uri).connect();
  const collection = client.db('test').collection('a');
  await collection.createIndex({ n: 1 }, { unique: true });
  for (let n = 0; n < 60; n++) await collection.insertOne({ n, text: 'x'.repeat(n % 10 === 0 ? 9000 : 300) });
  const before = await readFile(file);
  await collection.insertOne({ n: 60, text: 'y'.repeat(300) });
  const after = await readFile(file);
  await client.close();
  await server.kill('SIGKILL');
  const pages = Array.from({ length: after.length / 4096 }, (_, i) => i).filter(
    (i) => !after.subarray(i * 4096, (i + 1) * 4096).equals(before.subarray(i * 4096, (i + 1) * 4096)),
  );
  expect(pages.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(fc.subarray(pages), async (kept) => {
      const torn = Buffer.alloc(Math.max(before.length, ...kept.map((i) => (i + 1) * 4096)));
      before.copy(torn);
      for (const i of kept) after.copy(torn, i * 4096, i * 4096, (i + 1) * 4096);
      await writeFile(file, torn);
      await writeFile(join(dataDir, 'boot'), 'before the power failed');
      await using store = await testStore({ dataDir });
      const there = store.collection('a');
      const wanted = kept.length === pages.length ? 61 : 60;
      expect(await there.find({}).toArray()).toHaveLength(wanted);
      expect(await there.countDocuments({ n: { $gte: 0 } })).toBe(wanted);
      await there.insertOne({ n: 1000 });
    }),
    { numRuns: 12, examples: [[pages], [pages.filter((i) => i < 2)], [[]]] },
  );
  await rm(dataDir, { recursive: true });
});
