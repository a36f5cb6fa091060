import type { Palette } from '../palette.ts';

/** What a motif paints with: the palette, and `print`, the fill of its printed surface. */
interface Brush extends Palette {
  print: string;
}

/** Draws one thing on a field of 400 by 400, standing at about y = 316. */
export type Motif = (brush: Brush) => string;

/** The soft shadow under a thing that stands. */
export const shadow = (width: number, y = 316): string =>
  `<ellipse cx="200" cy="${y}" rx="${width / 2}" ry="9" fill="#000" fill-opacity=".1"/>`;

/** The thread or ring that a hanging thing hangs by. */
export const thread = (line: string, to: number): string =>
  `<path d="M200 0V${to}" stroke="${line}" stroke-width="2.5" fill="none"/>`;

/** A heart of the given half-width with its cleft at (x, y). */
export function heart(x: number, y: number, r: number): string {
  return `M${x} ${y + r * 1.55}C${x - r * 2} ${y + r * 0.3} ${x - r * 1.1} ${y - r} ${x} ${y}C${x + r * 1.1} ${y - r} ${x + r * 2} ${y + r * 0.3} ${x} ${y + r * 1.55}z`;
}
