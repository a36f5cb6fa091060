// Measures one award through HTTP beside a bare hello, in rounds that take turns.
import { fileURLToPath } from 'node:url';
import { closedLoop, openLoop, poster } from '../lib/load.mjs';
import { compared, median, quantile, rate, report, time } from '../lib/report.mjs';
import { canPin, firstLine, pinSelf, startLaurel, startNode } from '../lib/server.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SPAN = Number(process.env.BENCH_SPAN ?? 2_000);
/** Milliseconds for which each is asked before anything counts: a server that runs has compiled what it runs. */
const WARM = 3 * SPAN;
const WIDTH = 64;
const BATCH = 50;
const program = fileURLToPath(new URL('../import/program.json', import.meta.url));
/** Calls a second are limited by key, so a bench needs several. */
const KEYS = 8;

let serial = 0;
const order = () => {
  serial += 1;
  const total = 500 + (serial % 9_000);
  return {
    type: 'order.paid',
    key: `order-${serial}`,
    member: `member-${(serial * 7_919) % 2_000}`,
    data: { orderId: `O${serial}`, currency: 'GBP', total, subtotal: total },
  };
};

pinSelf(1);
const hello = startNode(0, [fileURLToPath(new URL('hello.mjs', import.meta.url))]);
const greet = poster(`${await firstLine(hello.child)}/trpc/hello`, 256);
const theirs = () => greet({ name: 'Claire' });
const rows = [];

/** One way of giving out the cores. */
async function measure(name, options, aimed) {
  const laurel = await startLaurel(program, { core: 0, keys: KEYS, ...options });
  try {
    const authorization = () => ({ authorization: `Bearer ${laurel.secrets[serial % KEYS]}` });
    const single = poster(`${laurel.url}/v1/events`, 256);
    const batch = poster(`${laurel.url}/v1/events/batch`, 64);
    const award = () => single(order(), authorization());
    const awards = () => batch({ events: Array.from({ length: BATCH }, order) }, authorization());
    for (const ask of [award, theirs, awards]) await closedLoop(ask, 16, WARM);
    const found = { award: [], hello: [], batch: [], slow: [], slowHello: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      found.hello.push(await closedLoop(theirs, WIDTH, SPAN));
      found.award.push(await closedLoop(award, WIDTH, SPAN));
      found.batch.push((await closedLoop(awards, 4, SPAN)) * BATCH);
      found.slowHello.push(quantile(await openLoop(theirs, 200, SPAN), 0.99));
      found.slow.push(quantile(await openLoop(award, 200, SPAN), 0.99));
    }
    const ours = median(found.award);
    rows.push(
      compared(
        `awards, ${WIDTH} at a time, ${name} (theirs: hello)`,
        ours,
        median(found.hello),
        rate,
        aimed ? { least: 0.7 } : {},
      ),
      compared(
        `events in batches of ${BATCH}, ${name} (theirs: ours one by one)`,
        median(found.batch),
        ours,
        rate,
        aimed ? { least: 3 } : {},
      ),
      compared(
        `an award at 200 a second, p99, ${name} (theirs: hello)`,
        median(found.slow),
        median(found.slowHello),
        time,
        aimed ? { most: 3 } : {},
      ),
    );
  } finally {
    await laurel.stop();
  }
}

try {
  await measure('server one core, store beside the load', { storeBeside: true, storeCore: 1 }, true);
  await measure('server and store on one core', {}, false);
  report(rows, [
    canPin
      ? 'Each server was held to one core and the load to another. The store is a process of its own in the first three rows, on the core of the load; in the others it runs inside the server and shares its core.'
      : 'There is no taskset here, or one core only: nothing was held to a core.',
  ]);
} finally {
  await hello.stop();
}
