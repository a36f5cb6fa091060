import { html, nothing, type TemplateResult } from 'lit-html';
import type { Speech } from '../words/speech.ts';

/** For guests: the shop's own way to join, from its slot or from `join-url`. */
export function joinLink(element: HTMLElement, speech: Speech): TemplateResult {
  const url = element.getAttribute('join-url');
  // An address that runs code is no address.
  const safe = url && /^(https?:|[^:]*$|[./?#])/i.test(url);
  return html`<slot name="join">${safe ? html`<a href=${url}>${speech.say('join')}</a>` : nothing}</slot>`;
}
