// A Laurel server as the browser tests have it, behind a front that packs files as servers do, and a shop with three pages of its own.
import { readFileSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startBackend, tokenFor } from '../../packages/widgets/e2e/support/backend.ts';

const sdk = new URL('../../packages/widgets/dist/sdk/', import.meta.url);
const TYPES = { js: 'text/javascript', css: 'text/css' };

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));

function send(response, body, type) {
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('content-encoding', 'gzip');
  response.setHeader('cache-control', 'public, max-age=31536000');
  response.end(gzipSync(body));
}

/** What stands above the fold of any shop: words, and pictures of no weight. */
const goods = (from, count) =>
  Array.from(
    { length: count },
    (_, n) =>
      `<article><svg viewBox="0 0 4 3" role="img" aria-label="A lamp"><rect width="4" height="3" fill="hsl(${(n + from) * 30} 30% 80%)"/></svg><h2>Lamp ${n + from}</h2><p>Brass and linen, made to be mended. It gives a warm light to read by.</p><p>€${42 + n}.00</p></article>`,
  ).join('');

const CSS = `*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f6f4ef;color:#1f1d1a}
main{max-width:1100px;margin:auto;padding:24px;display:grid;gap:24px}.goods{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:24px}
svg{inline-size:100%;block-size:auto}`;

const page = (head, elements) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="Lamps"><title>Lamps</title><link rel="icon" href="data:,">
<style>${CSS}</style>${head}</head><body><main><h1>Lamps</h1><div class="goods">${goods(1, 8)}</div>${elements}<div class="goods">${goods(9, 4)}</div></main></body></html>`;

const TAGS = ['points', 'tier', 'challenges', 'leaderboard', 'referral', 'rewards'];
const tags = (prefix, board) =>
  TAGS.map((tag) => `<${prefix}-${tag}${tag === 'leaderboard' ? board : ''}></${prefix}-${tag}>`).join('\n');

/**
 * Starts both. Pages of the shop: `/empty`, `/ours`, `/naive`, and `/ours-board`, `/naive-board` with one board of 100 rows.
 * @param {string} bundle the naive page's code
 */
export async function startFront(bundle) {
  const backend = await startBackend();
  const { world } = backend;
  world.rows = Array.from({ length: 120 }, (_, index) => ({
    id: `row-${index + 1}`,
    place: index + 1,
    alias: `Quiet Heron ${index + 1}`,
    score: 20_000 - index * 42,
  }));
  const { port } = new URL(backend.laurelOrigin);
  const laurel = createServer((request, response) => {
    const file = /^\/sdk\/([\w.-]+)$/.exec(request.url)?.[1];
    if (file) {
      response.setHeader('access-control-allow-origin', '*');
      return send(response, readFileSync(new URL(file, sdk)), TYPES[file.split('.').at(-1)]);
    }
    const { method, url, headers } = request;
    const onward = ask({ port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    return request.pipe(onward);
  });
  laurel.on('upgrade', (request, socket) => {
    const wire = connect(port, '127.0.0.1', () => {
      const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
      wire.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      wire.pipe(socket).pipe(wire);
    });
    for (const end of [wire, socket]) end.on('error', () => [wire, socket].map((each) => each.destroy()));
  });
  const origin = await listen(laurel);

  const ourHead = `<link rel="stylesheet" href="${origin}/sdk/laurel.css"><script type="module" src="${origin}/sdk/laurel.js" data-program="pk_demo" data-token="/laurel/token"></script>`;
  const theirHead = `<script>window.LAUREL="${origin}"</script><script type="module" src="/naive.js"></script>`;
  const pages = {
    '/empty': page('', ''),
    '/ours': page(ourHead, tags('laurel', '')),
    '/naive': page(theirHead, tags('naive', '')),
    '/ours-board': page(ourHead, '<laurel-leaderboard limit="100" around="0"></laurel-leaderboard>'),
    '/naive-board': page(theirHead, '<naive-leaderboard limit="100"></naive-leaderboard>'),
  };
  const shop = createServer((request, response) => {
    if (request.url === '/laurel/token') return response.end(JSON.stringify({ token: tokenFor(900) }));
    if (request.url === '/naive.js') return send(response, bundle, TYPES.js);
    const html = pages[request.url];
    if (!html) response.statusCode = 404;
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-encoding', 'gzip');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(gzipSync(html ?? ''));
  });
  const home = await listen(shop);
  return {
    backend,
    origin,
    at: (name) => `${home}/${name}`,
    async stop() {
      for (const server of [laurel, shop]) server.closeAllConnections();
      for (const server of [laurel, shop]) server.close();
      await backend.stop();
    },
  };
}
