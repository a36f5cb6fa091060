import { LIMITS } from '@laurel/contract';
import type { RequestHandler } from 'express';
import type { House } from '../house.ts';
import { answerTrpc } from '../trpc.ts';
import { shopContext } from './context.ts';
import { shopRouter } from './router.ts';

/** Mounts `shop.*` as tRPC. A batch of events may be larger than all else. */
export function mountShop(house: House): RequestHandler {
  return (request, response, next) =>
    answerTrpc(request, response, next, {
      router: shopRouter,
      context: () => shopContext(house, request),
      maxBatchSize: LIMITS.trpcBatch,
      maxBodySize: request.path.includes('shop.events.batch') ? LIMITS.batchBytes : LIMITS.bodyBytes,
      logger: house.laurel.logger,
      headers: () => ({ 'cache-control': 'no-store' }),
    });
}
