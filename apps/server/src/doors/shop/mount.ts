import { LIMITS } from '@laurel/contract';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { RequestHandler } from 'express';
import { logTrpcError } from '../errors/trpc.ts';
import type { House } from '../house.ts';
import { trpcHeaders } from '../meta.ts';
import { limitBody } from '../request.ts';
import { shopContext } from './context.ts';
import { shopRouter } from './router.ts';

/** Mounts `shop.*` as tRPC. A batch of events may be larger than all else. */
export function mountShop(house: House): RequestHandler {
  const door = (maxBodySize: number) =>
    createExpressMiddleware({
      router: shopRouter,
      createContext: ({ req }) => shopContext(house, req),
      maxBatchSize: LIMITS.trpcBatch,
      maxBodySize,
      onError: logTrpcError(house.laurel.logger),
      responseMeta: ({ info }) => ({ headers: trpcHeaders(info, { 'cache-control': 'no-store' }) }),
    });
  const usual = door(LIMITS.bodyBytes);
  const large = door(LIMITS.batchBytes);
  return (request, response, next) => {
    const batch = request.path.includes('shop.events.batch');
    limitBody(batch ? LIMITS.batchBytes : LIMITS.bodyBytes);
    return (batch ? large : usual)(request, response, next);
  };
}
