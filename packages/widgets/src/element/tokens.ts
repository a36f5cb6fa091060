import { css } from './css.ts';

/**
 * What all elements look like. Every value is a token with a default; type comes from the page. Accent and surface
 * follow the page's `color-scheme`, or the element's own `theme="dark"`.
 */
export const tokens = css`
  :host {
    --_text: var(--laurel-text, light-dark(#1f1d1a, #efede8));
    --_surface: var(--laurel-surface, light-dark(#fff, #1d1e1c));
    --_accent: var(--laurel-accent, light-dark(#2e6b4a, #8ccca6));
    --_on: var(--laurel-on-accent, light-dark(#fff, #10241a));
    --_radius: var(--laurel-radius, 14px);
    --_s: var(--laurel-space, 4px);
    --_2: calc(var(--_s) * 2);
    --_3: calc(var(--_s) * 3);
    --_4: calc(var(--_s) * 4);
    --_muted: var(--laurel-muted, color-mix(in oklab, var(--_text) 70%, var(--_surface)));
    --_line: var(--laurel-line, color-mix(in oklab, var(--_text) 13%, var(--_surface)));
    --_edge: color-mix(in oklab, var(--_text) 50%, var(--_surface));
    --_corner: calc(var(--_radius) * 0.72);
    --_tint: color-mix(in oklab, var(--_accent) 9%, var(--_surface));
    display: block;
    position: relative;
    container-type: inline-size;
    font-family: var(--laurel-font, inherit);
    line-height: 1.4;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  .card {
    position: relative;
    padding: calc(4 * var(--_s));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--laurel-shadow, 0 1px 2px #0000000a, 0 6px 20px -8px #00000014);
  }
  .quiet {
    font-size: 0.875em;
    color: var(--_muted);
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .bar {
    block-size: 4px;
    border-radius: 4px;
    background: var(--_line);
    overflow: hidden;
  }
  .wait {
    display: inline-block;
    border-radius: 6px;
    background: var(--_line);
    color: #0000;
    animation: wait 1.4s ease-in-out infinite alternate;
    user-select: none;
  }
  @keyframes wait {
    to {
      filter: opacity(0.45);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`;

const sheets = new Map<string, CSSStyleSheet>();

/** One sheet for each text, however many elements adopt it. */
export function sheet(text: string): CSSStyleSheet {
  let made = sheets.get(text);
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(text);
    sheets.set(text, made);
  }
  return made;
}

/** Nothing at all: for members who do not see the programme. A sheet, since nothing is written on the host. */
export const gone = css`
  :host {
    display: none !important;
  }
`;
