// Many browsers in one process: WebSockets that speak Engine.IO and Socket.IO by hand, and only count what they hear.
import { WebSocket } from 'ws';

/** Sockets that are opening at once. */
const OPENING = 40;
let browsers = [];
let options = null;
let heard = { frames: 0, first: 0, last: 0 };
let shown = 0;

const now = () => performance.timeOrigin + performance.now();

function open(browser) {
  return new Promise((resolve) => {
    const { url, from } = options;
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
      headers: { 'x-forwarded-for': `10.${from}.${browser.n >> 8}.${browser.n & 255}` },
      perMessageDeflate: false,
    });
    browser.socket = socket;
    // One that has to come back before it has seen the board is still waited for.
    const before = browser.done;
    browser.done = () => {
      before?.();
      resolve();
    };
    socket.on('message', (data) => hear(browser, String(data)));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (browser.socket === socket && browser.wanted) setTimeout(() => void open(browser), pause(browser));
    });
  });
}

/** As the widgets do: soon at first, then ever later, never all at once. */
function pause(browser) {
  browser.failures += 1;
  return Math.min(30_000, 500 * 2 ** browser.failures) * (0.5 + Math.random() / 2);
}

function hear(browser, text) {
  if (text === '2') browser.socket.send('3');
  else if (text.startsWith('0')) browser.socket.send(`40${JSON.stringify({ program: options.key, protocol: 1 })}`);
  else if (text.startsWith('40')) {
    const boards = [{ board: 'all', limit: 10, around: 0, holds: heldBy(browser) }];
    browser.socket.send(`42${JSON.stringify(['hello', { locale: 'en', boards }])}`);
    browser.failures = 0;
    // The bare server answers nothing to a hello.
    if (options.bare) settle(browser);
  } else if (text.startsWith('42["board.snapshot"')) {
    browser.holds = JSON.parse(text.slice(2))[1].view.version;
    browser.patch = null;
    settle(browser);
  } else if (text.startsWith('42["board.patch"')) {
    const at = now();
    heard.frames += 1;
    heard.first ||= at;
    heard.last = at;
    browser.frames.push(at);
    if (options.bare) return;
    // Looked into when it is asked for: those of the bare server look into nothing, and share the cores with both servers.
    browser.patch = text;
    // Whoever came back before anything had changed is told by a patch.
    if (browser.away) settle(browser);
  }
}

/** The version that a browser would say it holds. */
function heldBy({ holds, patch }) {
  return patch === null ? holds : { process: holds?.process, n: Number(/"to":(\d+)/.exec(patch)?.[1]) };
}

function settle(browser) {
  if (browser.away) shown += 1;
  browser.away = false;
  browser.done?.();
  browser.done = null;
}

async function openAll(count) {
  browsers = Array.from({ length: count }, (_, n) => ({
    n,
    wanted: true,
    failures: 0,
    holds: null,
    patch: null,
    away: false,
    frames: [],
  }));
  const waiting = [...browsers];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await open(next);
  };
  await Promise.all(Array.from({ length: OPENING }, work));
}

const commands = {
  async open({ count, ...rest }) {
    options = rest;
    await openAll(count);
  },
  reset() {
    heard = { frames: 0, first: 0, last: 0 };
    for (const browser of browsers) browser.frames = [];
  },
  /** What was heard since the last reset, and the shortest time between two frames of one browser. */
  heard() {
    let closest = Number.POSITIVE_INFINITY;
    let most = 0;
    for (const { frames } of browsers) {
      most = Math.max(most, frames.length);
      for (let at = 1; at < frames.length; at += 1) closest = Math.min(closest, frames[at] - frames[at - 1]);
    }
    return { ...heard, closest, most };
  },
  /** All lose their connection at once and come back as browsers do; settles when each shows the board again. */
  async cut() {
    shown = 0;
    for (const browser of browsers) {
      browser.away = true;
      browser.socket.terminate();
    }
    while (shown < browsers.length) await new Promise((resolve) => setTimeout(resolve, 20));
    return { at: now() };
  },
  close() {
    for (const browser of browsers) {
      browser.wanted = false;
      browser.socket.terminate();
    }
  },
};

process.on('message', async ({ id, name, ...args }) => {
  process.send({ id, answer: await commands[name](args) });
});
process.on('disconnect', () => process.exit());
