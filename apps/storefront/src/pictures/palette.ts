/** The colours of one picture: its body, a second and a third tone, and fine lines. What is behind it the page paints, by the palette's name. */
export interface Palette {
  body: string;
  second: string;
  third: string;
  line: string;
}

/** Calm on white and on black alike, so that pictures need no second set for the dark. */
export const PALETTES = {
  poppy: { body: '#c9503f', second: '#fbf3ec', third: '#8f3327', line: '#4a231d' },
  rose: { body: '#d48a92', second: '#fdf5f2', third: '#a95763', line: '#54303a' },
  mint: { body: '#86b59c', second: '#f6f8f0', third: '#4d8069', line: '#26433a' },
  sky: { body: '#7ba3bf', second: '#f7f7f2', third: '#456f8d', line: '#233c4d' },
  honey: { body: '#d9a648', second: '#fdf7e6', third: '#a3742a', line: '#553c19' },
  cream: { body: '#f4ecdb', second: '#d8c7a6', third: '#a78e66', line: '#4e4330' },
  slate: { body: '#55606a', second: '#eceeea', third: '#8b969c', line: '#2b3238' },
  moss: { body: '#7d8f5a', second: '#f8f6e8', third: '#56663a', line: '#323c22' },
  plum: { body: '#8d6a99', second: '#f8f3f7', third: '#644672', line: '#382641' },
  clay: { body: '#b9774f', second: '#faf0e2', third: '#865033', line: '#482b1c' },
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;
