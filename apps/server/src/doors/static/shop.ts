import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from 'pino';

/** The demo's shop, under the same address as Laurel: every path that is not ours is the shop's. */
export function shopBehind(url: string, logger: Logger): RequestHandler {
  return createProxyMiddleware({
    target: url,
    changeOrigin: false,
    xfwd: true,
    on: {
      error(error, _request, response) {
        logger.error({ err: error }, 'the demo shop did not answer');
        if (!('writeHead' in response) || response.headersSent) {
          response.destroy();
          return;
        }
        const answer = response as ServerResponse;
        answer.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
        answer.end('The demo shop does not answer. Stop Laurel and start it again.\n');
      },
    },
  });
}
