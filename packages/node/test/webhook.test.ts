import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { verifyWebhook, WebhookError } from '../src/index.ts';

const key = randomBytes(24);
const secret = `whsec_${key.toString('base64')}`;
const body = JSON.stringify({ type: 'tier.raised', data: { member: 'anna', name: 'Zoë' } });
const now = () => Math.floor(Date.now() / 1_000);

/** Signs as the specification says, by Node's own HMAC. */
function signed({ id = 'msg_1', at = now(), text = body, by = key } = {}) {
  const mac = createHmac('sha256', by).update(`${id}.${at}.${text}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac}` };
}

describe('a webhook', () => {
  test('with a good signature is read', () => {
    const at = now();
    expect(verifyWebhook({ body, headers: signed({ at }), secret })).toEqual({
      id: 'msg_1',
      sentAt: new Date(at * 1_000),
      body: JSON.parse(body),
    });
  });

  test('arrives over HTTP as bytes', async () => {
    const server = createServer(async (request, response) => {
      try {
        const { id } = verifyWebhook({ body: await buffer(request), headers: request.headers, secret });
        response.end(id);
      } catch (error) {
        response.writeHead(400).end(String(error));
      }
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const good = await fetch(url, { method: 'POST', body, headers: signed() });
    const bad = await fetch(url, { method: 'POST', body: `${body} `, headers: signed() });
    server.close();
    expect([good.status, await good.text(), bad.status]).toEqual([200, 'msg_1', 400]);
  });

  test('is good under the old or the new secret while one is being replaced', () => {
    const fresh = `whsec_${randomBytes(24).toString('base64')}`;
    expect(verifyWebhook({ body, headers: signed(), secret: [fresh, secret] }).id).toBe('msg_1');
    expect(() => verifyWebhook({ body, headers: signed(), secret: [fresh] })).toThrow(WebhookError);
    expect(() => verifyWebhook({ body, headers: signed(), secret: [] })).toThrow(WebhookError);
  });

  test('with several signatures is good if one of them is', () => {
    const other = signed({ by: randomBytes(24) });
    const headers = {
      ...signed(),
      'webhook-signature': `${other['webhook-signature']} ${signed()['webhook-signature']}`,
    };
    expect(verifyWebhook({ body, headers: new Headers(headers), secret }).id).toBe('msg_1');
  });

  test.each([
    ['the body was changed', signed(), `${body} `],
    ['the id was changed', { ...signed(), 'webhook-id': 'msg_2' }, body],
    ['it is too old', signed({ at: now() - 301 }), body],
    ['it is from the future', signed({ at: now() + 310 }), body],
    ['its time is none', { ...signed(), 'webhook-timestamp': '12 o’clock' }, body],
    ['a header is missing', { ...signed(), 'webhook-id': '' }, body],
    ['the signature is of another kind', { ...signed(), 'webhook-signature': 'v2,abc' }, body],
    ['it is not JSON', signed({ text: 'hello' }), 'hello'],
    ['it is not UTF-8', signed(), Buffer.from([0xff, 0xfe])],
  ])('is refused when %s', (_, headers, text) => {
    expect(() => verifyWebhook({ body: text, headers, secret })).toThrow(WebhookError);
  });
});
