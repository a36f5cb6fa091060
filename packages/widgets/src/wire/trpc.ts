import type { ErrorCode } from '@laurel/contract';
import type { Failure } from '../store/state.ts';

/** Thrown when the server refused or was not reached. */
export class CallError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/**
 * Calls one procedure by tRPC's HTTP protocol. With a token by POST, without one by a plain GET that caches may keep,
 * unless the procedure changes something. The token stands before the body, which is plain text: a browser asks no leave for that, so
 * that a member's page, too, is filled by one request.
 * @param base address of the router, without a slash at its end
 * @throws {CallError} with the server's code, or `offline`
 */
export async function call<Answer>(
  base: string,
  path: string,
  input: unknown,
  token: string | null,
  post = token !== null,
): Promise<Answer> {
  const body = JSON.stringify(input);
  const url = `${base}/${path}`;
  let code: Failure['code'] = 'offline';
  let requestId: string | null = null;
  let text: string | undefined;
  try {
    const response = await fetch(
      post ? url : `${url}?input=${encodeURIComponent(body)}`,
      post ? { method: 'POST', body: `${token ?? ''}\n${body}`, credentials: 'omit' } : { credentials: 'omit' },
    );
    code = 'internal';
    const { result, error } = await response.json();
    if (result) return result.data;
    code = (error.data?.code ?? code) as ErrorCode;
    requestId = error.data?.requestId ?? null;
    text = error.data?.details?.text;
  } catch {
    // Not reached, or not our server's answer; told below by the code that stands.
  }
  throw new CallError({ code, requestId, text });
}
