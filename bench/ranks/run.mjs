// Measures the index of ranks beside Redis, in rounds that take turns so that noise hits both.
import { randomBytes } from 'node:crypto';
import { importBuilt } from '../lib/built.mjs';
import { hasRedis, startRedis } from '../lib/redis.mjs';
import { bytes, compared, quantile, rate, report, time } from '../lib/report.mjs';

const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 1_000_000);
const ROUNDS = 5;
const WARM = 2;
const RANKS = 2_000;
const PAGES = 300;
const UPDATES = 40_000;
const IN_FLIGHT = 128;
const PAGE = 101;

if (!hasRedis()) {
  report([], ['There is no redis-server here to compare with, so ranks were not measured.']);
  process.exit(0);
}

const collect = () => {
  for (let n = 0; n < 3; n += 1) global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const any = (list) => list[Math.floor(Math.random() * list.length)];
const score = () => Math.floor(Math.random() ** 3 * 100_000);
const timed = async (run) => {
  const began = performance.now();
  await run();
  return performance.now() - began;
};
/** What answers at once is not waited for. */
const timedNow = (run) => {
  const began = performance.now();
  run();
  return performance.now() - began;
};

const { RankIndex } = await importBuilt('@laurel/engine');
/** Ids as the server draws them, each read out of what came from elsewhere, so that nobody else holds the same text in memory. */
const ID = 36;
const names = Buffer.alloc(MEMBERS * ID);
for (let n = 0; n < MEMBERS; n += 1) names.write(`mem_${randomBytes(16).toString('hex')}`, n * ID, 'latin1');
const idOf = (n) => names.latin1Slice(n * ID, n * ID + ID);
const scores = Float64Array.from({ length: MEMBERS }, score);
const ats = Float64Array.from({ length: MEMBERS }, (_, n) => 1_764_000_000_000 + n);

const redis = await startRedis();
const { client } = redis;
const rows = [];
try {
  // Memory and load: each side holds the million alone, then goes through what it wrote.
  const emptyRedis = await redis.memory();
  for (let from = 0; from < MEMBERS; from += 1_000) {
    const args = [];
    for (let n = from; n < Math.min(MEMBERS, from + 1_000); n += 1) args.push(scores[n], idOf(n));
    await client.zadd('board', ...args);
  }
  const theirMemory = (await redis.memory()) - emptyRedis;
  const before = collect();
  const index = RankIndex.of(
    (function* stored() {
      for (let n = 0; n < MEMBERS; n += 1) yield { id: idOf(n), score: scores[n], at: ats[n] };
    })(),
  );
  const ourMemory = collect() - before;

  const stored = Array.from({ length: MEMBERS }, (_, n) => ({ id: idOf(n), score: scores[n], at: ats[n] }));
  const build = { ours: [], theirs: [] };
  await client.save();
  for (let round = 0; round < 3; round += 1) {
    build.ours.push(timedNow(() => RankIndex.of(stored)));
    build.theirs.push(await timed(() => client.call('DEBUG', 'RELOAD', 'NOSAVE')));
  }

  const rank = { ours: [], theirs: [] };
  const top = { ours: [], theirs: [] };
  const around = { ours: [], theirs: [] };
  const updates = { ours: [], theirs: [] };
  // The first rounds warm both sides, and are not counted.
  const counted = [rank, top, around, updates].flatMap(({ ours, theirs }) => [ours, theirs]);
  for (let round = -WARM; round < ROUNDS; round += 1) {
    if (round === 0) for (const times of counted) times.length = 0;
    const asked = Array.from({ length: RANKS }, () => any(stored).id);
    for (const id of asked) rank.ours.push(timedNow(() => index.place(id)));
    for (const id of asked) rank.theirs.push(await timed(() => client.zrevrank('board', id)));
    for (let n = 0; n < PAGES; n += 1) top.ours.push(timedNow(() => index.page(0, 100)));
    for (let n = 0; n < PAGES; n += 1)
      top.theirs.push(await timed(() => client.zrevrange('board', 0, 99, 'WITHSCORES')));
    for (let n = 0; n < PAGES; n += 1) around.ours.push(timedNow(() => index.around(asked[n], PAGE >> 1)));
    for (let n = 0; n < PAGES; n += 1) {
      around.theirs.push(
        await timed(async () => {
          const at = await client.zrevrank('board', asked[n]);
          const from = Math.max(0, at - (PAGE >> 1));
          await client.zrevrange('board', from, at + (PAGE >> 1), 'WITHSCORES');
        }),
      );
    }
    const moves = Array.from({ length: UPDATES }, () => ({ id: any(stored).id, score: score() }));
    updates.ours.push(
      UPDATES /
        timedNow(() => {
          let at = Date.now();
          for (const move of moves) index.set(move.id, move.score, at++);
        }),
    );
    let next = 0;
    const worker = async () => {
      for (let move = moves[next++]; move; move = moves[next++]) await client.zadd('board', move.score, move.id);
    };
    updates.theirs.push(UPDATES / (await timed(() => Promise.all(Array.from({ length: IN_FLIGHT }, worker)))));
  }

  // The cost of an update where there are a thousand other boards that the member is not on.
  const boards = Array.from({ length: 1_000 }, () => new RankIndex());
  for (const [at, board] of boards.entries())
    for (let n = 0; n < 1_000; n += 1) board.set(stored[(at * 1_000 + n) % MEMBERS].id, score(), n);
  const alone = [];
  const beside = [];
  const one = RankIndex.of(stored.slice(0, 1_000));
  for (let round = 0; round < 21; round += 1) {
    const many = boards[round * 7];
    const move = (board, from) =>
      timed(() => {
        for (let n = 0; n < 20_000; n += 1)
          board.set(stored[(from + (n % 1_000)) % MEMBERS].id, (n * 7_919) % 50_000, n);
      });
    alone.push(await move(one, 0));
    beside.push(await move(many, round * 7_000));
  }

  const q = (both, part) => [quantile(both.ours, part), quantile(both.theirs, part)];
  const against = (what, both, part, aim) => rows.push(compared(what, ...q(both, part), time, aim));
  against('rank of a member, p50 (Redis: ZREVRANK)', rank, 0.5, { most: 0.1 });
  against('rank of a member, p99', rank, 0.99, { most: 0.1 });
  against('top 100, p99 (Redis: ZREVRANGE)', top, 0.99, { most: 0.1 });
  against('101 rows around a member, p99 (Redis: ZREVRANK, ZREVRANGE)', around, 0.99, { most: 0.1 });
  rows.push(
    compared(
      'updates of one board (Redis: ioredis, 128 in flight)',
      quantile(updates.ours, 0.5) * 1_000,
      quantile(updates.theirs, 0.5) * 1_000,
      rate,
      { least: 3 },
    ),
    compared('memory of the board with its ids (Redis: used_memory)', ourMemory, theirMemory, bytes, { most: 1.1 }),
    compared(
      'built from stored scores (Redis: loads its dump)',
      quantile(build.ours, 0.5),
      quantile(build.theirs, 0.5),
      time,
      { most: 1 },
    ),
    compared(
      '20,000 updates of a board beside 1,000 others (theirs: the same board alone)',
      quantile(beside, 0.5),
      quantile(alone, 0.5),
      time,
      { most: 1.5 },
    ),
  );
  report(rows, [
    `${MEMBERS.toLocaleString('en')} members, Redis ${/redis_version:(\S+)/.exec(await client.info('server'))?.[1]}.`,
  ]);
} finally {
  await redis.stop();
}
