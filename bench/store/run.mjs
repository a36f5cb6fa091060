// Measures the embedded store: every number as it is, and as a multiple of a bare ping on the same driver in the same run.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compared, digits, report } from '../lib/report.mjs';

const room = join(dirname(fileURLToPath(import.meta.url)), '../../packages/embedded-mongodb');
const require = createRequire(join(room, 'package.json'));
const { MongoClient } = require('mongodb');
const lmdb = require('lmdb');

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 400);
const folder = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'bench-store-'));

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const text = (n) => 'x'.repeat(n);
let serial = 0;
const order = () => ({
  program: `program-${serial % 7}`,
  member: `member-${serial % 997}`,
  seq: ++serial,
  keys: [`order-${serial}`, `event-${serial}`],
  body: { kind: 'order.paid', total: serial * 100, note: text(200) },
});

/** Median microseconds of one call after another. */
async function oneByOne(run, rounds = ROUNDS) {
  for (let i = 0; i < rounds / 4; i++) await run();
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    await run();
    times.push((performance.now() - start) * 1000);
  }
  return median(times);
}

/** Calls a second with so many under way at once. */
async function inFlight(width, run, total) {
  let left = total;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left-- > 0) await run();
    }),
  );
  return (total / (performance.now() - start)) * 1000;
}

async function bareLmdb() {
  const root = lmdb.open({
    path: join(folder, 'bare.mdb'),
    noSubdir: true,
    overlappingSync: false,
    encoding: 'binary',
    keyEncoding: 'binary',
    cache: false,
    maxDbs: 8,
  });
  const tables = ['docs', 'a', 'b', 'c', 'log'].map((name) =>
    root.openDB({ name, encoding: 'binary', keyEncoding: 'binary' }),
  );
  const value = Buffer.alloc(400);
  let n = 0;
  const time = await oneByOne(async () => {
    root.transactionSync(() => {
      for (const table of tables) {
        const key = Buffer.alloc(12);
        key.writeDoubleBE(Math.random());
        key.writeUInt32BE(n++, 8);
        table.putSync(key, value);
      }
    });
  });
  await root.close();
  return time;
}

async function changeDelay(collection) {
  const stream = collection.watch([], { maxAwaitTimeMS: 5000 });
  await stream.tryNext();
  const times = [];
  for (let i = 0; i < ROUNDS / 2; i++) {
    const next = stream.next();
    await new Promise((resolve) => setTimeout(resolve, 2));
    const start = performance.now();
    void collection.insertOne(order());
    await next;
    times.push((performance.now() - start) * 1000);
  }
  await stream.close();
  return median(times);
}

const micros = (n) => `${digits(n)} µs`;
const perSecond = (n) => `${digits(n)} /s`;

execFileSync(process.execPath, [join(room, 'build.mjs'), '--if-stale'], { stdio: 'inherit' });
const server = spawn(process.execPath, [join(room, 'bin/embedded-mongodb.mjs'), '--data', join(folder, 'data')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const uri = await new Promise((resolve) => server.stdout.once('data', (line) => resolve(String(line).trim())));
const client = await new MongoClient(uri, { maxPoolSize: 64 }).connect();
try {
  const db = client.db('bench');
  const collection = db.collection('entries');
  await collection.createIndexes([
    { key: { program: 1, member: 1, seq: 1 }, unique: true },
    { key: { program: 1, member: 1, keys: 1 }, unique: true },
    { key: { 'body.kind': 1, 'body.total': -1 } },
  ]);
  const bare = await bareLmdb();
  const ping = await oneByOne(() => db.command({ ping: 1 }));
  const insert = await oneByOne(() => collection.insertOne(order()));
  const find = await oneByOne(() => collection.findOne({ program: 'program-3', member: 'member-3', seq: 3 }));
  const change = await changeDelay(collection);
  await inFlight(64, () => collection.insertOne(order()), 2000);
  const inserts = await inFlight(64, () => collection.insertOne(order()), 10_000);
  const pings = await inFlight(64, () => db.command({ ping: 1 }), 10_000);
  report(
    [
      compared('durable insert, three indexes, one in flight (theirs: a ping)', insert, ping, micros, { most: 3 }),
      compared('change reaches its stream, insert included (theirs: a ping)', change, ping, micros, { most: 5 }),
      compared('find one by index (theirs: a ping)', find, ping, micros, { most: 3 }),
      compared('durable inserts, 64 in flight (theirs: the aim)', inserts, 3_000, perSecond, { least: 1 }),
    ],
    [`Bare LMDB, five puts and one durable commit: ${micros(bare)}. Pings, 64 in flight: ${perSecond(pings)}.`],
  );
} finally {
  await client.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
