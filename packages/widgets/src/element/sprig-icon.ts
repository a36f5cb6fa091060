import { html } from './template.ts';

export const sprigIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <path d="M4 17Q12 13 14 4M6 15.6q-3.6-1.8-2.8-4.8 3.6 1.1 2.8 4.8Zm3.3-2.8q-3-2.5-2-5.5 3.3 1.7 2 5.5Zm-.3.4q3.5 1.6 6-1.2-3.2-2-6 1.2Zm3-3.9q3.2.7 5.1-2-3.2-1.6-5.1 2Z" />
</svg>`;
