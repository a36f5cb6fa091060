import fc from 'fast-check';
import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qr } from '../src/element/qr.ts';

const MODULE = 4;

/** What a camera that looks at the drawing reads. */
function read(text: string): string | undefined {
  const { values } = qr(text, 'A code');
  const size = Number(values[1]);
  const side = size * MODULE;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const [, x, y, run] of String(values.at(-1)).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * MODULE; row < (Number(y) + 1) * MODULE; row++) {
      for (let column = Number(x) * MODULE; column < (Number(x) + Number(run)) * MODULE; column++) {
        pixels.fill(0, 4 * (row * side + column), 4 * (row * side + column) + 3);
      }
    }
  }
  return jsQR(pixels, side, side)?.data;
}

test.each([
  'https://maison-claire.example/?ref=CLAIRE-7Q2M',
  'HARE-2041-7734',
  'a card: Zoë, 42 €',
  'x'.repeat(800),
  'y'.repeat(2331),
])('a reader finds %s', (text) => {
  expect(read(text)).toBe(text);
});

test('whatever a code says is read as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 120 }), (text) => {
      expect(read(text)).toBe(text);
    }),
    { numRuns: 40 },
  );
});
