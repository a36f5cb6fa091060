import { html } from '../../element/template.ts';

const SHAPES = [
  'M0 14a14 14 0 0 1 28 0z',
  'M0 0h28v28A28 28 0 0 0 0 0',
  'M0 28 28 0v28z',
  'M7 14a7 7 0 0 1 14 0 7 7 0 0 1-14 0',
  'M0 0h10v28H0z',
];

/** A calm mark drawn from a row's opaque id: two tones of one hue and one shape, turned. One colour, since it is drawn with each row that moves. */
export function avatar(id: string) {
  let hash = 2166136261;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619) >>> 0;
  const hue = (hash % 24) * 15;
  const shape = SHAPES[(hash >>> 8) % SHAPES.length] as string;
  return html`<svg class="avatar" viewBox="0 0 28 28" aria-hidden="true"><g fill="oklch(0.66 0.08 ${hue})">
    <path opacity="0.3" d="M0 0h28v28H0z" />
    <path d=${shape} transform="rotate(${((hash >>> 16) % 4) * 90} 14 14)" />
  </g></svg>`;
}

/** The first three by form: a whole wreath, a half one, a sprig; the rest by number alone. */
export function wreath(place: number) {
  const leaves = [6, 4, 2][place - 1] as number;
  const leaf = (side: number, at: number) => {
    const around = 90 - side * (14 + at * 25);
    const [x, y] = [20 + 16.5 * cos(around), 20 + 16.5 * sin(around)];
    // An ellipse in two arcs, lying along its own direction.
    const along = around - side * 62;
    const [dx, dy] = [4.2 * cos(along), 4.2 * sin(along)];
    const arc = `a4.2 1.7 ${along} 0 0`;
    return `M${x - dx} ${y - dy}${arc} ${2 * dx} ${2 * dy}${arc} ${-2 * dx} ${-2 * dy}z`;
  };
  const path = [1, -1].map((side) => Array.from({ length: leaves }, (_, at) => leaf(side, at)).join('')).join('');
  return html`<svg viewBox="0 0 40 40" aria-hidden="true"><path d=${path} /></svg>`;
}

const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);

/** An arrow for places won or lost since the board was first shown. */
export const UP = 'M10 16V4m-4.5 4.5L10 4l4.5 4.5';
export const DOWN = 'M10 4v12m-4.5-4.5L10 16l4.5-4.5';
