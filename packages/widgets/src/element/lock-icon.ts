import { html } from './template.ts';

export const lockIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M5.5 9h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1Zm4.5 3v2" />
</svg>`;
