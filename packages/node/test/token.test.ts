import { randomBytes } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { memberToken, readSigningSecret } from '../src/index.ts';

const key = randomBytes(32);
const signingSecret = `ss_k7_${key.toString('base64url')}`;
const base = { externalId: 'anna', publishableKey: 'pk_shop', signingSecret };
const verify = (token: string, secret = key) =>
  jwtVerify(token, secret, { audience: 'pk_shop', algorithms: ['HS256'] });

describe('a member token', () => {
  test('names the shopper and the program, and lives for fifteen minutes', async () => {
    const { payload, protectedHeader } = await verify(await memberToken(base));
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k7' });
    expect(payload).toMatchObject({ sub: 'anna', aud: 'pk_shop' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
  });

  test('carries a name and another kid if they are given, and nothing else', async () => {
    const token = await memberToken({ ...base, name: 'Anna', kid: 'other', minutes: 5 });
    const { payload } = await verify(token);
    expect(decodeProtectedHeader(token).kid).toBe('other');
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'name', 'sub']);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  test('is refused under another secret', async () => {
    await expect(verify(await memberToken(base), randomBytes(32))).rejects.toThrow();
  });

  test.each([0, -1, 15.5, Number.NaN, Number.POSITIVE_INFINITY])('may not live %s minutes', async (minutes) => {
    await expect(memberToken({ ...base, minutes })).rejects.toThrow(RangeError);
  });

  test('names somebody', async () => {
    await expect(memberToken({ ...base, externalId: '' })).rejects.toThrow(TypeError);
  });
});

describe('a signing secret', () => {
  test('may have every letter of base64url in it, the underscore too', () => {
    const bytes = Buffer.alloc(36, 0xff);
    expect(bytes.toString('base64url')).toContain('_');
    expect(readSigningSecret(`ss_k-1_${bytes.toString('base64url')}\n`)).toEqual({
      kid: 'k-1',
      key: new Uint8Array(bytes),
    });
  });

  test.each(['', 'sk_live_abc', 'ss_k7', 'ss__abc', `ss_k7_${key.toString('base64url').slice(0, 20)}`])(
    'is refused with a sentence: %j',
    (text) => {
      expect(() => readSigningSecret(text)).toThrow(/laurel keys/);
    },
  );
});
