import type { Request } from 'express';
import { LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { House } from '../house.ts';
import { neighbourhoodOf } from '../limits/address.ts';
import { checkOrigin, type Own } from './origin.ts';
import { readToken, type TokenHolder } from './token.ts';

/** What a procedure of the browser's door knows of its request. */
export interface StorefrontContext {
  house: House;
  program: PublishedProgram;
  /** Null: a guest. Only a POST is asked who it is from, so that what guests get may lie in caches. */
  holder: TokenHolder | null;
  from: string;
  own: Own;
}

/** This server as the browser behind a request reaches it. */
export function ownOf(house: House, request: Request): Own {
  return { origin: house.ownOrigin, host: request.host };
}

/** @throws LaurelError `program_not_found` */
export async function programOf(house: House, publishableKey: string): Promise<PublishedProgram> {
  const program = await house.laurel.programs.byKey(publishableKey);
  if (!program) throw new LaurelError('program_not_found');
  return program;
}

/** @throws LaurelError `program_not_found`, `origin_not_allowed`, `unauthorized`, `token_expired`, `rate_limited` */
export async function storefrontContext(house: House, request: Request): Promise<StorefrontContext> {
  const program = await programOf(house, String(request.params.key));
  const { origin, authorization } = request.headers;
  // A guest's GET without an origin comes from a cache, a crawler or the same site, and tells nothing that is secret.
  if (origin !== undefined || request.method !== 'GET') checkOrigin(program, origin, ownOf(house, request));
  const from = neighbourhoodOf(request.ip);
  const token = request.method === 'GET' ? undefined : /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const own = ownOf(house, request);
  if (token === undefined) return { house, program, holder: null, from, own };
  try {
    return { house, program, holder: await readToken(house.laurel, program, token), from, own };
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'unauthorized') await house.limits.take('failed', from);
    throw error;
  }
}
