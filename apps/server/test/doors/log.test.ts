import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openHouse, order } from './support/house.ts';

test('the log names each request and nobody', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  await using house = await openHouse({}, {}, { logger });
  const token = await house.token('ada@example.org');
  await house.rest('PUT', `/v1/members/${encodeURIComponent('ada@example.org')}`, { name: 'Ada Lovelace' });
  await house.rest('POST', '/v1/events', order('ada@example.org', 20));
  await house.storefront('me', {}, token);
  const { body } = await house.rest('GET', '/v1/members/nobody@example.org');
  const all = lines.join('');
  expect(lines.some((line) => JSON.parse(line).requestId === body.requestId)).toBe(true);
  for (const secret of [house.secret, token, 'example.org', 'Lovelace']) expect(all).not.toContain(secret);
});
