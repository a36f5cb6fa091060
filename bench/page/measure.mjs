// What a browser does with a page: requests, shifts, tasks, script, memory.

/** Milliseconds within which a page has come to rest. */
const LOADED = 2_500;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** An element of the pages that shows data when it has a digit. */
const hasData = () => {
  const element = document.querySelector('laurel-points, naive-points, laurel-leaderboard, naive-leaderboard');
  return Boolean(
    element && /\d/.test(element.shadowRoot?.textContent ?? '') && !element.shadowRoot?.querySelector('.wait'),
  );
};

/** Notes what shifts, and when the first data is there. Runs in the page before anything of it. */
const watch = () => {
  window.seen = { shift: 0, data: null };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};

async function open(browser, { width = 1280 } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await page.addInitScript(watch);
  return { context, page, client };
}

const SCRIPTS = new Set([
  'FunctionCall',
  'EvaluateScript',
  'EventDispatch',
  'RunMicrotasks',
  'FireAnimationFrame',
  'TimerFire',
  'v8.callFunction',
]);

/** Told by the page in its own trace. */
const OURS = 'the page that is measured';

/**
 * What the main thread of a page did meanwhile. Its own time is told, not the clock's: on a machine that others use as well, a browser that
 * slows itself down by the clock takes their work for the page's.
 */
async function traced(browser, page, categories, doing) {
  await browser.startTracing(page, { categories: [...categories, 'blink.user_timing'] });
  await doing();
  await page.evaluate((mark) => performance.mark(mark), OURS);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  // The browser opens pages of its own beside it, with elements and long tasks of their own.
  const ours = traceEvents.find(({ name, cat }) => name === OURS && cat.includes('user_timing'));
  const events = traceEvents.filter(({ pid, tid }) => pid === ours.pid && tid === ours.tid).sort((a, b) => a.ts - b.ts);
  if (!events.some(({ tdur }) => tdur > 0)) throw new Error('the trace tells of no thread time');
  return events;
}

/** The longest task of the page's main thread while it loads, in milliseconds of its own time, on a machine so many times as slow. */
async function longestTask(browser, url, slow) {
  const { context, page } = await open(browser);
  const events = await traced(browser, page, ['toplevel', 'devtools.timeline'], async () => {
    await page.goto(url);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    // By the clock: whoever asks the page whether it is ready gives it work that is not its own.
    await sleep(LOADED);
    if (!url.endsWith('/empty') && !(await page.evaluate(hasData))) throw new Error(`${url} shows nothing yet`);
  });
  await context.close();
  const tasks = events.filter(({ name }) => name === 'RunTask' || name === 'ThreadControllerImpl::RunTask');
  return (slow * Math.max(...tasks.map(({ tdur = 0 }) => tdur))) / 1_000;
}

/** Requests to Laurel for data before the first of it is shown, preflights among them; all requests; bytes; what shifts. */
async function load(browser, url, origin, width) {
  const { context, page, client } = await open(browser, { width });
  const asked = [];
  let bytes = 0;
  await client.send('Network.enable');
  client.on('Network.requestWillBeSent', ({ request, type }) => {
    if (request.url.startsWith(`${origin}/p/`)) asked.push(type);
  });
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url);
  const before = url.endsWith('/empty') ? 0 : await page.waitForFunction(hasData).then(() => asked.length);
  await page.waitForLoadState('networkidle');
  for (let y = 0; y < 8; y += 1) {
    await page.evaluate((at) => scrollTo(0, at * 500), y);
    await sleep(60);
  }
  await sleep(300);
  const { shift } = await page.evaluate(() => window.seen);
  await context.close();
  return { before, bytes, shift };
}

const metricsOf = async (client) =>
  Object.fromEntries((await client.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));

