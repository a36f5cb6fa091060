import { waitOf } from './request.ts';

/**
 * Headers of a tRPC answer.
 * @param info what tRPC understood of the request; without it, it refuses and does not say that its answer is JSON
 */
export function trpcHeaders(info: unknown, more: Record<string, string>): Record<string, string> {
  const wait = waitOf();
  return {
    ...more,
    ...(info ? {} : { 'content-type': 'application/json' }),
    ...(wait === null ? {} : { 'retry-after': String(wait) }),
  };
}
