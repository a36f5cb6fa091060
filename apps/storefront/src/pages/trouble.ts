import type { Words } from '../text/language.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';

/** A page for when there is none: what happened, and where to go on. */
export function troublePage({ t }: Words, title: string, hint: string): Html {
  return html`<section class="empty">${icons.mark}<h1>${title}</h1><p class="quiet">${hint}</p><a class="button main" href="/">${t.readySoon}</a></section>`;
}
