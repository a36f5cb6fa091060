import { html } from './template.ts';

/** One family: 20 by 20, strokes of 1.5, drawn for this. */
export const offlineIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M3 3l14 14M6.2 12.3a5 5 0 0 1 4.3-1.4M3.6 9.4a9 9 0 0 1 3.5-2M16.4 9.4a9 9 0 0 0-5.4-2.6M10 15.5h0" />
</svg>`;
