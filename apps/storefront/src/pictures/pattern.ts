import type { Palette } from './palette.ts';

type Draw = (palette: Palette) => { size: number; turn?: number; marks: string };

/** What a surface is printed with. Each repeats a square of `size`. */
const PATTERNS = {
  dots: ({ second }) => ({
    size: 30,
    marks: `<g fill="${second}"><circle cx="8" cy="8" r="5"/><circle cx="23" cy="23" r="5"/></g>`,
  }),
  pin: ({ second }) => ({
    size: 16,
    marks: `<g fill="${second}"><circle cx="4" cy="4" r="1.8"/><circle cx="12" cy="12" r="1.8"/></g>`,
  }),
  stripes: ({ second }) => ({ size: 22, marks: `<path fill="${second}" d="M0 0h8v22H0z"/>` }),
  diagonal: ({ second }) => ({ size: 18, turn: 45, marks: `<path fill="${second}" d="M0 0h5v18H0z"/>` }),
  gingham: ({ second }) => ({
    size: 28,
    marks: `<g fill="${second}" fill-opacity=".55"><path d="M0 0h14v28H0z"/><path d="M0 0h28v14H0z"/></g>`,
  }),
  flowers: ({ second, third }) => ({
    size: 46,
    marks: flower(12, 13, second, third) + flower(35, 36, second, third),
  }),
  stars: ({ second }) => ({
    size: 34,
    marks: `<path fill="${second}" d="M9 2l2 5 5 .5-4 3.5 1.2 5L9 13l-4.2 3 1.2-5-4-3.5 5-.5zM26 18l1.6 4 4 .4-3.2 2.8 1 4-3.4-2.4-3.4 2.4 1-4-3.2-2.8 4-.4z"/>`,
  }),
  knit: ({ third }) => ({
    size: 18,
    marks: `<path fill="none" stroke="${third}" stroke-opacity=".45" stroke-width="2" d="M0 4l9 6 9-6M0 13l9 6 9-6"/>`,
  }),
  weave: ({ third }) => ({
    size: 20,
    turn: 45,
    marks: `<path fill="none" stroke="${third}" stroke-opacity=".6" stroke-width="2.5" d="M0 5h10M10 15h10M5 10v10M15 0v10"/>`,
  }),
} as const satisfies Record<string, Draw>;

export type PatternName = keyof typeof PATTERNS | 'plain';

/** The `<pattern>` of a print, laid over the palette's body; nothing for `plain`. */
export function patternDefs(name: PatternName, palette: Palette): string {
  if (name === 'plain') return '';
  const { size, turn, marks }: ReturnType<Draw> = PATTERNS[name](palette);
  const turned = turn ? ` patternTransform="rotate(${turn})"` : '';
  return `<defs><pattern id="p" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${turned}><path fill="${palette.body}" d="M0 0h${size}v${size}H0z"/>${marks}</pattern></defs>`;
}

function flower(x: number, y: number, petal: string, leaf: string): string {
  const petals = [0, 72, 144, 216, 288]
    .map((turn) => `<circle cx="${x}" cy="${y - 4.5}" r="3.6" transform="rotate(${turn} ${x} ${y})"/>`)
    .join('');
  return `<path stroke="${leaf}" stroke-width="1.5" d="M${x} ${y}l7 8"/><g fill="${petal}">${petals}</g><circle fill="${leaf}" cx="${x}" cy="${y}" r="2.4"/>`;
}
