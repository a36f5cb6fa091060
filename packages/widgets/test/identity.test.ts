import { expect, test } from 'vitest';
import { tokenFor } from '../e2e/support/backend.ts';
import { keepToken } from '../src/store/identity.ts';

/** A source that counts how often it is asked. */
function counted(seconds: number) {
  let asked = 0;
  const source = async () => {
    asked++;
    return `${tokenFor(seconds)}${asked}`;
  };
  return { source, asked: () => asked };
}

test('a token is fetched once while it is good, also by many at a time', async () => {
  const { source, asked } = counted(900);
  const token = keepToken(source);
  const all = await Promise.all([token(), token(), token()]);
  expect(new Set(all).size).toBe(1);
  expect(await token()).toBe(all[0]);
  expect(asked()).toBe(1);
});

test('a token that has run out, or was refused, is fetched anew', async () => {
  const over = counted(-10);
  const token = keepToken(over.source);
  await token();
  await token();
  expect(over.asked()).toBe(2);
  const good = counted(900);
  const other = keepToken(good.source);
  await other();
  await other(true);
  expect(good.asked()).toBe(2);
});

test('a source that fails is asked again the next time', async () => {
  let fails = true;
  const token = keepToken(() => {
    if (fails) throw new Error('down');
    return 'a.b.c';
  });
  await expect(token()).rejects.toThrow('down');
  fails = false;
  expect(await token()).toBe('a.b.c');
});

test('a guest stays a guest until told otherwise', async () => {
  expect(await keepToken(null)()).toBeNull();
  expect(await keepToken('a.b.c')()).toBe('a.b.c');
});
