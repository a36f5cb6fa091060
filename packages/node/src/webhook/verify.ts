import { Webhook } from 'standardwebhooks';

/** A webhook of Laurel whose signature is good. */
export interface LaurelWebhook<Data = unknown> {
  /** The same whenever it is delivered again: keep it, and do the work once. */
  id: string;
  /** When it was sent. */
  sentAt: Date;
  body: Data;
}

export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

export interface WebhookRequest {
  /** The body as it came, byte for byte: parse nothing before. */
  body: string | Uint8Array;
  /** The request's headers: `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
  headers: Headers | Record<string, string | string[] | undefined>;
  /** `whsec_…`; while one is being replaced, the new and the old one. */
  secret: string | readonly string[];
}

// What was signed are bytes: a mark at their beginning stays, and what is not UTF-8 is refused.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Verifies a webhook by Standard Webhooks: HMAC-SHA256 over id, time and body, compared in constant time,
 * not more than five minutes from now.
 * @throws WebhookError with what is wrong; answer it with 400 and do nothing
 */
export function verifyWebhook<Data = unknown>({ body, headers, secret }: WebhookRequest): LaurelWebhook<Data> {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': header(headers, 'webhook-signature'),
  };
  const secrets = typeof secret === 'string' ? [secret] : secret;
  if (secrets.length === 0) throw new WebhookError('there is no secret to verify with');
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookError('this is no webhook: `webhook-timestamp` is no number of seconds');
  let fault: unknown;
  for (const each of secrets) {
    try {
      const text = typeof body === 'string' ? body : decoder.decode(body);
      return { id, sentAt: new Date(Number(timestamp) * 1_000), body: new Webhook(each).verify(text, signed) as Data };
    } catch (error) {
      fault = error;
    }
  }
  const why = fault instanceof SyntaxError ? 'the body is not JSON' : (fault as Error).message;
  throw new WebhookError(`this webhook is not to be trusted: ${why}`, { cause: fault });
}

function header(headers: WebhookRequest['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : pick(headers, name);
  if (!value) throw new WebhookError(`this is no webhook: its header \`${name}\` is missing`);
  return value;
}

function pick(headers: Record<string, string | string[] | undefined>, name: string): string | undefined {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return Array.isArray(found) ? found[0] : found;
}
