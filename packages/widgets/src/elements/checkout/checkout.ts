import type { CheckoutView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { styles } from './checkout.css.ts';
import { boundsOf, nearest, worthOf } from './slide.ts';

/**
 * A slider by which a member pays a part of an order with points. In a form of the shop it is a field like any other, whose value is
 * the number of points; the shop's backend holds them before it takes the rest of the money.
 *
 * @summary Points as money at the checkout.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart worth - What is taken off.
 * @csspart slider - The slider.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @attr {number} total - What the order's goods cost, in minor units. Without it as many points as the member has.
 * @attr {number} value - The points to begin with.
 * @attr {string} name - The name of the field in the shop's form.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ points: number, worth: number }>} laurel-checkout - The member chose; `worth` in minor units.
 */
export class LaurelCheckout extends LaurelElement {
  static formAssociated = true;
  static override styles = styles;
  static override reads = ['total', 'value', 'join-url'];

  #chosen: number | null = null;

  /** The points that are chosen, 0 for none; set, those to begin with. */
  get value(): number {
    return this.#of(this.state)?.points ?? 0;
  }

  // Frameworks set what an element has, instead of its attribute.
  set value(points: number) {
    this.setAttribute('value', String(points));
  }

  formResetCallback(): void {
    this.#chosen = null;
    this.requestUpdate();
  }

  #of(state: State | null): { points: number; bounds: ReturnType<typeof boundsOf>; terms: CheckoutView } | null {
    const terms = state?.member?.status === 'joined' ? state.member.checkout : null;
    if (!terms) return null;
    const total = Number.parseInt(this.getAttribute('total') ?? '', 10);
    const bounds = boundsOf(terms, Number.isNaN(total) ? null : total);
    const wanted = this.#chosen ?? (Number.parseInt(this.getAttribute('value') ?? '', 10) || 0);
    return { points: nearest(bounds, wanted), bounds, terms };
  }

  protected override draw({ state, program, speech, kit }: Scene): unknown {
    const terms = state.member?.checkout ?? program.checkout;
    if (!terms) return nothing;
    const rate = speech.say('checkout.rate', {
      points: speech.points(terms.points),
      money: speech.money(terms.amount),
    });
    const now = this.#of(state);
    this.internals.setFormValue(String(now?.points ?? 0));
    const title = html`<h2>${speech.say('checkout.title')}</h2>`;
    if (!now) {
      return html`<section class="card" part="card">${title}<p class="quiet">${rate}</p><p>${kit.joinLink(this, speech)}</p></section>`;
    }
    const { points, bounds } = now;
    if (!bounds.most) {
      const minimum = speech.points(bounds.least);
      return html`<section class="card" part="card">${title}<p class="quiet">${speech.say('checkout.few', { points: minimum })}</p></section>`;
    }
    const worth = worthOf(now.terms, points);
    const text = points
      ? speech.say('checkout.chosen', { points: speech.points(points), money: speech.money(worth) })
      : speech.say('checkout.none');
    const steps = Math.round((bounds.most - bounds.least) / bounds.step) + 1;
    const at = points ? Math.round((points - bounds.least) / bounds.step) + 1 : 0;
    return html`<section class="card" part="card">
      <div class="row"><label for="slider">${speech.say('checkout.title')}</label>
        <b class="number end" part="worth">${points ? `−${speech.money(worth)}` : speech.money(0)}</b></div>
      <input id="slider" part="slider" type="range" min="0" max=${steps} step="1" .value=${String(at)} aria-valuetext=${text}
        @input=${(event: Event) => this.#choose(event, bounds)} @change=${() => this.#tell()}>
      <div class="row quiet number"><span>${text}</span><span class="end">${speech.say('checkout.most', { points: speech.points(bounds.most) })}</span></div>
      <p class="quiet">${rate}</p>
    </section>`;
  }

  #choose(event: Event, { least, step }: ReturnType<typeof boundsOf>): void {
    const at = Number((event.target as HTMLInputElement).value);
    this.#chosen = at ? least + (at - 1) * step : 0;
    this.requestUpdate();
  }

  #tell(): void {
    const now = this.#of(this.state);
    if (!now) return;
    const detail = { points: now.points, worth: worthOf(now.terms, now.points) };
    this.dispatchEvent(new CustomEvent('laurel-checkout', { bubbles: true, composed: true, detail }));
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true">
      <div class="row"><span class="wait">A name of a thing</span><b class="wait end">8,888</b></div>
      <div class="bar"></div><p class="quiet"><span class="wait">Laurel leaf</span></p><p class="quiet"><span class="wait">A name of a thing</span></p>
    </div>`;
  }
}
