import { createTRPCUntypedClient, type HTTPLinkOptions, httpLink } from '@trpc/client';
import { type Attempts, patientFetch } from './attempts.ts';
import { CLIENT_ERRORS, isErrorBody, LaurelError } from './error.ts';

/** Asks one procedure of the shop's door. */
export interface Transport {
  query<Out>(path: string, input: unknown): Promise<Out>;
  /** A write that carries its own key or changes nothing when it is repeated. */
  write<Out>(path: string, input: unknown): Promise<Out>;
  /** A write that must not be repeated unless the server said that it took nothing. */
  writeOnce<Out>(path: string, input: unknown): Promise<Out>;
}

/** @param url address of the Laurel server, without `/trpc` */
export function createTransport(url: string, secretKey: string, attempts: Attempts): Transport {
  const client = (repeatable: boolean) =>
    createTRPCUntypedClient({
      links: [
        httpLink({
          url: `${url.replace(/\/+$/, '')}/trpc`,
          headers: { authorization: `Bearer ${secretKey}` },
          fetch: jsonOnly(patientFetch(attempts, repeatable)),
        }),
      ],
    });
  const repeatable = client(true);
  const once = client(false);
  return {
    // The server's types and the contract's are held together by a test of types; the wire itself carries JSON.
    query: (path, input) => told(repeatable.query(path, input)) as Promise<never>,
    write: (path, input) => told(repeatable.mutation(path, input)) as Promise<never>,
    writeOnce: (path, input) => told(once.mutation(path, input)) as Promise<never>,
  };
}

async function told(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    throw toLaurelError(error);
  }
}

type FetchEsque = NonNullable<HTTPLinkOptions<{ errorShape: never; transformer: false }>['fetch']>;

/** An answer that is not JSON comes from something between us and Laurel, or from something else altogether. */
class NotLaurel extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the answer with status ${status} is not JSON`);
    this.status = status;
  }
}

function jsonOnly(inner: typeof fetch): FetchEsque {
  return async (input, init) => {
    const response = await inner(input instanceof URL ? input : String(input), init as RequestInit);
    if (!response.headers.get('content-type')?.includes('json')) throw new NotLaurel(response.status);
    return response;
  };
}

/** What is read of what `@trpc/client` throws. */
interface Failed {
  data?: unknown;
  meta?: { response?: unknown };
  cause?: Error;
}

/** What `@trpc/client` throws, as the one error of this package. */
function toLaurelError(error: unknown): LaurelError {
  const options = { cause: error };
  const { data, meta, cause } = error as Failed;
  const status = meta?.response instanceof Response ? meta.response.status : 0;
  if (isErrorBody(data)) return new LaurelError({ ...data, status }, options);
  if (cause instanceof NotLaurel || status > 0) {
    const answered = cause instanceof NotLaurel ? cause.status : status;
    const message = `${CLIENT_ERRORS.unreadable} It answered with status ${answered}.`;
    return new LaurelError({ code: 'unreadable', message, status: answered }, options);
  }
  const code = cause?.name === 'TimeoutError' ? 'timed_out' : 'unreachable';
  return new LaurelError({ code, message: CLIENT_ERRORS[code] }, options);
}
