import { ERRORS, type ErrorBody, type ErrorCode, REASONS, type Reason } from '@laurel/contract';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { LaurelError } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import type { RequestScope } from '../request.ts';
import { issuesOf } from './issues.ts';

/** A refusal as it leaves a door. `retryAfter` in seconds; `unknown` is what nobody foresaw and the log must have. */
export interface Refusal {
  status: number;
  body: ErrorBody;
  retryAfter: number | null;
  unknown: unknown;
}

const RETRY_AFTER: Partial<Record<ErrorCode, number>> = {
  rate_limited: 1,
  try_running: 10,
  overloaded: 2,
  store_unavailable: 2,
};

/** Codes that an operator wants to know the cause of. */
const LOGGED = new Set<ErrorCode>(['internal', 'store_unavailable']);

/** What tRPC itself refuses, in our codes. */
const TRPC_CODES: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  UNSUPPORTED_MEDIA_TYPE: 'bad_request',
  METHOD_NOT_SUPPORTED: 'bad_request',
  CLIENT_CLOSED_REQUEST: 'bad_request',
  NOT_FOUND: 'not_found',
  PAYLOAD_TOO_LARGE: 'too_large',
};

/** What Express and its body parsers refuse, by status: a broken address, broken JSON, too many bytes. */
const STATUS_CODES: Record<number, ErrorCode> = {
  400: 'bad_request',
  404: 'not_found',
  413: 'too_large',
  415: 'bad_request',
};

/** What a body may have at most, which is the request's to say. */
const BODY_LIMIT = Symbol('body limit');

/** Whatever was thrown, as the one shape in which every door refuses. */
export function refusalOf(
  error: unknown,
  { id: requestId, bodyLimit }: Pick<RequestScope, 'id' | 'bodyLimit'>,
): Refusal {
  const [code, said, unknown] = judge(error);
  const details = said === BODY_LIMIT ? { limit: bodyLimit } : said;
  const retryAfter = RETRY_AFTER[code] === undefined ? null : retryAfterOf(details, RETRY_AFTER[code]);
  const { status, message } = ERRORS[code];
  const why = code === 'refused' ? reasonIn(details) : null;
  const sentence = why === null ? message : `The program's rules refuse this: ${why}.`;
  const body: ErrorBody = { code, message: sentence, ...(details === undefined ? {} : { details }), requestId };
  return { status, body, retryAfter, unknown };
}

/** Why the rules refuse, in words. */
function reasonIn(details: unknown): string | null {
  const { reason } = (details ?? {}) as { reason?: unknown };
  return typeof reason === 'string' && Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : null;
}

function judge(thrown: unknown): [code: ErrorCode, details?: unknown, unknown?: unknown] {
  const error = told(thrown);
  if (error instanceof LaurelError) return [error.code, error.details, LOGGED.has(error.code) ? error : undefined];
  if (error instanceof ZodError) return ['bad_request', issuesOf(error)];
  if (error instanceof TRPCError) return judgeTrpc(error);
  // Express's own errors carry a status, and say by `expose` that they may be told.
  const { status, expose, message, limit } = (error ?? {}) as Record<string, unknown>;
  const code = typeof status === 'number' ? STATUS_CODES[status] : undefined;
  if (code === 'too_large') return [code, { limit }];
  if (code) return [code, expose === false ? undefined : { reason: message }];
  return ['internal', undefined, error];
}

/** What a procedure threw is the cause of what tRPC throws; without one it is tRPC itself that refuses. */
function judgeTrpc(error: TRPCError): ReturnType<typeof judge> {
  const code = TRPC_CODES[error.code];
  if (error.cause && (!code || error.cause instanceof LaurelError || error.cause instanceof ZodError))
    return judge(error.cause);
  if (!code) return ['internal', undefined, error];
  return [code, code === 'too_large' ? BODY_LIMIT : { reason: error.message }];
}

function retryAfterOf(details: unknown, otherwise: number): number {
  const asked = (details as { retryAfter?: unknown } | undefined)?.retryAfter;
  return typeof asked === 'number' ? Math.max(1, Math.ceil(asked)) : otherwise;
}
