import type { ErrorBody } from '@laurel/contract';
import type { TRPCError } from '@trpc/server';
import type { Logger } from 'pino';
import type { RequestScope } from '../request.ts';
import { refusalOf } from './body.ts';

/** What stands in `error.data` of a tRPC answer: our one shape, and the status that goes with it. */
export type TrpcErrorData = ErrorBody & { httpStatus: number; path?: string };

/** Who is refused outside of any request. */
const NOBODY: RequestScope = { id: '', retryAfter: null, bodyLimit: null };

/** tRPC's `errorFormatter`: its envelope stays, `data` is ours, and nothing else (no stack) goes out. */
export function formatTrpcError<Shape extends { code: number; message: string }>(
  { shape, error, path }: { shape: Shape; error: TRPCError; path: string | undefined },
  scope = NOBODY,
): { code: Shape['code']; message: string; data: TrpcErrorData } {
  const { status, body, retryAfter } = refusalOf(error, scope);
  // The longest wait that any call of a request was asked for.
  if (retryAfter !== null) scope.retryAfter = Math.max(scope.retryAfter ?? 0, retryAfter);
  return {
    code: shape.code,
    message: body.message,
    data: { ...body, httpStatus: status, ...(path === undefined ? {} : { path }) },
  };
}

/** tRPC's `onError`: what nobody foresaw goes to the log. */
export function logTrpcError(
  logger: Logger,
  scope: RequestScope,
): (options: { error: TRPCError; path: string | undefined }) => void {
  return ({ error, path }) => {
    const { unknown } = refusalOf(error, scope);
    if (unknown !== undefined) logger.error({ err: unknown, requestId: scope.id, path }, 'a call failed');
  };
}
