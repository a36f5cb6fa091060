import { html } from 'lit-html';

/** One family: 20 by 20, strokes of 1.5, drawn for this. */
export const offlineIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M3 3l14 14M6.2 12.3a5 5 0 0 1 4.3-1.4M3.6 9.4a9 9 0 0 1 3.5-2M16.4 9.4a9 9 0 0 0-5.4-2.6M10 15.5h0" />
</svg>`;

export const sprigIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M4 17C8.5 14.5 12 10 13.5 4.5M6 15.6C3.5 14.5 3 12.5 3.2 10.8 5.2 11.2 6.5 12.8 6 15.6ZM9.3 12.8C7 11.3 6.8 9 7.3 7.3 9.2 8 10.2 10 9.3 12.8ZM9 13.2C11.5 14.2 13.6 13.5 15 12 13.3 10.8 11 11 9 13.2ZM12 9.3C14.2 9.9 16 9 17.1 7.3 15.3 6.4 13.2 7 12 9.3ZM13.5 4.5C12 3.9 11.4 2.8 11.5 1.8" />
</svg>`;

export const checkIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4.5 10.5l3.8 3.8 7.2-8.1" /></svg>`;
