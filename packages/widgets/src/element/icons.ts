import { html } from 'lit-html';

/** One family: 20 by 20, strokes of 1.5, drawn for this. */
export const offlineIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M3 3l14 14M6.2 12.3a5 5 0 0 1 4.3-1.4M3.6 9.4a9 9 0 0 1 3.5-2M16.4 9.4a9 9 0 0 0-5.4-2.6M10 15.5h0" />
</svg>`;

export const sprigIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M4 17Q12 13 14 4M6 15.6q-3.6-1.8-2.8-4.8 3.6 1.1 2.8 4.800Zm3.3-2.800q-3-2.5-2-5.5 3.3 1.7 2 5.500Zm-.3.400q3.5 1.6 6-1.2-3.2-2-6 1.200Zm3-3.900q3.2.7 5.1-2-3.2-1.6-5.1 2Z" />
</svg>`;
