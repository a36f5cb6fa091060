import type { ErrorBody } from '@laurel/contract';
import type { TRPCError } from '@trpc/server';
import type { Logger } from 'pino';
import { askToWait, requestIdOf } from '../request.ts';
import { refusalOf } from './body.ts';

/** What stands in `error.data` of a tRPC answer: our one shape, and the status that goes with it. */
export type TrpcErrorData = ErrorBody & { httpStatus: number; path?: string };

/** tRPC's `errorFormatter`: its envelope stays, `data` is ours, and nothing else (no stack) goes out. */
export function formatTrpcError<Shape extends { code: number; message: string }>({
  shape,
  error,
  path,
}: {
  shape: Shape;
  error: TRPCError;
  path: string | undefined;
}): { code: Shape['code']; message: string; data: TrpcErrorData } {
  const { status, body, retryAfter } = refusalOf(error, requestIdOf());
  if (retryAfter !== null) askToWait(retryAfter);
  return {
    code: shape.code,
    message: body.message,
    data: { ...body, httpStatus: status, ...(path === undefined ? {} : { path }) },
  };
}

/** tRPC's `onError`: what nobody foresaw goes to the log. */
export function logTrpcError(logger: Logger): (options: { error: TRPCError; path: string | undefined }) => void {
  return ({ error, path }) => {
    const { unknown } = refusalOf(error, requestIdOf());
    if (unknown !== undefined) logger.error({ err: unknown, requestId: requestIdOf(), path }, 'a call failed');
  };
}
