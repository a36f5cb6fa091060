import type { Request } from 'express';
import { LaurelError, type PublishedProgram, type SecretKey } from '../../laurel.ts';
import type { House } from '../house.ts';
import { neighbourhoodOf } from '../limits/address.ts';
import { scopeOf } from '../request.ts';

/** What a procedure of the shop's door knows of its request. */
export interface ShopContext {
  house: House;
  program: PublishedProgram;
  key: SecretKey;
  /** The language of sentences, where the input names none. */
  locale: string;
  /** Under which the log has the request. */
  requestId: string;
  /** Aborted when the caller is gone. */
  signal: AbortSignal;
  /** What the REST twin answers besides the body. */
  answer: { status: number; headers: Record<string, string> };
}

/**
 * Checks the secret key before anything of the body is read.
 * @throws LaurelError `unauthorized`; `rate_limited` after too many wrong keys from one address
 */
export async function shopContext(house: House, request: Request): Promise<ShopContext> {
  const { laurel, limits } = house;
  const plain = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const key = plain === undefined ? null : await laurel.keys.secret(plain);
  const program = key && (await laurel.programs.byId(key.program));
  if (!key || !program) {
    await limits.take('failed', neighbourhoodOf(request.ip));
    throw new LaurelError('unauthorized', { expects: 'Authorization: Bearer sk_…' });
  }
  const gone = new AbortController();
  const { res: response } = request;
  // Once all is answered there is nobody to tell.
  response?.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return {
    house,
    program,
    key,
    locale: localeOf(request),
    requestId: scopeOf(request).id,
    signal: gone.signal,
    answer: { status: 200, headers: {} },
  };
}

/** The first language that the caller asks for. */
function localeOf(request: Request): string {
  if (request.headers['accept-language'] === undefined) return 'en';
  return request.acceptsLanguages()[0]?.replace('*', 'en') ?? 'en';
}
