import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { LaurelError } from '../../laurel.ts';
import { scopeOf } from '../request.ts';
import { refusalOf } from './body.ts';

/** Answers with a refusal; what nobody foresaw goes to the log under the same requestId. */
export function refuse(response: Response, error: unknown, logger: Logger): void {
  const { status, body, retryAfter, unknown } = refusalOf(error, scopeOf(response.req));
  if (unknown !== undefined) logger.error({ err: unknown, requestId: body.requestId }, 'a request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (retryAfter !== null) response.setHeader('retry-after', retryAfter);
  response.setHeader('cache-control', 'no-store');
  response.status(status).json(body);
}

/** The last stop of every error in the app. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, _request, response, _next) => refuse(response, error, logger);
}

/** Nothing is at this address. */
export const nothingHere: RequestHandler = (_request, _response, next) => next(new LaurelError('not_found'));
