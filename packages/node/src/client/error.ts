import { ERRORS, type ErrorBody, type ErrorCode } from '@laurel/contract';

/** Codes that arise on this side of the wire: Laurel gave no answer that could be read. */
export const CLIENT_ERRORS = {
  unreachable: 'Laurel cannot be reached; check the address, then send it again with the same key.',
  timed_out: 'Laurel did not answer in time; send it again with the same key.',
  unreadable: 'The answer is not one of Laurel; check that `url` is the address of a Laurel server.',
} as const;

export type LaurelErrorCode = ErrorCode | keyof typeof CLIENT_ERRORS;

/** The one error that every call throws. `status` is the HTTP status, 0 where no answer came. */
export class LaurelError extends Error {
  override readonly name = 'LaurelError';
  readonly code: LaurelErrorCode;
  readonly details: unknown;
  /** Names the request in the server's log; empty where no answer came. */
  readonly requestId: string;
  readonly status: number;

  constructor(
    of: { code: LaurelErrorCode; message: string; details?: unknown; requestId?: string; status?: number },
    options?: ErrorOptions,
  ) {
    super(of.message, options);
    this.code = of.code;
    this.details = of.details ?? null;
    this.requestId = of.requestId ?? '';
    this.status = of.status ?? 0;
  }

  /** True where the same call may succeed later and nothing needs to be changed: send it again, with the same key. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Whether this is the shape in which every door of Laurel refuses. */
export function isErrorBody(value: unknown): value is ErrorBody {
  const body = value as Partial<ErrorBody> | null | undefined;
  return typeof body?.code === 'string' && Object.hasOwn(ERRORS, body.code) && typeof body.requestId === 'string';
}
