import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { requestSeconds } from '../metrics.ts';
import { openScope } from './request.ts';

const SANE_ID = /^[\w.:-]{8,64}$/;

/** Which door an address belongs to: all that logs and metrics keep of it, since addresses name members. */
function doorOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'p') return 'storefront';
  if (first === 'trpc') return `trpc ${second.split('?')[0]?.slice(0, 80)}`;
  if (first === 'v1') return `v1 ${second.slice(0, 40)}`;
  return OTHER.has(first) ? first : 'other';
}

const OTHER = new Set(['sdk', 'docs', 'openapi.json', 'livez', 'readyz', 'metrics', 'live']);
const QUIET = new Set(['livez', 'readyz', 'metrics', 'sdk', 'docs', 'other']);

/** Names each request, logs it without keys, tokens or names, and measures it. */
export function requestLog(logger: Logger): RequestHandler {
  const http = pinoHttp({
    logger,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    genReqId(request, response) {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
      response.setHeader('x-request-id', id);
      return id;
    },
    serializers: {
      req: (request: { method: string; url: string }) => ({ method: request.method, door: doorOf(request.url) }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customLogLevel(request, response, error) {
      if (error || response.statusCode >= 500) return 'error';
      if (QUIET.has(doorOf(request.url ?? ''))) return 'trace';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
  });
  return (request, response, next) => {
    const stop = requestSeconds.startTimer();
    const door = doorOf(request.originalUrl).split(' ')[0] ?? 'other';
    response.once('close', () => stop({ door, method: request.method, status: response.statusCode }));
    http(request, response);
    openScope(request, String(request.id));
    next();
  };
}
