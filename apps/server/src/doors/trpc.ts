import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { formatTrpcError, logTrpcError } from './errors/trpc.ts';
import { type RequestScope, scopeOf } from './request.ts';

interface TrpcAnswer<Router extends AnyTRPCRouter, Context> {
  router: Router;
  context(): Promise<Context>;
  maxBatchSize: number;
  maxBodySize: number;
  logger: Logger;
  headers(answer: { type: string; errors: TRPCError[] }): Record<string, string>;
}

/** Answers one request by tRPC. What is refused names the request, whatever of it was understood. */
export function answerTrpc<Router extends AnyTRPCRouter, Context>(
  request: Request,
  response: Response,
  next: NextFunction,
  { router, context, maxBatchSize, maxBodySize, logger, headers }: TrpcAnswer<Router, Context>,
): void {
  const scope = scopeOf(request);
  scope.bodyLimit = maxBodySize;
  createExpressMiddleware<AnyTRPCRouter>({
    router: within(router, scope),
    createContext: context,
    maxBatchSize,
    maxBodySize,
    onError: logTrpcError(logger, scope),
    responseMeta: ({ type, errors, info }) => ({
      headers: {
        ...headers({ type, errors }),
        // Without it, tRPC refuses and does not say that its answer is JSON.
        ...(info ? {} : { 'content-type': 'application/json' }),
        ...(scope.retryAfter === null ? {} : { 'retry-after': String(scope.retryAfter) }),
      },
    }),
  })(request, response, next);
}

/** The same router, which formats errors as those of this request: tRPC tells its formatter nothing of the request that it refuses. */
function within<Router extends AnyTRPCRouter>(router: Router, scope: RequestScope): Router {
  const { _def: definition } = router;
  const config = {
    ...definition._config,
    errorFormatter: (error: Parameters<typeof formatTrpcError>[0]) => formatTrpcError(error, scope),
  };
  return { ...router, _def: { ...definition, _config: config } };
}
