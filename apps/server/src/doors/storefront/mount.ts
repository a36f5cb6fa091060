import { LIMITS } from '@laurel/contract';
import cors from 'cors';
import { type RequestHandler, Router } from 'express';
import { LaurelError } from '../../laurel.ts';
import type { House } from '../house.ts';
import { answerTrpc } from '../trpc.ts';
import { ownOf, programOf, storefrontContext } from './context.ts';
import { originAllowed } from './origin.ts';
import { plainQuestions } from './plain.ts';
import { storefrontRouter } from './router.ts';

const DAY = 86_400;

/** Mounts the browser's door. Pages of other origins than the program's get no leave to read. */
export function mountStorefront(house: House): Router {
  const door = Router({ mergeParams: true });
  door.use(leaveToRead(house));
  // After the leave to read, so that a page can read when to come back.
  door.use(house.admission.admit);
  door.use(plainQuestions(LIMITS.bodyBytes));
  door.use((request, response, next) =>
    answerTrpc(request, response, next, {
      router: storefrontRouter,
      context: () => storefrontContext(house, request),
      maxBatchSize: LIMITS.trpcBatch,
      maxBodySize: LIMITS.bodyBytes,
      logger: house.laurel.logger,
      headers({ type, errors }) {
        // What a guest gets is the same for everybody and may be some seconds old; what a member gets is theirs alone.
        const cacheable = type === 'query' && errors.length === 0;
        return {
          // tRPC names what its answers vary by anew, and would forget what CORS has named.
          vary: 'origin, trpc-accept, accept',
          'cache-control': cacheable ? 'public, max-age=5, stale-while-revalidate=30' : 'no-store',
        };
      },
    }),
  );
  return door;
}

/** CORS without credentials, and with a preflight that is asked once a day. */
function leaveToRead(house: House): RequestHandler {
  return cors((request, answer) => {
    const { origin } = request.headers;
    const express = request as Parameters<RequestHandler>[0];
    const settings = { methods: ['GET', 'POST'], allowedHeaders: ['authorization', 'content-type'], maxAge: DAY };
    programOf(house, String(express.params.key)).then(
      (program) =>
        answer(null, {
          ...settings,
          origin: origin !== undefined && originAllowed(program, origin, ownOf(house, express)),
        }),
      // Where there is no such program there is nothing to keep from anybody: a page with a wrong key can read that it is one.
      (error: unknown) =>
        answer(null, { ...settings, origin: error instanceof LaurelError && error.code === 'program_not_found' }),
    );
  });
}
