import { describe, expect, test } from 'vitest';
import { forgetReferral, referralCookie, referralFromCookie, referralFromUrl } from '../src/index.ts';

describe('the friend’s code', () => {
  test('is read from a link, absolute or not', () => {
    expect(referralFromUrl('https://shop.example/teacups?ref=ANNA-7K2&x=1')).toBe('ANNA-7K2');
    expect(referralFromUrl('/?ref=ANNA-7K2')).toBe('ANNA-7K2');
  });

  test.each(['/', '/?ref=', '/?ref=a%0d%0aSet-Cookie:x', '/?ref=<script>', `/?ref=${'a'.repeat(65)}`])(
    'is none in %s',
    (url) => {
      expect(referralFromUrl(url)).toBeNull();
    },
  );

  test('goes through a cookie that pages cannot read and other sites cannot send along', () => {
    const cookie = referralCookie('ANNA-7K2', { days: 30 });
    expect(cookie).toBe('laurel_ref=ANNA-7K2; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(referralFromCookie(`a=b; ${cookie.split(';')[0]}; c=d`)).toBe('ANNA-7K2');
  });

  test('is forgotten', () => {
    expect(forgetReferral({ secure: false })).toBe('laurel_ref=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
    expect(referralFromCookie('laurel_ref=')).toBeNull();
    expect(referralFromCookie(undefined)).toBeNull();
  });

  test('of a shape that no code has is refused, not kept', () => {
    expect(() => referralCookie('a; Domain=evil.example')).toThrow(RangeError);
  });
});
