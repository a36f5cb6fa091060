import { html } from './template.ts';

export const checkIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4.5 10.5l3.8 3.8 7.2-8.1" /></svg>`;
