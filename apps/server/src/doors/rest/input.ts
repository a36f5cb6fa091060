import type { Request } from 'express';
import { LaurelError } from '../../laurel.ts';
import type { RestMeta } from '../shop/meta.ts';

/**
 * The input of a procedure as it stands in a request: body or query, and on top of it what stands in the path.
 * @throws LaurelError `bad_request` when the body is no object, or the header's key is another than the body's
 */
export function inputOf(request: Request, rest: RestMeta): Record<string, unknown> {
  const asks = rest.method === 'GET' || rest.method === 'DELETE';
  const body: unknown = asks ? request.query : (request.body ?? {});
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new LaurelError('bad_request', [{ path: '', message: 'the body is a JSON object' }]);
  const input = { ...body, ...request.params } as Record<string, unknown>;
  const header = rest.keyed ? request.get('idempotency-key') : undefined;
  if (header === undefined) return input;
  const key = utf8(header);
  if (input.key !== undefined && input.key !== key)
    throw new LaurelError('bad_request', [{ path: 'key', message: 'the header Idempotency-Key says another key' }]);
  return { ...input, key };
}

/** Node reads headers as Latin-1, senders write UTF-8. */
function utf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
