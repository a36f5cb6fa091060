import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Takes a question without a preflight, the token before the body, as the server does: `doors/storefront/plain.ts` there. */
export async function readPlain(request: IncomingMessage & { body?: unknown }): Promise<void> {
  if (!request.headers['content-type']?.startsWith('text/plain')) return;
  const [token = '', ...lines] = (await text(request)).split('\n');
  request.body = lines.join('\n');
  request.headers['content-type'] = 'application/json';
  if (token) request.headers.authorization = `Bearer ${token}`;
}
