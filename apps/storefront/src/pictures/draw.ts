import { bags } from './motifs/bags.ts';
import type { Motif } from './motifs/brush.ts';
import { cosy } from './motifs/cosy.ts';
import { home } from './motifs/home.ts';
import { kitchen } from './motifs/kitchen.ts';
import { light } from './motifs/light.ts';
import { party } from './motifs/party.ts';
import { play } from './motifs/play.ts';
import { table } from './motifs/table.ts';
import { PALETTES, type PaletteName } from './palette.ts';
import { type PatternName, patternDefs } from './pattern.ts';

const MOTIFS = { ...bags, ...cosy, ...home, ...kitchen, ...light, ...party, ...play, ...table } satisfies Record<
  string,
  Motif
>;

export type MotifName = keyof typeof MOTIFS;
export const MOTIF_NAMES = Object.keys(MOTIFS) as MotifName[];

/** How a product looks. */
export interface Look {
  motif: MotifName;
  pattern: PatternName;
  palette: PaletteName;
}

/** An SVG of 400 by 400 without words or ground of its own: the page says what it shows, and paints behind it. */
export function draw({ motif, pattern, palette }: Look): string {
  const colours = PALETTES[palette];
  const print = pattern === 'plain' ? colours.body : 'url(#p)';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">${patternDefs(pattern, colours)}${MOTIFS[motif]({ ...colours, print })}</svg>`;
}
