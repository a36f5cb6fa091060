import { correction, generate } from 'lean-qr/nano';

/** Blank modules around a code, which a reader needs to find it (ISO 18004, 6.3.8). */
const QUIET = 4;

/** A text as a QR code: a square of so many modules, and the path of the dark ones. */
export function qrOf(text: string): { size: number; path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return { size: code.size + 2 * QUIET, path };
}
