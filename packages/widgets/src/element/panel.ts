import type { LaurelElement, Scene } from './element.ts';
import { html, nothing, type TemplateResult } from './template.ts';

/** A titled box. `end`: what stands on the line of the title. */
export const panel = (title: string, body: unknown, end: unknown = nothing) =>
  html`<section class="card" part="card" aria-label=${title}>
    <div class="row"><h2>${title}</h2><span class="end quiet">${end}</span></div>${body}
  </section>`;

/** Its content where there is nothing to list. */
export const empty = (text: unknown, more: unknown = nothing) =>
  html`<div class="empty quiet"><p>${text}</p>${more}</div>`;

/** For guests: what there would be, and the way to join. */
export const invite = (element: LaurelElement, { speech, kit }: Scene, text: string) =>
  empty(text, html`<p>${kit.joinLink(element, speech)}</p>`);

/** While nothing is known: rows in the size of what comes. */
export const waiting = (rows: number): TemplateResult =>
  html`<div class="card" part="card" aria-busy="true">
    <h2><span class="wait">Laurel leaf</span></h2>
    <ul>${Array.from(
      { length: rows },
      () =>
        html`<li><span class="icon wait"></span><div><span class="wait">A name of a thing</span><br><span class="wait quiet">Laurel leaf</span></div></li>`,
    )}</ul>
  </div>`;

/** How many rows are shown at first: the attribute, or the usual number. */
export const limitOf = (element: Element, usual: number): number =>
  Math.max(1, Number.parseInt(element.getAttribute('limit') ?? '', 10) || usual);
