import type { Failure } from '../store/state.ts';
import type { Key } from '../words/messages.ts';
import type { Speech } from '../words/speech.ts';
import { offlineIcon } from './offline-icon.ts';
import { html, nothing, type TemplateResult } from './template.ts';

export { wayToEarn } from '../words/earn.ts';
export { speak } from '../words/speech.ts';
export { said } from './said.css.ts';
export { sprigIcon } from './sprig-icon.ts';

const ERRORS: Partial<Record<Failure['code'], Key>> = {
  offline: 'error.offline',
  overloaded: 'error.overloaded',
  rate_limited: 'error.rate_limited',
  unauthorized: 'error.unauthorized',
  token_expired: 'error.token_expired',
  origin_not_allowed: 'error.origin_not_allowed',
  program_not_found: 'error.program_not_found',
};

/** Why something failed, in words; `otherwise` where nothing is known about it. */
export const whyFailed = (speech: Speech, { code, text }: Failure, otherwise: Key = 'error.internal'): string =>
  text ?? speech.say(code === 'internal' ? 'error.internal' : (ERRORS[code] ?? otherwise));

/** What happened, and the offer to try again; `size` is the least block size, or `line`. */
export function errorFace(speech: Speech, failure: Failure, size: string, again: () => void): TemplateResult {
  const text = whyFailed(speech, failure);
  // What is but a line in the shop's own text takes no more room for its trouble.
  if (size === 'line') {
    return html`<button type="button" class="text line" part="button" title=${text} @click=${again}>${offlineIcon} ${speech.say('again')}</button>`;
  }
  return html`<div class="card error" part="card" .style=${`min-block-size:${size}`}>
    <p role="alert">${text}</p>
    ${failure.requestId ? html`<p class="quiet">${speech.say('reference', { id: failure.requestId })}</p>` : nothing}
    <button type="button" part="button" @click=${again}>${speech.say('again')}</button>
  </div>`;
}

/** The quiet mark that the values are the last known. */
export function offlineMark(speech: Speech): TemplateResult {
  const text = speech.say('offline');
  return html`<span class="mark" part="offline" role="img" aria-label=${text} title=${text}>${offlineIcon}</span>`;
}

/** How many of an element's list are folded away; undecided until its first face with data is there. */
const folded = new WeakMap<Element, number>();

/**
 * How much of a list that has come would move what a shopper sees: it is longer than the room that was kept for it, and that room
 * and something after it are on the screen.
 */
function beyond(element: Element): number {
  const card = element.shadowRoot?.querySelector('.card');
  if (!card || element.getRootNode() !== document) return 0;
  const { top, height } = card.getBoundingClientRect();
  const kept = Number.parseFloat(getComputedStyle(card).minBlockSize);
  const follows = (each: Element | null): unknown =>
    each && each !== document.body && (each.nextElementSibling || follows(each.parentElement));
  if (!(height > kept + 1 && top + kept < innerHeight && follows(element))) return 0;
  return [...card.querySelectorAll('li:not(li li)')].filter(
    (each) => each.getBoundingClientRect().bottom > top + kept - 40,
  ).length;
}

/** The way to what is folded away. */
export function fold(element: Element & { requestUpdate(): void }, speech: Speech): unknown {
  const n = folded.get(element);
  const set = (more: number) => {
    folded.set(element, more);
    if (!n && !more) return;
    // What scrolls can be scrolled by keyboard.
    const card = element.shadowRoot?.querySelector('.card');
    if (more) card?.setAttribute('tabindex', '0');
    else card?.removeAttribute('tabindex');
    element.requestUpdate();
  };
  if (n === undefined) queueMicrotask(() => set(beyond(element)));
  return n
    ? html`<div class="unfold"><button type="button" class="text" part="button" @click=${() => set(0)}>${speech.say('rewards.more', { n })}</button></div>`
    : nothing;
}

/** For guests: the shop's own way to join, from its slot or from `join-url`. */
export function joinLink(element: HTMLElement, speech: Speech): TemplateResult {
  const url = element.getAttribute('join-url');
  // An address that runs code is no address.
  const safe = url && /^(https?:|[^:]*$|[./?#])/i.test(url);
  return html`<slot name="join">${safe ? html`<a href=${url}>${speech.say('join')}</a>` : nothing}</slot>`;
}
