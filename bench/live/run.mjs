// Measures what ten thousand browsers on one board cost beside a bare Socket.IO, in rounds that take turns.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { poster } from '../lib/load.mjs';
import { bytes, compared, median, quantile, rate, report, time } from '../lib/report.mjs';
import { startLaurel } from '../lib/server.mjs';
import { startCrowd } from './crowd.mjs';

const BROWSERS = Number(process.env.BENCH_BROWSERS ?? 10_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 12);
const PROCESSES = 4;
/** As the server's gateway has it, in milliseconds. */
const TICK = 200;
const BACK = 45_000;

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const now = () => performance.timeOrigin + performance.now();
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Bytes of a process in memory, where the system tells. */
const memoryOf = (pid) => {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(found) * 1_024;
};

const laurel = await startLaurel(file('../import/program.json'), { env: { LAUREL_TRUST_PROXY: '1' } });
const bare = fork(file('bare.mjs'), [], { execArgv: [] });
const { url: bareUrl } = await new Promise((resolve) => bare.once('message', resolve));
const post = poster(`${laurel.url}/v1/events`, 8, { authorization: `Bearer ${laurel.secrets[0]}` });

let serial = 0;
/** Somebody new comes first on the board, so that every page changes. @returns when it stood */
async function move() {
  serial += 1;
  const total = 1_000_000 + serial * 5_000;
  const data = { orderId: `O${serial}`, currency: 'GBP', total, subtotal: total };
  await post({ type: 'order.paid', key: `order-${serial}`, member: `member-${serial}`, data });
  return now();
}
for (let n = 0; n < 12; n += 1) await move();
const row = { id: 'x'.repeat(22), place: 1, alias: 'Amber Otter', score: 12_345 };
const payload = {
  board: 'all',
  period: 'all',
  process: laurel.publishableKey,
  from: 1,
  to: 2,
  members: 12,
  rows: Array(10).fill(row),
  gone: ['x'],
};

/** Waits until every browser has heard something. */
async function heardByAll(crowd) {
  for (const until = now() + 60_000; now() < until; await sleep(20)) {
    const found = await crowd.heard();
    if (found.frames >= BROWSERS) return found;
  }
  throw new Error('a frame did not reach every browser within a minute');
}

const crowds = [startCrowd(PROCESSES), startCrowd(PROCESSES)];
const [ours, theirs] = crowds;
try {
  await sleep(1_000);
  const empty = { ours: memoryOf(laurel.pid), theirs: memoryOf(bare.pid) };
  await theirs.open(BROWSERS, { url: bareUrl, bare: true });
  await ours.open(BROWSERS, { url: laurel.url, key: laurel.publishableKey, bare: false });
  await sleep(3_000);
  const memory = {
    ours: (memoryOf(laurel.pid) - empty.ours) / BROWSERS,
    theirs: (memoryOf(bare.pid) - empty.theirs) / BROWSERS,
  };

  const found = { ours: [], theirs: [], oursLast: [], theirsLast: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await theirs.reset();
    const sent = now();
    bare.send({ payload });
    const there = await heardByAll(theirs);
    found.theirs.push((BROWSERS / (there.last - there.first)) * 1_000);
    found.theirsLast.push(there.last - sent);
    await ours.reset();
    const stood = await move();
    const here = await heardByAll(ours);
    found.ours.push((BROWSERS / (here.last - here.first)) * 1_000);
    found.oursLast.push(here.last - stood);
    await sleep(TICK * 2);
  }

  // Many facts at once, and how many frames a browser gets of them.
  await ours.reset();
  const began = now();
  for (let n = 0; n < 100; n += 1) await move();
  await sleep(1_000);
  const burst = await ours.heard();
  const ticks = Math.ceil((burst.last - began) / TICK) + 1;

  // All are cut at once; what changed meanwhile is what they show again.
  const cutAt = now();
  const back = ours.cut();
  await sleep(500);
  await move();
  const returned = Math.max(...(await back).map(({ at }) => at)) - cutAt;

  const allowed = TICK + 2 * quantile(found.theirsLast, 0.99);
  report(
    [
      compared('fan-out, messages a second (theirs: bare Socket.IO)', median(found.ours), median(found.theirs), rate, {
        least: 0.9,
      }),
      compared(
        'from the answer to the last browser, p99 (theirs: a tick and twice the bare fan-out)',
        quantile(found.oursLast, 0.99),
        allowed,
        time,
        { most: 1 },
      ),
      compared('frames of one browser in a burst of 100 facts (theirs: ticks that passed)', burst.most, ticks, String, {
        most: 1,
      }),
      compared('memory a connection (theirs: bare Socket.IO)', memory.ours, memory.theirs, bytes, { most: 1.3 }),
      compared('all cut at once, until the last shows the truth again (theirs: the aim)', returned, BACK, time, {
        most: 1,
      }),
    ],
    [
      `${BROWSERS.toLocaleString('en')} browsers on either side, in ${PROCESSES} processes each, on the same cores as the servers.`,
    ],
  );
} finally {
  await Promise.all(crowds.map((crowd) => crowd.stop()));
  bare.kill();
  await laurel.stop();
}
process.exit();