/** Milliseconds of script, of the thread's own time, for each change of a board in which ten rows move, on a machine so many times as slow. */
async function boardScript(browser, url, backend, { slow, frames }) {
  const { context, page, client } = await open(browser);
  const connected = backend.hellos.length;
  await page.goto(url);
  await page.locator('laurel-leaderboard, naive-leaderboard').scrollIntoViewIfNeeded();
  await page.waitForFunction(hasData);
  while (backend.hellos.length === connected) await sleep(50);
  await sleep(1_500);
  const events = await traced(browser, page, ['devtools.timeline', 'v8'], async () => {
    for (let frame = 0; frame < frames; frame += 1) {
      await client.send('Runtime.evaluate', { expression: "performance.mark('frame')" });
      await sleep(100);
      const { rows } = backend.world;
      // The last of ten neighbours passes the other nine.
      const from = 5 + (frame % 8) * 10;
      const last = rows[from + 9];
      backend.pushScore(last.id, rows[from].score - last.score + 1, 100);
      await sleep(900);
    }
  });
  await context.close();
  const marks = events.filter(({ name, cat }) => name === 'frame' && cat.includes('user_timing')).map(({ ts }) => ts);
  const spent = marks.map(() => 0);
  let until = 0;
  for (const { name, ts, dur = 0, tdur = 0 } of events) {
    // What runs within another is told with it; what marks the frames is not the page's.
    if (!SCRIPTS.has(name) || ts < until) continue;
    until = ts + dur;
    if (marks.some((mark) => mark >= ts && mark <= until)) continue;
    const frame = marks.findLastIndex((mark) => mark <= ts);
    if (frame >= 0) spent[frame] += (slow * tdur) / 1_000;
  }
  return spent;
}

/** What the engine makes for itself: machine code and what it learnt of it, and the browser's own tables. */
const ENGINES = new Set(['code', 'hidden', 'native', 'object shape', 'synthetic']);

/** Bytes of objects, arrays, strings, numbers and functions, in a snapshot of the heap. */
async function ownBytes(client) {
  const chunks = [];
  const take = ({ chunk }) => chunks.push(chunk);
  client.on('HeapProfiler.addHeapSnapshotChunk', take);
  await client.send('HeapProfiler.takeHeapSnapshot');
  client.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot, nodes } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let sum = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!ENGINES.has(types[type][nodes[at + type]])) sum += nodes[at + size];
  return sum;
}

/** Bytes, nodes and listeners after what nobody holds was collected. */
async function held(client) {
  for (let round = 0; round < 5; round += 1) await client.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes, JSEventListeners } = await metricsOf(client);
  return { bytes: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners, own: await ownBytes(client) };
}

/** What a page holds before and after so many pushes, as fast as it takes them. */
async function pushes(browser, url, backend, count) {
  const { context, page, client } = await open(browser);
  await client.send('Performance.enable');
  const connected = backend.hellos.length;
  await page.goto(url);
  await page.locator('laurel-leaderboard, naive-leaderboard').scrollIntoViewIfNeeded();
  await page.waitForFunction(hasData);
  while (backend.hellos.length === connected) await sleep(50);
  const push = async (times) => {
    for (let n = 0; n < times; n += 1) {
      const { points } = backend.world.member;
      if (n % 2)
        backend.pushMember({ points: { ...points, balance: points.balance + 1, available: points.available + 1 } });
      else backend.pushScore(`row-${1 + (n % 12)}`, 7);
      if (n % 20 === 0) await sleep(1);
    }
    const { balance } = backend.world.member.points;
    const text = balance.toLocaleString('en');
    await page.waitForFunction(
      (wanted) => document.querySelector('laurel-points, naive-points').shadowRoot.textContent.includes(wanted),
      text,
      { timeout: 120_000 },
    );
    await sleep(3_000);
  };
  // As many before, so that what becomes hot in them is compiled: code is kept once, and is not what grows.
  await push(count);
  const before = await held(client);
  await push(count);
  const after = await held(client);
  await context.close();
  return { before, after };
}

export { boardScript, load, longestTask, pushes };
