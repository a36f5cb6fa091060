import { html } from './template.ts';

export const shareIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M10 12.5v-9M6.8 6.4 10 3.2l3.2 3.2M5.5 9H4.7a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h10.6a1 1 0 0 0 1-1v-6a1 1 0 0 0-1-1h-.8" />
</svg>`;
