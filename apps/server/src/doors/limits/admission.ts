import type { RequestHandler } from 'express';
import { LaurelError } from '../../laurel.ts';
import { inFlight, loopDelaySeconds, turnedAway } from '../../metrics.ts';
import { refusalOf } from '../errors/body.ts';
import { scopeOf } from '../request.ts';

/** How much a process takes on before it turns requests away. */
export interface Capacity {
  /** Requests being answered at once; a larger body counts for several. 0: no end. */
  inFlight: number;
  /** Milliseconds that everything waits for its turn in this process. 0: no end. */
  loopDelay: number;
}

export interface Admission {
  /** Lets a request in, or answers at once when to come back, before a byte of its body is read. */
  admit: RequestHandler;
  close(): void;
}

/** A body of so many bytes counts for one. */
const SHARE = 16_384;
/** Milliseconds between two looks at the clock. */
const BEAT = 100;
/** Seconds; who is turned away comes back spread out over so many more. */
const COME_BACK = 1;
const SPREAD = 3;

/**
 * Holds a process to what it can do: past that, everybody would wait longer for the same, and what waits takes memory. A request that
 * is turned away has done nothing and may be made again under the same key, here or at another process.
 */
export function openAdmission(capacity: Capacity): Admission {
  let busy = 0;
  let delay = 0;
  let expected = performance.now() + BEAT;
  const clock = setInterval(() => {
    const now = performance.now();
    // Rises at once, and falls over some beats: one long turn is forgiven soon.
    const late = Math.max(0, now - expected);
    delay = late > delay ? late : (delay * 3 + late) / 4;
    loopDelaySeconds.set(delay / 1_000);
    expected = now + BEAT;
  }, BEAT);
  clock.unref();

  /** Whoever comes while nothing is under way is always let in: a lone request cannot be too many. */
  const full = (weight: number) =>
    busy > 0 &&
    ((capacity.inFlight > 0 && busy + weight > capacity.inFlight) ||
      (capacity.loopDelay > 0 && delay > capacity.loopDelay));

  const admit: RequestHandler = (request, response, next) => {
    const weight = 1 + Math.floor(Number(request.headers['content-length'] ?? 0) / SHARE);
    if (!full(weight)) {
      busy += weight;
      inFlight.set(busy);
      response.once('close', () => {
        busy -= weight;
        inFlight.set(busy);
      });
      next();
      return;
    }
    turnedAway.inc();
    const wait = COME_BACK + Math.floor(Math.random() * (SPREAD + 1));
    const error = new LaurelError('overloaded', { retryAfter: wait });
    if (request.originalUrl.startsWith('/v1')) {
      next(error);
      return;
    }
    // As tRPC's callers know it.
    const { status, body } = refusalOf(error, scopeOf(request));
    const told = { code: -32603, message: body.message, data: { ...body, httpStatus: status } };
    response
      .status(status)
      .set({ 'retry-after': String(wait), 'cache-control': 'no-store' })
      .json({ error: told });
  };
  return { admit, close: () => clearInterval(clock) };
}
